"""Why a condition, gate or scenario is what it is: everything that it rests on, at a moment.

One family of functions behind REST's `explain` and `what-if` and the dashboard's what-if page. All
three explain alike: the conditions with the facts that govern them, the gates as trees, and the
scenarios that depend on them. The number of queries does not depend on how many there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from scenarios.domain.evaluator import NodeState
from scenarios.domain.gate_trees import GateTree, leaves
from scenarios.domain.records import Assessment as AssessmentRecord
from scenarios.domain.records import Reading
from scenarios.domain.scenario_tellings import ScenarioTold
from scenarios.domain.statuses import NodeKind, Status
from scenarios.domain.suppositions import Supposed
from scenarios.models import (
    Assessment,
    Condition,
    Gate,
    GateCondition,
    Scenario,
    ScenarioGate,
    Source,
)
from scenarios.selectors.logic import CaseLogic, logics_around, logics_under
from scenarios.selectors.moments import CaseMoment, Moment, tell_scenarios_at
from scenarios.selectors.scenario_parts import ScenarioRow, parts_of, resting_on

if TYPE_CHECKING:
    from sanctions.models.teams import Person

#: The case in whose logic a condition stands, and under which name, by the condition's address.
Places = dict[str, tuple[CaseMoment, str]]

#: So many gates and so many scenarios are explained at most: a condition can hold up thousands.
MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedCondition:
    """A condition as gates name it; without a row where the reader may not see its case.

    The fact that governs it is an assessment or a reading; neither where it is as it began, or
    where its status is supposed. `sources` are those that the assessment cites.
    """

    name: str
    address: str
    row: Condition | None
    state: NodeState
    since: date
    assessment: Assessment | None = None
    sources: tuple[Source, ...] = ()
    reading: Reading | None = None
    supposed: Supposed | None = None

    @property
    def status(self) -> Status:
        """The status at the moment."""
        return self.state.status


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedGate:
    """A gate with its state, and its expression as a tree of values."""

    gate: Gate
    state: NodeState
    since: date
    tree: GateTree


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedScenario:
    """A scenario, and what is told of it."""

    scenario: Scenario
    told: ScenarioTold


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What a condition, gate or scenario rests on, and what rests on it, at a moment.

    `left_off` counts the gates and scenarios beyond the most that are explained.
    """

    moment: Moment
    conditions: tuple[ExplainedCondition, ...]
    gates: tuple[ExplainedGate, ...]
    scenarios: tuple[ExplainedScenario, ...]
    left_off: Mapping[str, int]


def explain_condition(*, user: Person, condition: Condition, moment: Moment) -> Explanation:
    """Explain a condition: its fact, the gates that name it, and the scenarios that rest on it."""
    naming = Gate.objects.visible_to(user).filter(
        pk__in=GateCondition.objects.filter(condition=condition).values("gate")
    )
    return _Explaining(user, moment).explain(naming, condition=condition)


def explain_gate(*, user: Person, gate: Gate, moment: Moment) -> Explanation:
    """Explain a gate: its tree, the conditions in it, and the scenarios that rest on it."""
    return _Explaining(user, moment).explain(Gate.objects.filter(pk=gate.pk))


def explain_scenario(*, user: Person, scenario: Scenario, moment: Moment) -> Explanation:
    """Explain a scenario: its gates as trees, the conditions in them, and others it rests on."""
    resting = ScenarioGate.objects.filter(scenario=scenario).values("gate")
    gates = Gate.objects.filter(pk__in=resting)
    return _Explaining(user, moment).explain(gates, scenario=scenario)


