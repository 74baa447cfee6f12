"""What news of a list says of a condition that waits for a package of delistings.

Method: a condition that is fulfilled by a package watches the designations which the package's
steps remove. All of them gone from their lists is the act itself: MET. Some of them gone is part
of it: PARTIAL, unless the condition holds already. One that stands again on its list, where the
condition held, takes it back: NOT_MET, which reads BREACHED. While an earlier word of a list waits,
the lists are taken at their last word. That a row comes or goes is an official act; that it stays
under other programs is not. Source: the project's decisions ("Time": a list delta that is an
official act has no dwell time); docs/method/list-deltas-to-evidence.md. Limits: a designation that
no list shows is not known to be gone, and neither is a step known to be done that removes none.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sanctions.domain.kinds import DeltaKind
from scenarios.domain.statuses import Status
from scenarios.domain.truth import Truth


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedDesignation:
    """A designation that a step removes; `entry` is where its list names the party, if it does."""

    id: str
    program: str
    entry: tuple[str, str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Under which programs a list names a party today, and under which it once did."""

    programs: frozenset[str]
    ended: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Removals:
    """What a package removes; `nothing_else` where no step of it does anything but remove."""

    designations: Collection[ListedDesignation]
    nothing_else: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How many of the designations that a package removes are gone, and whether that is all."""

    gone: int
    total: int
    complete: bool


def progress_of(removals: Removals, *, listings: Mapping[tuple[str, str], Listing]) -> Progress:
    """Return how far the lists show the package to be done."""
    gone = sum(_is_gone(one, listings) for one in removals.designations)
    total = len(removals.designations)
    complete = removals.nothing_else and total > 0 and gone == total
    return Progress(gone=gone, total=total, complete=complete)


def is_official_act(kind: DeltaKind) -> bool:
    """Tell whether the news is an act of the publisher, rather than what we read out of a row."""
    return kind is not DeltaKind.AMENDED


def ends_designation(kind: DeltaKind, *, before: Collection[str], after: Collection[str]) -> bool:
    """Tell whether the news ends a designation; else one begins. Given are the programs."""
    if kind is DeltaKind.AMENDED:
        return not set(before) <= set(after)
    return kind is DeltaKind.DELISTED


def status_by_list(
    progress: Progress, *, removed: bool, held: Truth, waits: Status | None = None
) -> Status | None:
    """Return what the news says of the condition, or None where it says nothing new.

    `removed` tells whether a designation was removed, else one came back; `held` is the value that
    the condition has, `waits` what a list said of it that does not count yet.
    """
    if waits is not None:
        shown = _shown(progress)
        return None if shown is waits else shown
    if not removed:
        return Status.NOT_MET if held is Truth.T and not progress.complete else None
    if progress.complete:
        return Status.MET
    return Status.PARTIAL if progress.gone and held is not Truth.T else None


def _shown(progress: Progress) -> Status:
    if progress.complete:
        return Status.MET
    return Status.PARTIAL if progress.gone else Status.NOT_MET


def _is_gone(one: ListedDesignation, listings: Mapping[tuple[str, str], Listing]) -> bool:
    listing = listings.get(one.entry) if one.entry else None
    if listing is None:
        return False
    if not listing.programs:
        return True
    return one.program in listing.ended and one.program not in listing.programs
