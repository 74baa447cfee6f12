"""When a node must be looked at again although nothing new is heard of it.

Method: what is said of a node can differ from one day to the next only where its own value, status
or finality steps, where the value of a condition steps that it rests on (what decides and what
blocks), where a stored fact comes to be dated by its day, or where a change by the clock comes
within reach. The first such day is the one to wake on; on some of them nothing differs after all.
Source: the case file format, section 4. Limits: facts are those stored now.
"""

from collections.abc import Iterator
from datetime import date

from scenarios.domain.evaluator import DAYS_AHEAD, Evaluator
from scenarios.domain.expressions import conditions_of
from scenarios.domain.records import Logic
from scenarios.domain.statuses import NodeKind


class Wakings:
    """The days on which the nodes of one logic must be looked at again."""

    def __init__(self, logic: Logic, *, evaluator: Evaluator) -> None:
        self._logic = logic
        self._evaluator = evaluator

    def wake_on(self, kind: NodeKind, name: str, *, after: date) -> date | None:
        """Return the first later day on which anything said of the node may differ."""
        today, last = after.toordinal(), date.max.toordinal()
        later = [day for day in self._days(kind, name, after=after) if today < day <= last]
        return date.fromordinal(min(later)) if later else None

    def _days(self, kind: NodeKind, name: str, *, after: date) -> Iterator[int]:
        evaluator = self._evaluator
        yield from evaluator.statuses(kind, name).starts
        yield from evaluator.values(kind, name).starts
        yield from evaluator.final(kind, name).starts
        for condition in self._conditions(kind, name):
            yield from evaluator.values(NodeKind.CONDITION, condition).starts
            record = self._logic.conditions[condition]
            for facts in (record.assessments, record.readings, record.confirmations):
                yield from (fact.date.toordinal() for fact in facts)
        # A change by the clock is told once it is near enough; if nothing else wakes us, that does.
        # Once its day has come it is told no longer, even if a later fact keeps it from happening.
        for day in evaluator.undisturbed(after).statuses(kind, name).starts:
            yield from (day - DAYS_AHEAD, day)

    def _conditions(self, kind: NodeKind, name: str) -> set[str]:
        if kind is NodeKind.CONDITION:
            return {name}
        return conditions_of(self._logic.gates[name].terms.when)
