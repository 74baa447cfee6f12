"""One package at a moment: its steps, what opens and reverses it, what was done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from scenarios.domain.gaps import ReliefGap
from scenarios.models import Act, CaseDesignation, Condition, Gate, Package, Scenario, Source
from tracker.domain.neighbours import Neighbours
from tracker.selectors.act_page import may_record
from tracker.selectors.case_reading import CaseReading, GateReading, NamedCondition, nodes_of
from tracker.selectors.package_states import gaps_of, packages_then

if TYPE_CHECKING:
    from sanctions.models.teams import Person
    from scenarios.selectors.moments import Moment


@dataclass(frozen=True, slots=True)
class PackagePage:
    """All that the page of a package shows."""

    package: Package
    opening: list[GateReading]
    reversing: list[GateReading]
    fulfils: list[Condition]
    scenarios: list[Scenario]
    designations: dict[str, CaseDesignation]
    acts: list[Act]
    gaps: list[ReliefGap]
    may_record: bool
    sources: dict[str, Source]
    known: dict[str, NamedCondition]
    steps: Neighbours


def package_page(*, user: Person, case: str, slug: str, at: Moment) -> PackagePage:
    """Gather the page of a package at a moment. Raises Package.DoesNotExist."""
    rows = Package.objects.visible_to(user).select_related("case").prefetch_related("steps")
    package = rows.get(case__slug=case, slug=slug)
    reading = CaseReading(package.case, at=at, user=user)
    gates = Gate.objects.filter(Q(opens=package) | Q(reverses=package)).select_related(
        "case", "opens", "reverses", "yields"
    )
    read = [reading.read_gate(gate) for gate in gates.order_by("position")]
    packages_then([package], at=at, with_steps=True)
    return PackagePage(
        package=package,
        opening=[one for one in read if one.gate.opens_id == package.pk],
        reversing=[one for one in read if one.gate.reverses_id == package.pk],
        fulfils=[*package.fulfils.select_related("case").order_by("position")],
        scenarios=[*package.scenarios.order_by("position")],
        designations=_removed(package),
        acts=[act for act in reading.acts if act.package_id == package.pk],
        gaps=gaps_of(package, reading),
        may_record=may_record(user, package.case),
        sources=reading.sources,
        known=reading.conditions,
        steps=reading.steps(nodes_of(read), dated=reading.days_of_acts),
    )


def _removed(package: Package) -> dict[str, CaseDesignation]:
    """Return the designations that its steps name, by their slug."""
    named = [slug for step in package.steps.all() for slug in step.removes_designations or []]
    rows = CaseDesignation.objects.filter(case=package.case_id, slug__in=named)
    return {row.slug: row for row in rows.select_related("party")}
