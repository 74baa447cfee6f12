"""Where the views of one condition differ, and who takes which side.

Method: each named assessor has a view of the condition, the value by their own assessments alone.
Views diverge on the days on which one assessor holds T and another F; who has not spoken, says
UNKNOWN or has gone stale takes no side. Source: the project's domain notes, sections 3 (R04, R33)
and 7; docs/method/contested.md. Limits: what nobody signed is nobody's view, and readings are not
views; which view governs is for the gate to say, not for this.
"""

from dataclasses import replace
from datetime import date

from scenarios.domain.condition_timelines import Horizon, condition_timeline
from scenarios.domain.records import Condition
from scenarios.domain.statuses import Status
from scenarios.domain.steps import Steps, combine, constant
from scenarios.domain.truth import Truth

_SIDES = (Truth.T, Truth.F)


def views_of(condition: Condition) -> dict[str, Steps[Truth]]:
    """Return the value of the condition in the eyes of each named assessor, U until they speak."""
    terms = replace(condition.terms, initial=Status.UNKNOWN)
    unspoken = replace(condition, terms=terms, former=())
    return {
        name: condition_timeline(unspoken, horizon=Horizon(), assessor=name).outcome.value
        for name in sorted(_assessors(condition))
    }


def diverging(condition: Condition) -> Steps[bool]:
    """Return on which days the views of the condition differ."""
    if len(_assessors(condition)) < len(_SIDES):
        return constant(False)
    return combine(_differ, *views_of(condition).values())


def sides_on(condition: Condition, day: date) -> tuple[tuple[str, Truth], ...]:
    """Return the views of the day, of those assessors who take a side, by name."""
    views = ((name, value.at(day.toordinal())) for name, value in views_of(condition).items())
    return tuple((name, value) for name, value in views if value in _SIDES)


def _assessors(condition: Condition) -> set[str]:
    return {row.assessor for row in condition.assessments if row.assessor is not None}


def _differ(*values: Truth) -> bool:
    return all(side in values for side in _SIDES)
