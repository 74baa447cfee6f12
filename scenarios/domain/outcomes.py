"""The value of every expression of a logic over all days, each worked out once.

Method: from the leaves up, by the rules of `timelines` and `condition_timelines`; what is worked
out is kept, so that gates which share conditions or parts share the work. Source: the case file
format, sections 2 and 3. Limits: one horizon of knowledge for each instance.
"""

from typing import assert_never

from scenarios.domain import timelines
from scenarios.domain.condition_timelines import ConditionTimeline, Horizon, condition_timeline
from scenarios.domain.errors import UnknownNode
from scenarios.domain.expressions import (
    AllOf,
    AnyOf,
    AtLeast,
    AutoUnless,
    Before,
    ConditionRef,
    Expression,
    FromDate,
    Latch,
    Not,
    Sustained,
    Then,
    View,
    Weighted,
    choice_of,
)
from scenarios.domain.records import Logic
from scenarios.domain.statuses import NodeKind
from scenarios.domain.timelines import Outcome


class Outcomes:
    """The outcomes of expressions over the conditions of one logic, as known at one horizon."""

    def __init__(self, logic: Logic, *, horizon: Horizon) -> None:
        self._logic = logic
        self._horizon = horizon
        self._conditions: dict[tuple[str, str | None], ConditionTimeline] = {}
        self._outcomes: dict[tuple[Expression, str | None], Outcome] = {}

    def of(self, expression: Expression, *, assessor: str | None = None) -> Outcome:
        """Return value and finality over all days; raises UnknownNode for unknown conditions."""
        key = (expression, assessor)
        if key not in self._outcomes:
            self._outcomes[key] = self._work_out(expression, assessor)
        return self._outcomes[key]

    def condition(self, name: str, *, assessor: str | None = None) -> ConditionTimeline:
        """Return the timeline of a condition; raises UnknownNode."""
        if (name, assessor) not in self._conditions:
            condition = self._logic.conditions.get(name)
            if condition is None:
                raise UnknownNode(kind=NodeKind.CONDITION, node_id=name)
            self._conditions[name, assessor] = condition_timeline(
                condition, horizon=self._horizon, assessor=assessor
            )
        return self._conditions[name, assessor]

    def _work_out(self, expression: Expression, assessor: str | None) -> Outcome:
        match expression:
            case ConditionRef(id=name):
                return self.condition(name, assessor=assessor).outcome
            case View(of=operand, assessor=viewer):
                return self.of(operand, assessor=viewer)
            case AllOf() | AnyOf() | AtLeast() | Weighted():
                return self._choice(expression, assessor)
            case FromDate():
                return timelines.from_day(expression)
            case Not(of=operand):
                return timelines.negated(self.of(operand, assessor=assessor))
            case _:
                return self._temporal(expression, assessor)

    def _choice(
        self, expression: AllOf | AnyOf | AtLeast | Weighted, assessor: str | None
    ) -> Outcome:
        needed, weighted = choice_of(expression)
        children = [self.of(child, assessor=assessor) for _, child in weighted]
        return timelines.threshold(
            children, needed=needed, weights=[weight for weight, _ in weighted]
        )

    def _temporal(
        self,
        expression: Latch | Before | Sustained | Then | AutoUnless,
        assessor: str | None,
    ) -> Outcome:
        match expression:
            case Latch(of=operand):
                return timelines.latched(self.of(operand, assessor=assessor), expression)
            case Before(of=operand):
                of = self.of(operand, assessor=assessor)
                return timelines.before_deadline(of, expression)
            case Sustained(of=operand):
                return timelines.sustained(self.of(operand, assessor=assessor), expression)
            case Then(first=first, second=second):
                return timelines.in_order(
                    self.of(first, assessor=assessor),
                    self.of(second, assessor=assessor),
                    expression,
                )
            case AutoUnless(stop=stop):
                return timelines.unless_stopped(self.of(stop, assessor=assessor), expression)
            case _:
                assert_never(expression)
