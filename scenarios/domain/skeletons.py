"""The skeleton of a gate: what would open it, time left aside; and which conditions decide.

Method: operators of time stand for their operand, so only `all`, `any`, weighted choices and `not`
remain. A skeleton is evaluated for many assignments at once: for each node one integer whose bit i
says "T under assignment i", and one for F. Source: the case file format, section 4, *Deciding and
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

#: Under which assignments something is T and under which it is F, a bit for each.
Masks: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A condition."""

    condition: str

    def masks(self, leaves: Mapping[str, Masks], every: int) -> Masks:
        """Return the masks of the condition; `every` is the mask of all bits."""
        return leaves[self.condition]


@dataclass(frozen=True, slots=True)
class Opposite:
    """The negation of a skeleton."""

    of: "Skeleton"

    def masks(self, leaves: Mapping[str, Masks], every: int) -> Masks:
        """Return the masks, given those of the conditions and the mask of all bits."""
        true, false = self.of.masks(leaves, every)
        return false, true


@dataclass(frozen=True, slots=True)
class Every:
    """T where all children are, F where one of them is."""

    children: tuple["Skeleton", ...]

    def masks(self, leaves: Mapping[str, Masks], every: int) -> Masks:
        """Return the masks, given those of the conditions and the mask of all bits."""
        all_true, one_false = every, 0
        for child in self.children:
            true, false = child.masks(leaves, every)
            all_true &= true
            one_false |= false
        return all_true, one_false


@dataclass(frozen=True, slots=True)
class Some:
    """T where one child is, F where all of them are."""

    children: tuple["Skeleton", ...]

    def masks(self, leaves: Mapping[str, Masks], every: int) -> Masks:
        """Return the masks, given those of the conditions and the mask of all bits."""
        one_true, all_false = 0, every
        for child in self.children:
            true, false = child.masks(leaves, every)
            one_true |= true
            all_false &= false
        return one_true, all_false


@dataclass(frozen=True, slots=True)
class Choice:
    """T where the weights of the T children reach `needed`."""

    needed: int
    weights: tuple[int, ...]
    children: tuple["Skeleton", ...]

    def masks(self, leaves: Mapping[str, Masks], every: int) -> Masks:
        """Return the masks, given those of the conditions and the mask of all bits."""
        masks = [child.masks(leaves, every) for child in self.children]
        refuting = sum(self.weights) - self.needed + 1
        return (
            _reaching([true for true, _ in masks], self.weights, needed=self.needed, every=every),
            _reaching([false for _, false in masks], self.weights, needed=refuting, every=every),
        )


Skeleton: TypeAlias = Leaf | Opposite | Every | Some | Choice


def skeleton_of(expression: Expression) -> Skeleton:
    """Return the skeleton of the expression."""
    match expression:
        case ConditionRef(id=condition):
            return Leaf(condition)
        case Not(of=operand) | AutoUnless(stop=operand):
            return Opposite(skeleton_of(operand))
        case FromDate():
            return Every(())
        case Then(first=first, second=second):
            return Every((skeleton_of(first), skeleton_of(second)))
        case AllOf() | AnyOf() | AtLeast() | Weighted():
            return _choice(expression)
        case Latch() | Before() | Sustained() | View():
            return skeleton_of(expression.of)


def deciding_conditions(skeleton: Skeleton, *, values: Mapping[str, Truth]) -> tuple[str, ...]:
    """Return the conditions which make a difference when fixed to T or to F, sorted."""
    names = sorted(values)
    every = (1 << 2 * len(names)) - 1
    leaves = {
        name: _fixed_in_turn(values[name], bit=1 << 2 * place, every=every)
        for place, name in enumerate(names)
    }
    true, false = skeleton.masks(leaves, every)
    differs = (true ^ (true >> 1)) | (false ^ (false >> 1))
    return tuple(name for place, name in enumerate(names) if differs >> 2 * place & 1)


def _fixed_in_turn(value: Truth, *, bit: int, every: int) -> Masks:
    """Return masks with the value everywhere, but T at the bit and F at the one above it."""
    elsewhere = every & ~(bit | bit << 1)
    return (
        bit | (elsewhere if value is Truth.T else 0),
        bit << 1 | (elsewhere if value is Truth.F else 0),
    )


def _choice(expression: AllOf | AnyOf | AtLeast | Weighted) -> Every | Some | Choice:
    """Return the choice, where it has weights with these and its limit scaled to whole numbers."""
    match expression:
        case AllOf(of=children):
            return Every(tuple(skeleton_of(child) for child in children))
        case AnyOf(of=children):
            return Some(tuple(skeleton_of(child) for child in children))
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
