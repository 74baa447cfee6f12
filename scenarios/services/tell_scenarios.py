"""Work out what changes of nodes mean for scenarios, day by day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from scenarios.domain.evaluator import NodeState
from scenarios.domain.scenario_tellings import ScenarioTold, tell_scenario
from scenarios.selectors.held import held_of, scenarios_held
from scenarios.selectors.scenario_parts import ScenarioRow, parts_of, scenarios_resting_on
from scenarios.services.node_tellings import NodeTelling


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioTelling:
    """What is told on a day of a scenario that a change touches, before and after."""

    scenario: ScenarioRow
    day: date
    old: ScenarioTold | None
    new: ScenarioTold

    @property
    def differs(self) -> bool:
        """Tell whether there is anything to store."""
        return self.old != self.new


def tell_scenarios(
    tellings: Sequence[NodeTelling], *, scenarios: Collection[str], today: date
) -> list[ScenarioTelling]:
    """Return what is told of the scenarios that rest on the nodes, and of those named, by day.

    Reads what is held of nodes and scenarios, so it comes before anything is stored. Scenarios of
    cases of which nothing else is told are left to a telling of their own.
    """
    changed = {one.node.id for one in tellings}
    cases = {one.case.case_id for one in tellings}
    rows = parts_of(scenarios_resting_on(changed, cases=cases) | set(scenarios))
    nodes = {node for row in rows for node in row.parts.nodes}
    states = {node: told.state for node, told in held_of(nodes).items()}
    held = scenarios_held([row.id for row in rows])
    walk = _Walk(rows=rows, states=states, held=held, today=today)
    return list(walk.tell(_by_day(tellings), named=set(scenarios)))


@dataclass(slots=True, kw_only=True)
class _Walk:
    """The scenarios on their way through the days up to today."""

    rows: Sequence[ScenarioRow]
    states: dict[str, NodeState]
    held: dict[str, ScenarioTold]
    today: date

    def tell(
        self, moves: Mapping[date, Mapping[str, NodeState]], *, named: Collection[str]
    ) -> Iterator[ScenarioTelling]:
        """Yield what is told on each day on which a node moved or a date is reached."""
        days = set(moves) | {day for row in self.rows if (day := self._due(row))}
        days |= {self.today} if named else set()
        while days:
            day = min(days)
            days.discard(day)
            moved = moves.get(day, {})
            self.states.update(moved)
            for row in self.rows:
                due = self._due(row)
                touched = not row.parts.nodes.isdisjoint(moved)
                asked = row.id in named and day == self.today
                if touched or asked or (due is not None and due <= day):
                    yield self._tell(row, day)
                    days |= {day for day in [self._due(row)] if day}

    def _tell(self, row: ScenarioRow, day: date) -> ScenarioTelling:
        old = self.held.get(row.id)
        new = tell_scenario(row.parts, states=self.states, day=day, old=old)
        self.held[row.id] = new
        return ScenarioTelling(scenario=row, day=day, old=old, new=new)

    def _due(self, row: ScenarioRow) -> date | None:
        """Return the day on which the scenario is to wake, if that has come."""
        told = self.held.get(row.id)
        due = told.wake_on if told else None
        return due if due is not None and due <= self.today else None


def _by_day(tellings: Sequence[NodeTelling]) -> dict[date, dict[str, NodeState]]:
    moves: defaultdict[date, dict[str, NodeState]] = defaultdict(dict)
    for one in tellings:
        moves[one.telling.day][one.node.id] = one.telling.new.state
    return moves
