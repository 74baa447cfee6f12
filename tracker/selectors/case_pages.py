"""One case, one package and one gate, on one day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q

from scenarios.models import (
    Act,
    Case,
    CaseDesignation,
    CaseParty,
    CaseStake,
    Condition,
    FormerDefinition,
    Gate,
    Licence,
    Package,
    Scenario,
    ScenarioGate,
    Source,
)
from tracker.selectors.case_reading import CaseReading, GateReading, NamedCondition
from tracker.selectors.journal import Occasion, changes_seen_by, last_occasions
from tracker.selectors.nodes import condition_rows, gate_rows, package_rows
from tracker.selectors.scenario_lists import scenario_rows

if TYPE_CHECKING:
    from sanctions.models.teams import Person

_OCCASIONS = 20


@dataclass(frozen=True, slots=True)
class CasePage:
    """All that the page of a case shows."""

    case: Case
    scenarios: list[Scenario]
    conditions: list[Condition]
    gates: list[Gate]
    packages: list[Package]
    parties: list[CaseParty]
    stakes: list[CaseStake]
    licences: list[Licence]
    acts: list[Act]
    occasions: list[Occasion]
    sources: dict[str, Source]


def case_page(*, user: Person, slug: str) -> CasePage:
    """Gather the page of a case. Raises Case.DoesNotExist."""
    case = Case.objects.visible_to(user).select_related("team").get(slug=slug)
    designations = Prefetch(
        "designations", queryset=CaseDesignation.objects.order_by("from_date", "position")
    )
    parties = CaseParty.objects.filter(case=case).prefetch_related(designations)
    stakes = CaseStake.objects.filter(case=case).select_related("owner", "owned")
    return CasePage(
        case=case,
        scenarios=[*scenario_rows(user=user, case=slug)],
        conditions=[*condition_rows(user=user, case=slug)],
        gates=[*gate_rows(user=user, case=slug)],
        packages=[*package_rows(user=user, case=slug)],
        parties=[*parties.order_by("position")],
        stakes=[*stakes.order_by("position")],
        licences=[*Licence.objects.filter(case=case).order_by("position")],
        acts=[*Act.objects.filter(case=case).select_related("package").order_by("-date")],
        occasions=last_occasions(
            changes_seen_by(user).filter(case=case), user=user, most=_OCCASIONS
        ),
        sources={source.key: source for source in case.sources.all()},
    )


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
    sources: dict[str, Source]
    known: dict[str, NamedCondition]


def package_page(*, user: Person, case: str, slug: str, on: date) -> PackagePage:
    """Gather the page of a package on a day. Raises Package.DoesNotExist."""
    rows = Package.objects.visible_to(user).select_related("case").prefetch_related("steps")
    package = rows.get(case__slug=case, slug=slug)
    reading = CaseReading(package.case, on=on, user=user)
    gates = Gate.objects.filter(Q(opens=package) | Q(reverses=package)).select_related(
        "case", "opens", "reverses", "yields"
    )
    read = [reading.read_gate(gate) for gate in gates.order_by("position")]
    return PackagePage(
        package=package,
        opening=[one for one in read if one.gate.opens_id == package.pk],
        reversing=[one for one in read if one.gate.reverses_id == package.pk],
        fulfils=[*package.fulfils.select_related("case").order_by("position")],
        scenarios=[*package.scenarios.order_by("position")],
        designations=_removed(package),
        acts=[*package.acts.filter(date__lte=on).order_by("-date")],
        sources=reading.sources,
        known=reading.conditions,
    )


def _removed(package: Package) -> dict[str, CaseDesignation]:
    """Return the designations that its steps name, by their slug."""
    named = [slug for step in package.steps.all() for slug in step.removes_designations or []]
    rows = CaseDesignation.objects.filter(case=package.case_id, slug__in=named)
    return {row.slug: row for row in rows.select_related("party")}


@dataclass(frozen=True, slots=True)
class GatePage:
    """All that the page of a gate shows."""

    reading: GateReading
    scenarios: list[Scenario]
    former: list[FormerDefinition]
    occasions: list[Occasion]
    sources: dict[str, Source]
    known: dict[str, NamedCondition]


def gate_page(*, user: Person, case: str, slug: str, on: date) -> GatePage:
    """Gather the page of a gate on a day. Raises Gate.DoesNotExist."""
    rows = Gate.objects.visible_to(user).select_related("case", "opens", "reverses", "yields")
    gate = rows.get(case__slug=case, slug=slug)
    reading = CaseReading(gate.case, on=on, user=user)
    resting = ScenarioGate.objects.filter(gate=gate).values("scenario")
    return GatePage(
        reading=reading.read_gate(gate),
        scenarios=[*Scenario.objects.visible_to(user).filter(pk__in=resting).order_by("position")],
        former=[*gate.former.order_by("-until")],
        occasions=last_occasions(
            changes_seen_by(user).filter(gate=gate), user=user, most=_OCCASIONS
        ),
        sources=reading.sources,
        known=reading.conditions,
    )
