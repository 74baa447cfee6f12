"""The terms of a case that wait for each other: what is stuck, round which loops, what frees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from scenarios.domain.circular import Link, circular_terms
from scenarios.domain.loops import loops_of
from scenarios.domain.records import Logic
from scenarios.models import Case, Condition, Package
from scenarios.selectors.logic import logic_of

#: With more links between stuck things than that, waivers are not tried one by one.
MOST_LINKS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Stuck:
    """A condition or package that can never be reached, and the waivers that would free it."""

    kind: str
    row: Condition | Package
    breaks: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CircularCase:
    """What is stuck in a case, by the ids of its file: conditions and packages share one namespace.

    `loops` are the ways round; `links` all that a stuck thing waits for and is stuck too; where
    there are too many of them, `breaks_searched` is false and no breaks are told.
    """

    stuck: tuple[Stuck, ...]
    loops: tuple[tuple[str, ...], ...]
    links: tuple[Link, ...]
    breaks_searched: bool = True

    @property
    def titles(self) -> dict[str, str]:
        """What each stuck thing is called."""
        return {one.row.slug: str(one.row) for one in self.stuck}


def circular_case(
    case: Case, *, logic: Logic | None = None, known_at: datetime | None = None
) -> CircularCase:
    """Return what is stuck by the definitions in force at the instant, or by the present ones.

    `logic` is the whole logic of the case, for a caller who has read it.
    """
    terms = circular_terms(logic or logic_of(case).logic, known_at=known_at)
    links = terms.links
    searched = len(links) <= MOST_LINKS
    breaks = terms.all_breaks() if searched else {}
    return CircularCase(
        stuck=_stuck(case, terms.stuck, breaks=breaks),
        loops=loops_of(links),
        links=links,
        breaks_searched=searched,
    )


def _stuck(
    case: Case, names: frozenset[str], *, breaks: Mapping[str, tuple[Link, ...]]
) -> tuple[Stuck, ...]:
    kinds = (("package", Package), ("condition", Condition))
    found = [
        Stuck(kind=kind, row=row, breaks=breaks.get(row.slug, ()))
        for kind, model in kinds
        for row in model._default_manager.filter(case=case, slug__in=names)
        .select_related("case")
        .order_by("position", "id")
    ]
    return tuple(found)
