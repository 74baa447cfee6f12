"""One case at a moment: all that it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from scenarios.models import (
    Act,
    Case,
    CaseDesignation,
    CaseParty,
    CaseStake,
    Condition,
    Gate,
    Licence,
    Package,
    Scenario,
    Source,
)
from tracker.domain.neighbours import Neighbours
from tracker.selectors.act_page import may_record
from tracker.selectors.case_reading import CaseReading
from tracker.selectors.deadlock import Deadlock, deadlock
from tracker.selectors.journal import Occasion, changes_seen_by, known_changes, last_occasions
from tracker.selectors.nodes import condition_rows, gate_rows, package_rows
from tracker.selectors.package_states import packages_then
from tracker.selectors.retold import date_last_assessed, retell, retell_scenarios
from tracker.selectors.scenario_lists import scenario_rows

if TYPE_CHECKING:
    from sanctions.models.teams import Person
    from scenarios.selectors.moments import Moment

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
    deadlock: Deadlock
    may_record: bool
    steps: Neighbours


def case_page(*, user: Person, slug: str, at: Moment, stored: bool) -> CasePage:
    """Gather the page of a case; `stored` where the stored evaluations are true of the moment.

    Raises Case.DoesNotExist.
    """
    case = Case.objects.visible_to(user).select_related("team").get(slug=slug)
    reading = CaseReading(case, at=at, user=user)
    designations = Prefetch(
        "designations", queryset=CaseDesignation.objects.order_by("from_date", "position")
    )
    parties = CaseParty.objects.filter(case=case).prefetch_related(designations)
    stakes = CaseStake.objects.filter(case=case).select_related("owner", "owned")
    scenarios, conditions, gates = _nodes(user, reading, stored=stored)
    packages = [*package_rows(user=user, case=slug)]
    packages_then(packages, at=at)
    changes = known_changes(changes_seen_by(user).filter(case=case), at=at)
    return CasePage(
        case=case,
        scenarios=scenarios,
        conditions=conditions,
        gates=gates,
        packages=packages,
        parties=[*parties.order_by("position")],
        stakes=[*stakes.order_by("position")],
        licences=[*Licence.objects.filter(case=case).order_by("position")],
        acts=reading.acts,
        occasions=last_occasions(changes, user=user, most=_OCCASIONS),
        sources=reading.sources,
        deadlock=deadlock(reading, packages),
        may_record=may_record(user, case),
        steps=reading.steps(reading.moment.ids, dated=reading.days_of_acts),
    )


def _nodes(
    user: Person, reading: CaseReading, *, stored: bool
) -> tuple[list[Scenario], list[Condition], list[Gate]]:
    """Return scenarios, conditions and gates of the case, as lists show them, at the moment."""
    slug = reading.case.slug
    scenarios = [*scenario_rows(user=user, case=slug)]
    conditions = [*condition_rows(user=user, case=slug)]
    gates = [*gate_rows(user=user, case=slug)]
    if not stored:
        states = reading.states()
        retell(gates, states)
        retell(conditions, states)
        date_last_assessed(conditions, at=reading.at)
        retell_scenarios(scenarios, reading.scenarios([one.pk for one in scenarios]))
    return scenarios, conditions, gates
