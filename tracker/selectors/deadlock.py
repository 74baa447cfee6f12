"""Why a scenario is deadlocked: which of its terms wait for each other, and what would free it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from scenarios.models import Package
from scenarios.selectors.circular_terms import CircularCase, circular_case
from tracker.selectors.case_reading import CaseReading


@dataclass(frozen=True, slots=True)
class Deadlock:
    """The ways round, in words; what else waits for them; links of which each would free it all.

    A link is two things of which the first waits for the second.
    """

    loops: list[list[str]]
    behind: list[str]
    breaks: list[tuple[str, str]]


def deadlock(reading: CaseReading, packages: Collection[Package]) -> Deadlock:
    """Return what keeps the packages of a scenario from ever coming, as defined at the moment."""
    found = circular_case(reading.case, logic=reading.logic)
    titles = found.titles
    inside = {name for loop in found.loops for name in loop}
    return Deadlock(
        loops=[[titles.get(name, name) for name in loop] for loop in found.loops],
        behind=[titles.get(name, name) for name in sorted(titles.keys() - inside)],
        breaks=[
            (titles.get(one, one), titles.get(other, other))
            for one, other in _breaks(found, {package.pk for package in packages})
        ],
    )


def _breaks(found: CircularCase, packages: Collection[str]) -> list[tuple[str, str]]:
    """Return the links of which each alone, if waived, frees every one of the packages."""
    each = [set(one.breaks) for one in found.stuck if one.row.pk in packages]
    return sorted(set.intersection(*each)) if each else []
