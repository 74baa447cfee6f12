"""What an expression without operators of time is worth on every day, for all its days at once.

Method: its value depends on the values of its conditions alone, so its skeleton is evaluated once,
with one bit for each day on which a condition changes; a second row of bits leaves unknown what is
not final, and so tells on which days the rest cannot matter. Source: the case file format, sections
2 and 3. Limits: an operator of time, or the eyes of one assessor, is for `outcomes` to work out.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import Any

from scenarios.domain.expressions import (
    AllOf,
    AnyOf,
    AtLeast,
    ConditionRef,
    Expression,
    Not,
    Weighted,
    walk,
)
from scenarios.domain.skeletons import Masks, Skeleton
from scenarios.domain.steps import Steps, constant, from_changes
from scenarios.domain.timelines import Outcome
from scenarios.domain.truth import Truth

_TIMELESS = (ConditionRef, AllOf, AnyOf, Not, AtLeast, Weighted)
_NEVER = constant(False)


def is_timeless(expression: Expression) -> bool:
    """Tell whether what the expression is worth on a day depends on that day alone."""
    return all(isinstance(node, _TIMELESS) for node in walk(expression))


def timeless_outcome(skeleton: Skeleton, *, leaves: Mapping[str, Outcome]) -> Outcome:
    """Return the outcome of a timeless expression with this skeleton, given its conditions."""
    days = _days(leaves.values())
    masks = {name: _masks(outcome, days) for name, outcome in leaves.items()}
    true, false = skeleton.masks(masks, (1 << 2 * len(days)) - 1)
    value = from_changes((day, _truth(true, false, place)) for place, day in enumerate(days))
    decided = (true | false) >> len(days)
    if not decided:
        return Outcome(value, _NEVER)
    final = from_changes((day, bool(decided >> place & 1)) for place, day in enumerate(days))
    return Outcome(value, final)


def _days(outcomes: Iterable[Outcome]) -> list[int]:
    days: set[int] = set()
    for outcome in outcomes:
        days.update(outcome.value.starts, outcome.final.starts)
    return sorted(days)


def _masks(outcome: Outcome, days: list[int]) -> Masks:
    """Return a bit for each day, and above them the same where the value is final."""
    true = _days_of(outcome.value, Truth.T, days)
    false = _days_of(outcome.value, Truth.F, days)
    final = _days_of(outcome.final, True, days)
    if not final:
        return true, false
    count = len(days)
    return true | (true & final) << count, false | (false & final) << count


def _days_of(steps: Steps[Any], wanted: object, days: list[int]) -> int:
    """Return the mask of the days on which a step function has the value."""
    mask, end = 0, len(days)
    for start, value in zip(reversed(steps.starts), reversed(steps.values), strict=True):
        first = bisect_left(days, start)
        if value is wanted:
            mask |= (1 << end) - (1 << first)
        end = first
    return mask


def _truth(true: int, false: int, place: int) -> Truth:
    if true >> place & 1:
        return Truth.T
    return Truth.F if false >> place & 1 else Truth.U
