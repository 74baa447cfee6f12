"""One scenario at a moment: what blocks it, what it unlocks, what happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from scenarios.domain.scenario_tellings import ScenarioTold, dated_days
from scenarios.domain.statuses import NodeKind, ScenarioFlag
from scenarios.domain.tellings import NodeKey
from scenarios.models import (
    Act,
    Assessment,
    ChangeEvent,
    FlaggedScenario,
    Gate,
    Package,
    Scenario,
    ScenarioEvaluation,
    ScenarioGate,
    Source,
)
from scenarios.selectors.scenario_parts import parts_of
from tracker.domain.lanes import Axis, Band, Dot, bands, dots
from tracker.domain.neighbours import Neighbours
from tracker.selectors.case_reading import CaseReading, GateReading, NamedCondition, nodes_of
from tracker.selectors.deadlock import Deadlock, deadlock
from tracker.selectors.journal import Occasion, changes_seen_by, known_changes, last_occasions
from tracker.selectors.package_states import packages_then

if TYPE_CHECKING:
    from sanctions.models.teams import Person
    from scenarios.selectors.moments import Moment

_OCCASIONS = 20


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
    evaluation: ScenarioEvaluation | ScenarioTold
    opening: list[GateReading]
    reversing: list[GateReading]
    other: list[GateReading]
    deadlock: Deadlock | None
    blocking: list[list[NamedCondition]] | None
    packages: list[Package]
    assumed: list[tuple[NamedCondition, dict[str, str]]]
    lanes: list[Lane]
    axis: Axis
    occasions: list[Occasion]
    acts: list[Act]
    sources: dict[str, Source]
    known: dict[str, NamedCondition]
    steps: Neighbours

    @property
    def flags(self) -> list[ScenarioFlag]:
        """The flags of the scenario, in the order of their vocabulary."""
        return [flag for flag in ScenarioFlag if flag in self.evaluation.flags]

    @property
    def axis_on(self) -> str:
        """Where the day of the page lies on the axis."""
        return self.axis.place(self.on)


def scenario_page(*, user: Person, case: str, slug: str, at: Moment, stored: bool) -> ScenarioPage:
    """Gather the page of a scenario; `stored` where its stored evaluation is true of the moment.

    Raises Scenario.DoesNotExist.
    """
    scenario = (
        Scenario.objects.visible_to(user).select_related("case").get(case__slug=case, slug=slug)
    )
    reading = CaseReading(scenario.case, at=at, user=user)
    packages = [*scenario.packages.prefetch_related("steps", "acts").order_by("position")]
    packages_then(packages, at=at, with_steps=True)
    gates = _gates(scenario)
    read = [reading.read_gate(gate) for gate in gates]
    nodes = _nodes(scenario, reading, read)
    evaluation = _evaluation(scenario, reading, stored=stored)
    is_stuck = ScenarioFlag.DEADLOCKED in evaluation.flags
    return ScenarioPage(
        scenario=scenario,
        on=at.as_of,
        evaluation=evaluation,
        opening=[one for one in read if _opens(one.gate)],
        reversing=[one for one in read if one.gate.reverses_id],
        other=[one for one in read if not _opens(one.gate) and not one.gate.reverses_id],
        deadlock=deadlock(reading, packages) if is_stuck else None,
        blocking=reading.named_sets(evaluation.blocking),
        packages=packages,
        assumed=_assumed(scenario, reading),
        lanes=_lanes(reading, [name for kind, name in nodes if kind is NodeKind.CONDITION]),
        axis=reading.axis,
        occasions=last_occasions(_events(user, scenario, gates, at), user=user, most=_OCCASIONS),
        acts=reading.acts,
        sources=reading.sources,
        known=reading.conditions,
        steps=reading.steps(nodes, dated=_dated(scenario, reading)),
    )


def _gates(scenario: Scenario) -> list[Gate]:
    """Return the gates that the scenario rests on."""
    resting = ScenarioGate.objects.filter(scenario=scenario).values("gate")
    rows = Gate.objects.filter(pk__in=resting)
    return [*rows.select_related("opens", "reverses", "yields", "case").order_by("position", "id")]


def _nodes(scenario: Scenario, reading: CaseReading, gates: Iterable[GateReading]) -> list[NodeKey]:
    """Return the gates and conditions that the scenario rests on, each once."""
    whole = reading.moment.ids if scenario.implied else ()
    return list(dict.fromkeys([*nodes_of(gates), *whole]))


def _dated(scenario: Scenario, reading: CaseReading) -> Iterator[date]:
    """Yield the days that its steps, licences and horizon name, and those of all acts."""
    (row,) = parts_of([scenario.pk])
    yield from dated_days(row.parts)
    yield from reading.days_of_acts


def _opens(gate: Gate) -> bool:
    """Whether the gate must hold for the scenario: it opens a package, or is all there is."""
    return not gate.reverses_id and not gate.yields_id


def _evaluation(
    scenario: Scenario, reading: CaseReading, *, stored: bool
) -> ScenarioEvaluation | ScenarioTold:
    """Return what is told of the scenario: as stored, else worked out for the moment."""
    if stored:
        current: ScenarioEvaluation | None = scenario.evaluations.filter(is_current=True).first()
        if current is not None:
            return current
    return reading.scenarios([scenario.pk])[scenario.pk]


def _assumed(
    scenario: Scenario, reading: CaseReading
) -> list[tuple[NamedCondition, dict[str, str]]]:
    known = reading.conditions
    return [
        (known[name], terms) for name, terms in (scenario.assume or {}).items() if name in known
    ]


def _lanes(reading: CaseReading, names: list[str]) -> list[Lane]:
    axis = reading.axis
    counting = Assessment.objects.counting_at(reading.at.known_at)
    facts = counting.filter(
        condition__in=[row for name in names if (row := reading.rows.get(name))],
        date__lte=reading.on,
    ).values_list("condition_id", "date", "note", "status")
    lanes = []
    for name in names:
        condition = reading.conditions[name]
        own = condition.row.pk if condition.row else ""
        told = [(day, note or "", status) for about, day, note, status in facts if about == own]
        history = reading.history(NodeKind.CONDITION, name)
        lanes.append(Lane(condition, bands(axis, history, to=reading.on), dots(axis, told)))
    done = dots(axis, ((act.date, act.what, "") for act in reading.acts))
    return [*lanes, Lane(None, [], done)] if done else lanes


def _events(
    user: Person, scenario: Scenario, gates: list[Gate], at: Moment
) -> QuerySet[ChangeEvent]:
    flagging = FlaggedScenario.objects.filter(scenario=scenario).values("event")
    about = changes_seen_by(user).filter(Q(pk__in=flagging) | Q(gate__in=gates))
    return known_changes(about, at=at)
