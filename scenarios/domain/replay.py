"""A case run through time: what would have been flagged, when, at which level, with which lag.

Method: what is told of conditions and gates (`replayed_nodes`), acts, packages and scenarios are
put into the order of their days. Only days are looked at on which a fact becomes known, the
clock changes something, or something is dated; the days between cost nothing. Source: the commands'
contract (`replay`); docs/method/replay.md. Limits: the case is taken to have been there from the
beginning, with the conditions, gates and packages of now, and looked at every day.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from scenarios.domain.evaluator import NodeState
from scenarios.domain.records import Logic
from scenarios.domain.replayed_changes import (
    NodeLines,
    ReplayedAct,
    ReplayedChange,
    lines_of_acts,
    lines_of_packages,
)
from scenarios.domain.replayed_nodes import Moment, tell_through_time
from scenarios.domain.replayed_scenarios import Mover, ScenarioLines
from scenarios.domain.scenario_tellings import ScenarioParts
from scenarios.domain.tellings import NodeKey


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayedCase:
    """All of a case that a replay needs.

    `ids` names its own conditions and gates, and those of other cases that its gates cite, by the
    ids under which `scenarios` know them; lines are given for those in `own` only.
    """

    logic: Logic
    ids: Mapping[NodeKey, str]
    own: frozenset[NodeKey]
    acts: Sequence[ReplayedAct] = ()
    scenarios: Mapping[str, ScenarioParts] = field(default_factory=dict)


def replay(case: ReplayedCase, *, from_: date, to: date) -> list[ReplayedChange]:
    """Return what would have been flagged from the first day to the last, in order."""
    return [line for line in _Replay(case, to=to).lines() if from_ <= line.at <= to]


class _Replay:
    """One walk through the days of a case."""

    def __init__(self, case: ReplayedCase, *, to: date) -> None:
        self._case = case
        moments = list(tell_through_time(case.logic, to=to))
        self._eve, self._to = moments[0].day, to
        self._moments = _by_day(moments[1:])
        self._nodes = NodeLines()
        self._scenarios = ScenarioLines(case.scenarios)
        self._scenarios.begin(self._states(moments[0]), day=self._eve)
        parts = case.scenarios.values()
        self._packages = list({one.id: one for each in parts for one in each.packages}.values())
        self._acts = list(dict.fromkeys(act for each in parts for act in each.acts))

    def lines(self) -> Iterator[ReplayedChange]:
        """Yield all lines, from the beginning of the case's history on."""
        eve, days = self._eve, self._days()
        while days:
            day = min(days)
            yield from lines_of_acts(self._case.acts, on=day)
            moved = list(lines_of_packages(self._packages, acts=self._acts, eve=eve, on=day))
            yield from moved
            yield from self._moved(day, packages=moved)
            days |= self._scenarios.due_days()
            days = {later for later in days if day < later <= self._to}
            eve = day

    def _days(self) -> set[date]:
        """Return the days after the eve on which there may be a line, as far as they are known."""
        days = {*self._moments, *self._scenarios.due_days()}
        days |= {act.date for act in self._case.acts}
        return {day for day in days if self._eve < day <= self._to}

    def _moved(self, day: date, *, packages: Sequence[ReplayedChange]) -> Iterator[ReplayedChange]:
        """Yield what moves among conditions, gates and scenarios, one moment after the other."""
        by_package = [Mover(id=line.node, line=line) for line in packages if line.node]
        for moment in self._moments.get(
            day, [Moment(day=day, logic=self._case.logic, tellings=())]
        ):
            lines = self._nodes.of(moment.tellings, gates=moment.logic.gates)
            yield from (line for node, line in lines if node in self._case.own)
            by_node = [Mover(id=self._case.ids[node], line=line) for node, line in lines]
            movers = [*by_package, *by_node]
            yield from self._scenarios.of(self._states(moment), day=day, movers=movers)

    def _states(self, moment: Moment) -> dict[str, NodeState]:
        return {self._case.ids[one.node]: one.new.state for one in moment.tellings}


def _by_day(moments: Sequence[Moment]) -> dict[date, list[Moment]]:
    days: defaultdict[date, list[Moment]] = defaultdict(list)
    for moment in moments:
        days[moment.day].append(moment)
    return dict(days)
