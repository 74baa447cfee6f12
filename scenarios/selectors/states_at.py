"""What conditions, gates and scenarios are on any day, as known at any instant, when asked.

The stored evaluations say what is true today. This reads the facts again, for the nodes asked for
and what they rest on, and for no others.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from scenarios.domain.evaluator import Evaluator, NodeState
from scenarios.domain.records import Logic
from scenarios.domain.scenario_tellings import ScenarioTold, tell_scenario
from scenarios.domain.statuses import NodeKind, Status
from scenarios.models import Condition, ScenarioGate
from scenarios.selectors.logic import Node, logic_of, logics_around
from scenarios.selectors.scenario_parts import parts_of


def states_at(
    *, kind: NodeKind, ids: Collection[str], as_of: date, known_at: datetime
) -> dict[str, NodeState]:
    """Return the states of the conditions, or of the gates, with these ids, by id."""
    if kind is NodeKind.CONDITION:
        logics = logics_around(conditions=ids)
    else:
        logics = logics_around(gates=ids)
    found: dict[str, NodeState] = {}
    for case in logics.values():
        evaluator = Evaluator(case.logic, known_at=known_at)
        for node in case.nodes:
            if node.kind is kind and node.id in ids:
                found[node.id] = evaluator.state(kind, node.name, as_of=as_of)
    return found


def scenarios_at(
    *, ids: Collection[str], as_of: date, known_at: datetime
) -> dict[str, ScenarioTold]:
    """Return what is told of the scenarios with these ids, by id.

    Steps, licences, acts and the horizon are as they stand now: only facts have a known instant.
    """
    gates = ScenarioGate.objects.filter(scenario__in=ids).values_list("gate_id", flat=True)
    readings = {
        case_id: _Reading(case.logic, case.nodes, Evaluator(case.logic, known_at=known_at), as_of)
        for case_id, case in logics_around(gates=list(gates)).items()
    }
    found: dict[str, ScenarioTold] = {}
    for row in parts_of(ids):
        reading = readings.get(row.case_id)
        states = reading.states(row.parts.names) if reading else {}
        found[row.id] = tell_scenario(row.parts, states=states, day=as_of, old=None)
    return found


@dataclass(frozen=True, slots=True)
class _Reading:
    """The gates of a case, and what they rest on, read on a day."""

    logic: Logic
    nodes: tuple[Node, ...]
    evaluator: Evaluator
    as_of: date

    def states(self, names: Mapping[str, str]) -> dict[str, NodeState]:
        """Return the states of the gates and of the conditions that the names mean, by id."""
        keys = {node.id: (node.kind, node.name) for node in self.nodes}
        for name, node in names.items():
            if name in self.logic.conditions:
                keys.setdefault(node, (NodeKind.CONDITION, name))
        return {node: self.evaluator.state(*key, as_of=self.as_of) for node, key in keys.items()}


def statuses_to(*, condition: Condition, to: date, known_at: datetime) -> list[tuple[date, Status]]:
    """Return the status of a condition on the first day of its case, and each change up to `to`."""
    logic = logic_of(condition.case).logic
    first = logic.start if date.min < logic.start <= to else to
    evaluator = Evaluator(logic, known_at=known_at)
    return evaluator.status_changes(NodeKind.CONDITION, condition.slug, from_=first, to=to)
