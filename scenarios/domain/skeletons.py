"""The skeleton of a gate: what would open it, time left aside; and which conditions decide.

Method: operators of time stand for their operand, so only weighted choices and `not` remain. A
skeleton is evaluated for many assignments at once: for each node one integer whose bit i says "T
under assignment i", and one for F. Source: the case file format, section 4, *Deciding and
blocking*. Limits: conditions count with their own value, whatever view names them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, lcm
from typing import TypeAlias

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
from scenarios.domain.truth import Truth


@dataclass(frozen=True, slots=True)
class Leaf:
    """A condition."""

    condition: str


@dataclass(frozen=True, slots=True)
class Opposite:
    """The negation of a skeleton."""

    of: "Skeleton"


@dataclass(frozen=True, slots=True)
class Choice:
    """T where the weights of the T children reach `needed`."""

    needed: int
    weights: tuple[int, ...]
    children: tuple["Skeleton", ...]


Skeleton: TypeAlias = Leaf | Opposite | Choice


@dataclass(frozen=True, slots=True)
class Masks:
    """Under which assignments something is T and under which it is F, a bit for each."""

    true: int
    false: int


def skeleton_of(expression: Expression) -> Skeleton:
    """Return the skeleton of the expression."""
    match expression:
        case ConditionRef(id=condition):
            return Leaf(condition)
        case Not(of=operand) | AutoUnless(stop=operand):
            return Opposite(skeleton_of(operand))
        case FromDate():
            return Choice(0, (), ())
        case Then(first=first, second=second):
            return Choice(2, (1, 1), (skeleton_of(first), skeleton_of(second)))
        case AllOf() | AnyOf() | AtLeast() | Weighted():
            return _choice(expression)
        case Latch() | Before() | Sustained() | View():
            return skeleton_of(expression.of)


def masks_of(skeleton: Skeleton, *, leaves: Mapping[str, Masks], every: int) -> Masks:
    """Return the masks of a skeleton, given those of its conditions and the mask of all bits."""
    match skeleton:
        case Leaf(condition=condition):
            return leaves[condition]
        case Opposite(of=operand):
            inner = masks_of(operand, leaves=leaves, every=every)
            return Masks(true=inner.false, false=inner.true)
        case Choice(needed=needed, weights=weights, children=children):
            inners = [masks_of(child, leaves=leaves, every=every) for child in children]
            refuting = sum(weights) - needed + 1
            return Masks(
                true=_reaching([m.true for m in inners], weights, needed=needed, every=every),
                false=_reaching([m.false for m in inners], weights, needed=refuting, every=every),
            )


def deciding_conditions(skeleton: Skeleton, *, values: Mapping[str, Truth]) -> tuple[str, ...]:
    """Return the conditions which make a difference when fixed to T or to F, sorted."""
    names = sorted(values)
    every = (1 << 2 * len(names)) - 1
    leaves = {
        name: _fixed_in_turn(values[name], bit=1 << 2 * place, every=every)
        for place, name in enumerate(names)
    }
    whole = masks_of(skeleton, leaves=leaves, every=every)
    differs = (whole.true ^ (whole.true >> 1)) | (whole.false ^ (whole.false >> 1))
    return tuple(name for place, name in enumerate(names) if differs >> 2 * place & 1)


def _fixed_in_turn(value: Truth, *, bit: int, every: int) -> Masks:
    """Return masks with the value everywhere, but T at the bit and F at the one above it."""
    elsewhere = every & ~(bit | bit << 1)
    return Masks(
        true=bit | (elsewhere if value is Truth.T else 0),
        false=bit << 1 | (elsewhere if value is Truth.F else 0),
    )


def _choice(expression: AllOf | AnyOf | AtLeast | Weighted) -> Choice:
    """Return the choice with its weights and limit scaled to whole numbers."""
    needed, weighted = choice_of(expression)
    weights = [Fraction(weight) for weight, _ in weighted]
    scale = lcm(*(weight.denominator for weight in weights))
    return Choice(
        ceil(needed * scale),
        tuple(int(weight * scale) for weight in weights),
        tuple(skeleton_of(child) for _, child in weighted),
    )


def _reaching(masks: Sequence[int], weights: Sequence[int], *, needed: int, every: int) -> int:
    """Return under which assignments the weights of the set masks sum to what is needed.

    The sum is kept in binary, one integer of bits per binary digit, for all assignments at once.
    """
    if needed <= 0:
        return every
    if sum(weights) < needed:
        return 0
    digits = [0] * sum(weights).bit_length()
    for mask, weight in zip(masks, weights, strict=True):
        carry = 0
        for place, digit in enumerate(digits):
            addend = mask if weight >> place & 1 else 0
            digits[place] = digit ^ addend ^ carry
            carry = (digit & addend) | (carry & (digit ^ addend))
    return _not_below(digits, limit=needed, every=every)


def _not_below(digits: Sequence[int], *, limit: int, every: int) -> int:
    """Return where the number with these binary digits is at least the limit."""
    above, equal = 0, every
    for place in reversed(range(len(digits))):
        if limit >> place & 1:
            equal &= digits[place]
        else:
            above |= equal & digits[place]
            equal &= ~digits[place]
    return above | equal
