"""When a change of status is told: at once, after it has stood for a while, or not at all.

Method: what a person assesses, an official act, and whatever is final is told at once. A machine's
change (a feed, a sensor, a list delta that is no official act) is told only when it has stood for
the dwell time; a later change takes its place, and one that leads back to what was told last is a
blip and tells nothing. Where machines change a status three times within seven days, one notice
says that it is contested, and no other one until the last seven days hold fewer flips than that.
Source: the project's domain notes, section 7 ("Quiet rules"), and decisions ("Time");
docs/method/contested.md. Limits: instants are those at which changes became known; what waits is
not stored here, it follows from the changes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from scenarios.domain.statuses import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A status that a node takes at an instant, and whether a machine said so."""

    at: datetime
    status: Status
    by_machine: bool = True
    final: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietRules:
    """How long a machine's change must stand, and how many within which time are too many."""

    dwell: timedelta = timedelta(hours=24)
    flips: int = 3
    window: timedelta = timedelta(days=7)


class NoticeKind(StrEnum):
    """A change of status, or that it is contested."""

    CHANGE = "change"
    CONTESTED = "contested"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What is told at an instant: from the status told last to the one that holds now."""

    at: datetime
    kind: NoticeKind
    old: Status
    new: Status


#: The rules where a team has set no others.
DEFAULT_RULES = QuietRules()


def notices(
    moves: Sequence[Move], *, told: Status, until: datetime, rules: QuietRules = DEFAULT_RULES
) -> list[Notice]:
    """Return what is told up to the instant, given the status told last and all moves since.

    The moves come in the order in which they became known. Asked again later, it returns the same
    and what has come since.
    """
    spans = flapping(moves, told=told, rules=rules)
    found = list(_changes(moves, told=told, rules=rules))
    contested = [_contested(moves, since, told=told) for since, _ in spans]
    # Of one instant, that it is contested comes first: it explains what follows.
    both = sorted([*contested, *found], key=lambda one: (one.at, one.kind is NoticeKind.CHANGE))
    return [one for one in both if one.at <= until]


def waiting_until(
    moves: Sequence[Move], *, told: Status, at: datetime, rules: QuietRules = DEFAULT_RULES
) -> datetime | None:
    """Return when a change that waits at the instant will be told if it stands; else None."""
    known = [move for move in moves if move.at <= at]
    later = (one.at for one in _changes(known, told=told, rules=rules) if one.at > at)
    return next(later, None)


def flapping(
    moves: Sequence[Move], *, told: Status, rules: QuietRules = DEFAULT_RULES
) -> list[tuple[datetime, datetime]]:
    """Return the times during which machines move the status to and fro: from, until."""
    flips = list(_flips(moves, told=told))
    spans: list[tuple[datetime, datetime]] = []
    for last, since in zip(flips[rules.flips - 1 :], flips, strict=False):
        if last - since > rules.window:
            continue
        ends = since + rules.window
        if spans and last <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(ends, spans[-1][1]))
        else:
            spans.append((last, ends))
    return spans


def _changes(moves: Sequence[Move], *, told: Status, rules: QuietRules) -> Iterator[Notice]:
    waiting: Notice | None = None
    for move in moves:
        if waiting is not None and waiting.at <= move.at:
            yield waiting
            told, waiting = waiting.new, None
        notice = _notice(move, told=told, rules=rules)
        if notice is None or not _waits(move):
            waiting = None
            if notice is not None:
                yield notice
                told = notice.new
        elif waiting is None or waiting.new is not move.status:
            waiting = notice
    if waiting is not None:
        yield waiting


def _waits(move: Move) -> bool:
    return move.by_machine and not move.final


def _notice(move: Move, *, told: Status, rules: QuietRules) -> Notice | None:
    """Return what the move would tell if nothing follows it; None where it leads nowhere."""
    if move.status is told:
        return None
    at = move.at + rules.dwell if _waits(move) else move.at
    return Notice(at=at, kind=NoticeKind.CHANGE, old=told, new=move.status)


def _flips(moves: Sequence[Move], *, told: Status) -> Iterator[datetime]:
    status = told
    for move in moves:
        if move.by_machine and move.status is not status:
            yield move.at
        status = move.status


def _contested(moves: Sequence[Move], at: datetime, *, told: Status) -> Notice:
    held = [told, *(move.status for move in moves if move.at <= at)]
    return Notice(at=at, kind=NoticeKind.CONTESTED, old=held[-2], new=held[-1])
