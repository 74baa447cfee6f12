"""One scenario on one day: what blocks it, what it unlocks, what happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from scenarios.domain.statuses import NodeKind
from scenarios.models import (
    Act,
    Assessment,
    ChangeEvent,
    Gate,
    Package,
    Scenario,
    ScenarioEvaluation,
    Source,
)
from tracker.domain.gate_trees import leaves
from tracker.domain.lanes import Axis, Band, Dot, bands, dots
from tracker.selectors.case_reading import CaseReading, GateReading, NamedCondition
from tracker.selectors.home import last_events

if TYPE_CHECKING:
    from sanctions.models.teams import Person

_EVENTS = 30


@dataclass(frozen=True, slots=True)
class Lane:
    """A condition, or the acts, along the time axis."""

    condition: NamedCondition | None
    bands: list[Band]
    dots: list[Dot]


@dataclass(frozen=True, slots=True)
class ScenarioPage:
    """All that the page of a scenario shows."""

    scenario: Scenario
    on: date
    evaluation: ScenarioEvaluation | None
    opening: list[GateReading]
    reversing: list[GateReading]
    blocking: list[list[NamedCondition]] | None
    packages: list[Package]
    assumed: list[tuple[NamedCondition, dict[str, str]]]
    lanes: list[Lane]
    axis: Axis
    events: list[ChangeEvent]
    acts: list[Act]
    sources: dict[str, Source]
    known: dict[str, NamedCondition]

    @property
    def axis_on(self) -> str:
        """Where the day of the page lies on the axis."""
        return self.axis.place(self.on)


def scenario_page(*, user: Person, case: str, slug: str, on: date, today: date) -> ScenarioPage:
    """Gather the page of a scenario. Raises Scenario.DoesNotExist."""
    scenario = (
        Scenario.objects.visible_to(user).select_related("case").get(case__slug=case, slug=slug)
    )
    reading = CaseReading(scenario.case, on=on, user=user)
    packages = [*scenario.packages.prefetch_related("steps", "acts").order_by("position")]
    gates = _gates(packages)
    opening = [reading.read_gate(gate) for gate in gates if gate.opens_id]
    reversing = [reading.read_gate(gate) for gate in gates if gate.reverses_id]
    evaluation = _evaluation(scenario) if on == today else None
    acts = [*Act.objects.filter(case=scenario.case, date__lte=on).select_related("package")]
    return ScenarioPage(
        scenario=scenario,
        on=on,
        evaluation=evaluation,
        opening=opening,
        reversing=reversing,
        blocking=_blocking(reading, evaluation, opening),
        packages=packages,
        assumed=_assumed(scenario, reading),
        lanes=_lanes(reading, opening + reversing, acts),
        axis=reading.axis,
        events=[*_events(user, scenario, gates)[:_EVENTS]],
        acts=sorted(acts, key=lambda act: act.date, reverse=True),
        sources=reading.sources,
        known=reading.conditions,
    )


def _gates(packages: list[Package]) -> list[Gate]:
    of_packages = Q(opens__in=packages) | Q(reverses__in=packages)
    rows = Gate.objects.filter(of_packages).select_related("opens", "reverses", "yields", "case")
    return [*rows.order_by("position", "id")]


def _evaluation(scenario: Scenario) -> ScenarioEvaluation | None:
    return scenario.evaluations.filter(is_current=True).first()


def _blocking(
    reading: CaseReading, evaluation: ScenarioEvaluation | None, opening: list[GateReading]
) -> list[list[NamedCondition]] | None:
    """Return the sets over all opening gates: as stored today, else of the one gate there is."""
    if evaluation is not None:
        return reading.named_sets(evaluation.blocking)
    return opening[0].blocking if len(opening) == 1 else None


def _assumed(
    scenario: Scenario, reading: CaseReading
) -> list[tuple[NamedCondition, dict[str, str]]]:
    known = reading.conditions
    return [
        (known[name], terms) for name, terms in (scenario.assume or {}).items() if name in known
    ]


def _lanes(reading: CaseReading, gates: list[GateReading], acts: list[Act]) -> list[Lane]:
    axis = reading.axis
    names = list(dict.fromkeys(name for gate in gates for name in leaves(gate.tree)))
    facts = Assessment.objects.filter(
        condition__in=[row for name in names if (row := reading.rows.get(name))],
        date__lte=reading.on,
    ).values_list("condition_id", "date", "note", "status")
    lanes = []
    for name in names:
        condition = reading.conditions[name]
        own = condition.row.pk if condition.row else ""
        told = [(day, note or "", status) for about, day, note, status in facts if about == own]
        history = reading.history(NodeKind.CONDITION, name)
        lanes.append(Lane(condition, bands(axis, history), dots(axis, told)))
    done = dots(axis, ((act.date, act.what, "") for act in acts))
    return [*lanes, Lane(None, [], done)] if done else lanes


def _events(user: Person, scenario: Scenario, gates: list[Gate]) -> ChangeEvent:
    touching = Q(flagged__scenario=scenario) | Q(gate__in=gates)
    return last_events(user=user).filter(touching).distinct()
