"""Packages at a moment: the state and phase of the day, and when its steps were carried out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from scenarios.domain.gaps import DatedStep, ReliefGap, relief_gaps
from scenarios.domain.package_phases import days_done
from scenarios.selectors.package_facts import acts_of, package_facts
from scenarios.selectors.states_at import standing_on

if TYPE_CHECKING:
    from scenarios.models import Package
    from scenarios.selectors.moments import Moment
    from tracker.selectors.case_reading import CaseReading


def packages_then(rows: Sequence[Any], *, at: Moment, with_steps: bool = False) -> None:
    """Put the standing of the moment beside each package, and beside each step when it was done."""
    ids = [row.pk for row in rows]
    facts = package_facts(ids, known_at=at.known_at)
    acts = acts_of(ids, known_at=at.known_at)
    for row in rows:
        fact = facts[row.pk]
        row.standing = standing_on(at.as_of, package=fact, acts=acts[row.pk])
        if with_steps:
            done = days_done(fact, [act for act in acts[row.pk] if act.date <= at.as_of])
            for step in row.steps.all():
                step.done_on = done.get(step.slug)


def gaps_of(package: Package, reading: CaseReading) -> list[ReliefGap]:
    """Return how long after its gates opened relief by each authority began, at the moment.

    The steps of the package have been read with `packages_then`.
    """
    on = reading.on
    steps = []
    for step in package.steps.all():
        planned = step.effective if step.effective and step.effective <= on else None
        begun = step.done_on or planned
        steps.append(DatedStep(authority=step.acting_authority or None, effective=begun))
    acts = [act.date for act in reading.acts if act.package_id == package.pk]
    return relief_gaps(reading.logic, steps={package.slug: steps}, acts={package.slug: acts})
