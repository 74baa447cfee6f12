"""One package at a moment: its steps, their effect, what opens and reverses it, what was done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from scenarios.domain.gaps import ReliefGap
from scenarios.domain.package_effects import PackageEffect, PartyEffect, effect_of
from scenarios.models import Act, CaseDesignation, Condition, Gate, Package, Scenario, Source
from scenarios.selectors.exposures import exposure_of, party_names
from tracker.domain.neighbours import Neighbours
from tracker.selectors.act_page import may_record
from tracker.selectors.case_reading import CaseReading, GateReading, NamedCondition, nodes_of
from tracker.selectors.package_states import gaps_of, packages_then

if TYPE_CHECKING:
    from sanctions.models.teams import Person
    from scenarios.selectors.moments import Moment


@dataclass(frozen=True, slots=True)
class EffectCell:
    """What the package does to a party under one authority; who blocks it afterwards, by name."""

    effect: PartyEffect
    total: str
    owners: list[str]
    controllers: list[str]


@dataclass(frozen=True, slots=True)
class EffectRow:
    """A party, and what the package does to it under each authority."""

    name: str
    cells: list[EffectCell]


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
    effect: PackageEffect
    names: dict[str, str]
    may_record: bool
    sources: dict[str, Source]
    known: dict[str, NamedCondition]
    steps: Neighbours

    @property
    def matrix(self) -> list[EffectRow]:
        """The parties for which there is anything to show, with a cell for each authority."""
        return [
            EffectRow(self.names[party], [_effect_cell(cell, self.names) for cell in row.values()])
            for party, row in self.effect.cells.items()
            if not all(cell.is_idle for cell in row.values())
        ]

    @property
    def free_names(self) -> list[str]:
        """The names of those who would be free under every authority."""
        return [self.names[party] for party in self.effect.effectively_free]


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
        effect=effect_of(exposure_of(package.case_id), slug, day=at.as_of),
        names=party_names(package.case_id),
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


def _effect_cell(effect: PartyEffect, names: Mapping[str, str]) -> EffectCell:
    why = effect.why
    return EffectCell(
        effect=effect,
        total=f"{why.total.normalize():f}" if why else "",
        owners=[names[owner] for owner in why.owners] if why else [],
        controllers=[names[one] for one in why.controllers] if why else [],
    )
