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
from scenarios.domain.records import Assessment, Confirmation, Logic, Reading
from scenarios.domain.statuses import NodeKind


class Wakings:
    """The days on which the nodes of one logic must be looked at again."""

    def __init__(self, logic: Logic, *, evaluator: Evaluator) -> None:
        self._logic = logic
        self._evaluator = evaluator
        self._of_conditions: dict[tuple[str, date], int | None] = {}

    def wake_on(self, kind: NodeKind, name: str, *, after: date) -> date | None:
        """Return the first later day on which anything said of the node may differ."""
        today = after.toordinal()
        days = [day for day in self._days(kind, name, after=after) if day is not None]
        first = min((day for day in days if day > today), default=date.max.toordinal() + 1)
        return date.fromordinal(first) if first <= date.max.toordinal() else None

    def _days(self, kind: NodeKind, name: str, *, after: date) -> Iterator[int | None]:
        evaluator, today = self._evaluator, after.toordinal()
        yield evaluator.statuses(kind, name).next_start(after=today)
        yield evaluator.values(kind, name).next_start(after=today)
        yield evaluator.final(kind, name).next_start(after=today)
        for condition in evaluator.conditions(kind, name):
            yield self._of_condition(condition, after=after)
        # A change by the clock is told once it is near enough; if nothing else wakes us, that does.
        # Once its day has come it is told no longer, even if a later fact keeps it from happening.
        for day in evaluator.undisturbed(after).statuses(kind, name).starts:
            yield day - DAYS_AHEAD
            yield day

    def _of_condition(self, name: str, *, after: date) -> int | None:
        """Return the first later day on which its value steps, or a fact of it is dated."""
        if (name, after) not in self._of_conditions:
            record, today = self._logic.conditions[name], after.toordinal()
            facts: tuple[Assessment | Reading | Confirmation, ...] = (
                *record.assessments,
                *record.readings,
                *record.confirmations,
            )
            days = [fact.date.toordinal() for fact in facts if fact.date > after]
            steps = self._evaluator.values(NodeKind.CONDITION, name).next_start(after=today)
            days += [] if steps is None else [steps]
            self._of_conditions[name, after] = min(days, default=None)
        return self._of_conditions[name, after]
