"""A gate as a tree: what each part of its expression is worth on one day, and what decides.

Method: the value of every part is read from the outcomes that the gate itself is evaluated with;
inside a `view` only that assessor counts. A condition is marked as deciding where it is so for the
gate as a whole. Source: the case file format, sections 3 and 4. Limits: one day, one horizon.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from scenarios.domain.expressions import ConditionRef, Expression, View, children_of
from scenarios.domain.outcomes import Outcomes
from scenarios.domain.truth import Truth


@dataclass(frozen=True, slots=True)
class GateTree:
    """One part of a gate's expression with its value; `condition` is set for a leaf."""

    expression: Expression
    value: Truth
    final: bool
    condition: str | None
    deciding: bool
    children: tuple[GateTree, ...]


def gate_tree(
    expression: Expression,
    *,
    outcomes: Outcomes,
    on: date,
    deciding: Collection[str],
    assessor: str | None = None,
) -> GateTree:
    """Return the tree of the expression on the day; raises UnknownNode."""
    outcome = outcomes.of(expression, assessor=assessor)
    condition = expression.id if isinstance(expression, ConditionRef) else None
    viewer = expression.assessor if isinstance(expression, View) else assessor
    return GateTree(
        expression=expression,
        value=outcome.value.at(on.toordinal()),
        final=outcome.final.at(on.toordinal()),
        condition=condition,
        deciding=condition in deciding,
        children=tuple(
            gate_tree(child, outcomes=outcomes, on=on, deciding=deciding, assessor=viewer)
            for child in children_of(expression)
        ),
    )


def leaves(tree: GateTree) -> Iterator[str]:
    """Yield the conditions of the tree, in the order in which it shows them."""
    if tree.condition is not None:
        yield tree.condition
    for child in tree.children:
        yield from leaves(child)
