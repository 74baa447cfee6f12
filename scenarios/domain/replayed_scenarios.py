"""Scenarios through time: when their state and flags would have changed, and by what.

Method: a scenario is told again where one of its conditions or gates moved, and on each day that
its parts name (an act, a step, the end of a licence, the day after the horizon). A change of its
state or of a flag has the cause, the lag and the highest level of what moved it; relief without an
open gate is critical. Source: docs/method/scenario-states.md; docs/method/replay.md. Limits: parts
are those of today; only what they date is seen in its time.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from scenarios.domain.changes import ChangeCause
from scenarios.domain.evaluator import NodeState
from scenarios.domain.levels import Level, News, level_of_news
from scenarios.domain.replayed_changes import ReplayedChange, ReplayKind
from scenarios.domain.scenario_tellings import ScenarioParts, ScenarioTold, tell_scenario
from scenarios.domain.statuses import ScenarioFlag

_LEVEL_OF_FLAG = {
    ScenarioFlag.RELIEF_WITHOUT_GATE: level_of_news(News.RELIEF_WITHOUT_GATE),
    ScenarioFlag.CONTESTED: level_of_news(News.CONTESTED),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mover:
    """What may have moved a scenario: a line of the replay, by its node's or package's id."""

    id: str
    line: ReplayedChange


class ScenarioLines:
    """The scenarios on their way through the days."""

    def __init__(self, scenarios: Mapping[str, ScenarioParts]) -> None:
        self._scenarios = scenarios
        self._states: dict[str, NodeState] = {}
        self._told: dict[str, ScenarioTold] = {}

    def begin(self, states: Mapping[str, NodeState], *, day: date) -> None:
        """Take in what is so at the beginning; nothing is flagged."""
        self._states |= states
        for name, parts in self._scenarios.items():
            self._told[name] = tell_scenario(parts, states=self._states, day=day, old=None)

    def due_days(self) -> set[date]:
        """Return the days on which a scenario is to be looked at although no node moves."""
        return {told.wake_on for told in self._told.values() if told.wake_on is not None}

    def of(
        self, states: Mapping[str, NodeState], *, day: date, movers: Sequence[Mover]
    ) -> Iterator[ReplayedChange]:
        """Yield a line for each state and flag that changes on the day, given what moved."""
        self._states |= states
        for name, parts in self._scenarios.items():
            old = self._told[name]
            due = old.wake_on is not None and old.wake_on <= day
            if due or not parts.nodes.isdisjoint(states):
                new = tell_scenario(parts, states=self._states, day=day, old=old)
                self._told[name] = new
                yield from _lines(name, old, new, day=day, by=_strongest(parts, movers))


def _lines(
    name: str, old: ScenarioTold, new: ScenarioTold, *, day: date, by: ReplayedChange | None
) -> Iterator[ReplayedChange]:
    cause = by.cause if by else ChangeCause.CLOCK
    level = by.level if by else Level.NOTICE
    lag = by.lag_days if by else 0

    def line(
        kind: ReplayKind, was: str | None, now: str | None, least: Level = Level.INFO
    ) -> ReplayedChange:
        return ReplayedChange(
            at=day,
            kind=kind,
            node=name,
            old=was,
            new=now,
            cause=cause,
            level=max(level, least),
            lag_days=lag,
        )

    if old.state is not new.state:
        yield line(ReplayKind.SCENARIO, old.state, new.state)
    for flag in sorted(new.flags - old.flags):
        yield line(ReplayKind.FLAG, None, flag, _LEVEL_OF_FLAG.get(flag, Level.INFO))
    for flag in sorted(old.flags - new.flags):
        yield line(ReplayKind.FLAG, flag, None)


def _strongest(parts: ScenarioParts, movers: Sequence[Mover]) -> ReplayedChange | None:
    """Return the line of the highest level among what belongs to the scenario, the last of them."""
    mine = parts.nodes | {package.id for package in parts.packages}
    lines = [mover.line for mover in movers if mover.id in mine]
    return max(reversed(lines), key=lambda line: line.level, default=None)
