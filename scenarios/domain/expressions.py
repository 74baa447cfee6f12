"""The expressions of gates: what can be said, one frozen record per operator.

Method: a tree of records; what they mean on a day is in `timelines`. Source: the case file format,
section 3. Limits: nesting is bounded where documents are checked, so recursion is safe.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class ConditionRef:
    """A condition, by its id; of another case: `case/condition`."""

    id: str


@dataclass(frozen=True, slots=True)
class AllOf:
    """The least of the children."""

    of: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """The greatest of the children."""

    of: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """T and F swapped."""

    of: "Expression"


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least k of the children."""

    k: int
    of: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Weighted:
    """Children whose weights reach a share of the sum of all weights."""

    share: Decimal
    of: tuple[tuple[Decimal, "Expression"], ...]


@dataclass(frozen=True, slots=True)
class FromDate:
    """T from a day on."""

    day: date


@dataclass(frozen=True, slots=True)
class Latch:
    """Once T since `start`, always T."""

    of: "Expression"
    start: date


@dataclass(frozen=True, slots=True)
class Before:
    """T at some time up to a deadline and its days of grace."""

    of: "Expression"
    deadline: date
    start: date
    grace: int = 0


@dataclass(frozen=True, slots=True)
class Sustained:
    """T for so many full days, a number of lost days forgiven."""

    of: "Expression"
    days: int
    start: date
    tolerance: int = 0
    latch: bool = False


@dataclass(frozen=True, slots=True)
class Then:
    """One thing, and another not before it."""

    first: "Expression"
    second: "Expression"
    start: date
    max_gap: int | None = None
    strict: bool = False


@dataclass(frozen=True, slots=True)
class AutoUnless:
    """T from a day on, unless something came before that day."""

    at: date
    stop: "Expression"
    start: date


@dataclass(frozen=True, slots=True)
class View:
    """An expression in the eyes of one assessor."""

    of: "Expression"
    assessor: str


Expression: TypeAlias = (
    ConditionRef
    | AllOf
    | AnyOf
    | Not
    | AtLeast
    | Weighted
    | FromDate
    | Latch
    | Before
    | Sustained
    | Then
    | AutoUnless
    | View
)


def children_of(expression: Expression) -> tuple[Expression, ...]:
    """Return the expressions directly inside this one, in their order."""
    match expression:
        case AllOf(of=children) | AnyOf(of=children) | AtLeast(of=children):
            return children
        case Weighted(of=weighted):
            return tuple(node for _, node in weighted)
        case Then(first=first, second=second):
            return (first, second)
        case AutoUnless(stop=stop):
            return (stop,)
        case ConditionRef() | FromDate():
            return ()
        case _:
            return (expression.of,)


def walk(expression: Expression) -> Iterator[Expression]:
    """Yield the expression and everything inside it, parents before children."""
    waiting = [expression]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(children_of(node)))


def conditions_of(expression: Expression) -> set[str]:
    """Return the ids of all conditions that the expression names."""
    return {node.id for node in walk(expression) if isinstance(node, ConditionRef)}


def choice_of(
    expression: AllOf | AnyOf | AtLeast | Weighted,
) -> tuple[Fraction, tuple[tuple[Decimal, Expression], ...]]:
    """Return the weight that must be T, and the weighted children, of any choice."""
    one = Decimal(1)
    match expression:
        case AllOf(of=children):
            return Fraction(len(children)), tuple((one, child) for child in children)
        case AnyOf(of=children):
            return Fraction(1), tuple((one, child) for child in children)
        case AtLeast(k=k, of=children):
            return Fraction(k), tuple((one, child) for child in children)
        case Weighted(share=share, of=weighted):
            total = sum((Fraction(weight) for weight, _ in weighted), Fraction(0))
            return Fraction(share) * total, weighted