class _Explaining:
    """An explanation on its way, for one reader."""

    def __init__(self, user: Person, moment: Moment) -> None:
        self._user, self._moment = user, moment

    def explain(
        self,
        gates: QuerySet[Gate],
        *,
        condition: Condition | None = None,
        scenario: Scenario | None = None,
    ) -> Explanation:
        """Explain the gates, with the condition where it is asked for; of scenarios, one or all."""
        rows = gates.select_related("case", "opens__case", "reverses__case", "yields__case")
        shown, more_gates = _most(rows.order_by("case__slug", "position", "id"))
        asked = [*shown, condition] if condition else shown
        scenarios, more = ([scenario], 0) if scenario else self._scenarios_on(asked)
        ids = [one.pk for one in scenarios]
        cases = self._moments(logics_under(ids, gates=[gate.pk for gate in shown]))
        explained = [_gate(gate, cases[gate.case_id]) for gate in shown]
        places = self._places(explained, cases, condition=condition, scenario=scenario)
        told = tell_scenarios_at(self._parts(ids), cases, moment=self._moment)
        return Explanation(
            moment=self._moment,
            conditions=tuple(self._conditions(places, gates=shown)),
            gates=tuple(explained),
            scenarios=tuple(
                ExplainedScenario(scenario=one, told=told[one.pk]) for one in scenarios
            ),
            left_off={"gates": more_gates, "scenarios": more},
        )

    def _parts(self, ids: list[str]) -> list[ScenarioRow]:
        return parts_of(ids, known_at=self._moment.known_at)

    def _scenarios_on(self, nodes: Iterable[Condition | Gate]) -> tuple[list[Scenario], int]:
        resting = resting_on([node.pk for node in nodes])
        rows = Scenario.objects.visible_to(self._user).filter(pk__in=resting)
        return _most(rows.select_related("case").order_by("case__slug", "position", "id"))

    def _moments(self, logics: Mapping[str, CaseLogic]) -> dict[str, CaseMoment]:
        return {case_id: CaseMoment(logic, self._moment) for case_id, logic in logics.items()}

    def _places(
        self,
        gates: Iterable[ExplainedGate],
        cases: Mapping[str, CaseMoment],
        *,
        condition: Condition | None,
        scenario: Scenario | None,
    ) -> Places:
        """Return where each condition is found: the one asked for, then as the trees show them.

        Last come those that the scenario rests on although none of its gates names them.
        """
        places: Places = {}

        def found(case: CaseMoment, name: str) -> None:
            places.setdefault("/".join(case.address(name)), (case, name))

        if condition is not None:
            alone = logics_around(conditions=[condition.pk], dependents=False)
            found(self._moments(alone)[condition.case_id], condition.slug)
        for gate in gates:
            for name in leaves(gate.tree):
                found(cases[gate.gate.case_id], name)
        if scenario is not None and scenario.case_id in cases:
            case = cases[scenario.case_id]
            for kind, name in case.ids:
                if kind is NodeKind.CONDITION:
                    found(case, name)
        return places

    def _conditions(self, places: Places, *, gates: Iterable[Gate]) -> Iterator[ExplainedCondition]:
        """Yield each condition with the fact that governs it."""
        rows = self._rows(places, gates)
        facts = {address: case.fact(name) for address, (case, name) in places.items()}
        assessments = _assessments(facts.values())
        sources = _sources(assessments.values())
        for address, (case, name) in places.items():
            row, supposed = rows.get(address), self._moment.supposed.get(case.address(name))
            fact = facts[address] if row and supposed is None else None
            told = case.told(NodeKind.CONDITION, name)
            assessment = assessments.get(getattr(fact, "id", None) or "")
            yield ExplainedCondition(
                name=name,
                address=address,
                row=row,
                state=told.state,
                since=told.since,
                assessment=assessment,
                sources=sources.get(assessment.pk, ()) if assessment else (),
                reading=fact if isinstance(fact, Reading) else None,
                supposed=supposed,
            )

    def _rows(self, places: Places, gates: Iterable[Gate]) -> dict[str, Condition]:
        named = GateCondition.objects.filter(gate__in=gates).values_list("condition_id", flat=True)
        own = {case.ids.get((NodeKind.CONDITION, name)) for case, name in places.values()}
        ids = {*named, *own} - {None}
        rows = Condition.objects.visible_to(self._user).filter(pk__in=ids)
        return {row.address: row for row in rows.select_related("case")}


def _gate(gate: Gate, case: CaseMoment) -> ExplainedGate:
    told = case.told(NodeKind.GATE, gate.slug)
    tree = case.tree(gate.slug, deciding=told.state.deciding)
    return ExplainedGate(gate=gate, state=told.state, since=told.since, tree=tree)


def _assessments(facts: Iterable[AssessmentRecord | Reading | None]) -> dict[str, Assessment]:
    ids = [fact.id for fact in facts if isinstance(fact, AssessmentRecord) and fact.id]
    rows = Assessment.objects.filter(pk__in=ids).select_related("condition__case", "entered_by")
    return {row.pk: row for row in rows}


def _sources(assessments: Iterable[Assessment]) -> dict[str, tuple[Source, ...]]:
    """Return what each assessment cites, in its order; keys that no case has are left out."""
    rows = list(assessments)
    cited = {key for row in rows for key in row.sources}
    known = Source.objects.filter(case__in={row.case_id for row in rows}, key__in=cited)
    found = {(source.case_id, source.key): source for source in known}
    return {
        row.pk: tuple(found[place] for key in row.sources if (place := (row.case_id, key)) in found)
        for row in rows
    }


def _most(rows: QuerySet[Any]) -> tuple[list[Any], int]:
    """Return as many of the rows as are explained, and how many are left off."""
    found = list(rows[: MOST + 1])
    return found[:MOST], rows.count() - MOST if len(found) > MOST else 0
