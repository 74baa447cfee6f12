"""What each operator of a gate is worth on every day, as step functions.

Method: every operator maps the outcomes of its operands (value and finality over all days) to its
own, working on change points only. `all`, `any`, `atleast` and `weighted` are one threshold rule:
T when the weight that is T reaches what is needed, F when even the unknown weight would not. The
windows of `sustained` are counted by lines between change points, which can only cross their
limits at days that can be computed. Source: the case file format, section 3, including its list of
what is final. Limits: the value of a condition comes from `condition_timelines`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, lcm

from scenarios.domain.expressions import AutoUnless, Before, FromDate, Latch, Sustained, Then
from scenarios.domain.steps import (
    BEGINNING,
    Steps,
    combine,
    constant,
    from_changes,
    frozen_after,
    sweep,
    switch,
)
from scenarios.domain.sustained_windows import sustained_value
from scenarios.domain.truth import Truth, greatest, least, negation

_NEVER = constant(False)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A node's value on every day, and whether it is decided whatever still comes."""

    value: Steps[Truth]
    final: Steps[bool]


def negated(operand: Outcome) -> Outcome:
    """Return the outcome of `not`."""
    return Outcome(operand.value.map(negation), operand.final)


def threshold(
    children: Sequence[Outcome], *, needed: Fraction, weights: Sequence[Decimal | int]
) -> Outcome:
    """Return the outcome of a weighted choice: T once the weight that is T reaches `needed`."""
    # In whole numbers, which are much faster to add up than fractions.
    exact = [Fraction(weight) for weight in weights]
    scale = lcm(*(weight.denominator for weight in exact))
    whole, least_sum = [int(weight * scale) for weight in exact], ceil(needed * scale)
    value = _threshold_value([child.value for child in children], needed=least_sum, weights=whole)
    # A child counts toward finality with its value where it is final and as unknown where not;
    # final children are never U, so the same rule tells when the final ones alone decide.
    decided = [combine(_value_if_final, child.value, child.final) for child in children]
    final = _threshold_value(decided, needed=least_sum, weights=whole)
    return Outcome(value, final.map(lambda truth: truth is not Truth.U))


def from_day(node: FromDate) -> Outcome:
    """Return the outcome of `from_date`."""
    day = node.day.toordinal()
    value = from_changes([(BEGINNING, Truth.F), (day, Truth.T)])
    return Outcome(value, value.map(_is_true))


def latched(operand: Outcome, node: Latch) -> Outcome:
    """Return the outcome of `latch`."""
    value = greatest_since(operand.value, start=node.start.toordinal())
    return Outcome(value, value.map(_is_true))


def before_deadline(operand: Outcome, node: Before) -> Outcome:
    """Return the outcome of `before`."""
    last = node.deadline.toordinal() + node.grace
    since = greatest_since(operand.value, start=node.start.toordinal())
    value = frozen_after(since, day=last)
    over = from_changes([(BEGINNING, False), (last + 1, True)])
    final = combine(_before_final, value, over)
    return Outcome(value, final)


def sustained(operand: Outcome, node: Sustained) -> Outcome:
    """Return the outcome of `sustained`, final only where it is latched."""
    start = node.start.toordinal()
    value = sustained_value(operand.value, days=node.days, start=start, tolerance=node.tolerance)
    if not node.latch:
        return Outcome(value, _NEVER)
    value = greatest_since(value, start=start)
    return Outcome(value, value.map(_is_true))


def in_order(first: Outcome, second: Outcome, node: Then) -> Outcome:
    """Return the outcome of `then`: first, and second not before it, nor too long after it."""
    start = node.start.toordinal()
    reached = greatest_since(first.value, start=start)
    followed = greatest_since(second.value, start=start)
    earlier = _one_day_later(reached) if node.strict else reached
    too_early = greatest_since(combine(_came_before, second.value, earlier), start=start)
    missed = _NEVER
    first_day = reached.first_day(of=Truth.T)
    if node.max_gap is not None and first_day is not None:
        last = first_day + node.max_gap
        followed = frozen_after(followed, day=last)
        lost = followed.at(last) is Truth.F
        missed = from_changes([(BEGINNING, False), (last + 1, lost)])
    value = combine(_then_value, reached, followed, too_early)
    return Outcome(value, combine(_then_final, value, too_early, missed))


def unless_stopped(stop: Outcome, node: AutoUnless) -> Outcome:
    """Return the outcome of `auto_unless`: T from a day on, unless stopped before that day."""
    at = node.at.toordinal()
    stopped = frozen_after(greatest_since(stop.value, start=node.start.toordinal()), day=at - 1)
    verdict = negation(stopped.at(at))
    value = from_changes([(BEGINNING, Truth.F), (at, verdict)])
    final = switch(before=stopped.map(_is_true), day=at, after=constant(verdict is not Truth.U))
    return Outcome(value, final)


def greatest_since(steps: Steps[Truth], *, start: int) -> Steps[Truth]:
    """Return the greatest value on the days from `start` to each day; F before `start`."""
    best = steps.at(start)
    changes = [(BEGINNING, Truth.F), (start, best)]
    for day, value in steps.changes():
        if day > start:
            best = greatest((best, value))
            changes.append((day, best))
    return from_changes(changes)


def _threshold_value(
    children: Sequence[Steps[Truth]], *, needed: int, weights: Sequence[int]
) -> Steps[Truth]:
    weight_of = dict.fromkeys(Truth, 0)
    weight_of[Truth.F] = sum(weights)
    now = [Truth.F] * len(children)
    changes: list[tuple[int, Truth]] = []
    for day, news in sweep(children):
        for which, value in news:
            weight_of[now[which]] -= weights[which]
            weight_of[value] += weights[which]
            now[which] = value
        changes.append((day, _reaches(weight_of, needed=needed)))
    return from_changes(changes)


def _reaches(weight_of: dict[Truth, int], *, needed: int) -> Truth:
    if weight_of[Truth.T] >= needed:
        return Truth.T
    return Truth.F if weight_of[Truth.T] + weight_of[Truth.U] < needed else Truth.U


def _value_if_final(value: Truth, final: bool) -> Truth:
    return value if final else Truth.U


def _before_final(value: Truth, over: bool) -> bool:
    return value is Truth.T or (over and value is Truth.F)


def _is_true(value: Truth) -> bool:
    return value is Truth.T


def _one_day_later(steps: Steps[Truth]) -> Steps[Truth]:
    return from_changes((day + 1 if day else day, value) for day, value in steps.changes())


def _came_before(second: Truth, first_reached: Truth) -> Truth:
    return least((second, negation(first_reached)))


def _then_value(reached: Truth, followed: Truth, too_early: Truth) -> Truth:
    return least((reached, followed, negation(too_early)))


def _then_final(value: Truth, too_early: Truth, missed: bool) -> bool:
    return value is Truth.T or too_early is Truth.T or missed
