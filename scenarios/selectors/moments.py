"""The logic of cases at a moment: on a day, as known at an instant, perhaps under a supposition.

What is told at a moment is what would have been told had it been stored then: former texts count
for what was known before they ended, and that a node was met under one of them is remembered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from scenarios.domain.condition_timelines import Horizon, governing_fact
from scenarios.domain.evaluator import NodeState
from scenarios.domain.gate_trees import GateTree, gate_tree
from scenarios.domain.knowledge import logic_known
from scenarios.domain.outcomes import Outcomes
from scenarios.domain.records import Assessment, GateTerms, Reading
from scenarios.domain.scenario_tellings import ScenarioTold, tell_scenario
from scenarios.domain.statuses import NodeKind, Status
from scenarios.domain.suppositions import Supposed, supposing
from scenarios.domain.tellings import NodeKey, Teller, Told
from scenarios.selectors.logic import CaseLogic
from scenarios.selectors.scenario_parts import ScenarioRow

#: The slug of a case, and that of a condition in it.
Address = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A day, the instant up to which things are known, and what is supposed, by address."""

    as_of: date
    known_at: datetime
    supposed: Mapping[Address, Supposed] = field(default_factory=dict)


class CaseMoment:
    """The logic of one case at a moment, whole or in part; what was worked out is kept."""

    def __init__(self, case: CaseLogic, moment: Moment) -> None:
        self.slug, self.moment = case.slug, moment
        self.ids = {(node.kind, node.name): node.id for node in case.nodes}
        known = logic_known(case.logic, at=moment.known_at)
        supposed = {
            name: moment.supposed[address]
            for name in known.conditions
            if (address := self.address(name)) in moment.supposed
        }
        self.logic = supposing(known, supposed)
        self._teller = Teller(self.logic)
        self._told: dict[NodeKey, Told] = {}
        self._outcomes = Outcomes(self.logic, horizon=Horizon())

    def address(self, name: str) -> Address:
        """Return the address of the condition that gates of the case call by the name."""
        elsewhere, _, slug = name.rpartition("/")
        return elsewhere or self.slug, slug

    def told(self, kind: NodeKind, name: str) -> Told:
        """Return what is told of a node at the moment; raises UnknownNode."""
        node = self.logic.gates[name] if kind is NodeKind.GATE else self.logic.conditions[name]
        if (kind, name) not in self._told:
            version = len(node.former) + 1
            told = self._teller.told((kind, name), on=self.moment.as_of, version=version)
            self._told[kind, name] = told
        return self._told[kind, name]

    def statuses(self, kind: NodeKind, name: str) -> list[tuple[date, Status]]:
        """Return the status of a node on the first day of the case, and each change to the day."""
        to, start = self.moment.as_of, self.logic.start
        first = start if date.min < start <= to else to
        return self._teller.status_changes((kind, name), from_=first, to=to)

    def days_of_change(self, kind: NodeKind, name: str) -> list[date]:
        """Return every day on which the status of a node changes, also after the moment's day."""
        changes = self._teller.status_changes((kind, name), from_=date.min, to=date.max)
        return [day for day, _ in changes[1:]]

    def tree(self, gate: str, *, deciding: Iterable[str]) -> GateTree:
        """Return a gate as a tree with the values of the day."""
        return gate_tree(
            self.logic.gates[gate].terms.when,
            outcomes=self._outcomes,
            on=self.moment.as_of,
            deciding=frozenset(deciding),
        )

    def fact(self, condition: str) -> Assessment | Reading | None:
        """Return the fact that governs a condition on the day."""
        return governing_fact(self.logic.conditions[condition], as_of=self.moment.as_of)


def tell_scenarios_at(
    rows: Iterable[ScenarioRow], cases: Mapping[str, CaseMoment], *, moment: Moment
) -> dict[str, ScenarioTold]:
    """Return what is told of the scenarios at the moment, by id.

    `cases` hold all that they rest on, by the id of the case; `rows` are those of the moment's
    instant. Steps, licences and the horizon are as they stand now: they have no known instant.
    """
    found: dict[str, ScenarioTold] = {}
    for row in rows:
        case = cases.get(row.case_id)
        states = _states(case, row.parts.names) if case else {}
        gates = _terms_then(case, row.parts.gates) if case else row.parts.gates
        parts = replace(row.parts, gates=gates)
        found[row.id] = tell_scenario(parts, states=states, day=moment.as_of, old=None)
    return found


def _states(case: CaseMoment, names: Mapping[str, str]) -> dict[str, NodeState]:
    """Return the states of the gates and of the conditions that the names mean, by id."""
    keys = {node: key for key, node in case.ids.items()}
    for name, node in names.items():
        if name in case.logic.conditions:
            keys.setdefault(node, (NodeKind.CONDITION, name))
    return {node: case.told(*key).state for node, key in keys.items()}


def _terms_then(case: CaseMoment, gates: Mapping[str, GateTerms]) -> dict[str, GateTerms]:
    """Return the terms of the gates that were in force at the moment, by id."""
    names = {node: name for (kind, name), node in case.ids.items() if kind is NodeKind.GATE}
    return {
        gate: case.logic.gates[names[gate]].terms if gate in names else terms
        for gate, terms in gates.items()
    }
