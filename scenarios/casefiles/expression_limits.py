"""Walks the raw expression of a gate, node by node, within its limits.

Method: a stack of what is still to be seen, so that no input can exhaust the call stack; operators
are counted in depth and all nodes in number. Source: the case file format, sections 3 and 7.
Limits: 50 operators inside each other, 2,000 nodes; a node of unknown form has no children here.
"""

from collections.abc import Iterator
from typing import Any

from scenarios.casefiles.faults import PlacedError, member_of

MAX_DEPTH = 50
MAX_NODES = 2_000

_LISTS = {"all", "any"}
_OPERANDS = {
    "atleast": ("of",),
    "weighted": ("of",),
    "latch": ("of",),
    "before": ("of",),
    "sustained": ("of",),
    "view": ("of",),
    "then": ("first", "second"),
    "auto_unless": ("stop",),
}


def expression_nodes(expression: Any, *, place: str) -> Iterator[tuple[str, Any]]:
    """Yield each node with its place, parents first; raises PlacedError beyond the limits."""
    waiting = [(place, expression, 0)]
    seen = 0
    while waiting:
        where, node, depth = waiting.pop()
        seen += 1
        if seen > MAX_NODES:
            raise PlacedError(place=place, message=f"expected at most {MAX_NODES} nodes")
        depth += isinstance(node, dict)
        if depth > MAX_DEPTH:
            raise PlacedError(place=place, message=f"expected at most {MAX_DEPTH} levels")
        yield where, node
        children = list(_children(node, place=where))
        waiting.extend((at, child, depth) for at, child in reversed(children))


def _children(node: Any, *, place: str) -> Iterator[tuple[str, Any]]:
    if not isinstance(node, dict) or len(node) != 1:
        return
    ((operator, arguments),) = node.items()
    where = member_of(place, key=operator)
    if operator in _LISTS:
        yield from _members(arguments, place=where)
    elif operator == "not":
        yield where, arguments
    elif operator in _OPERANDS and isinstance(arguments, dict):
        for name in _OPERANDS[operator]:
            yield from _operand(operator, arguments, name=name, place=where)


def _operand(
    operator: str, arguments: dict[str, Any], *, name: str, place: str
) -> Iterator[tuple[str, Any]]:
    if name not in arguments:
        return
    where, operand = member_of(place, key=name), arguments[name]
    if operator == "atleast":
        yield from _members(operand, place=where)
    elif operator == "weighted":
        for at, row in _members(operand, place=where):
            if isinstance(row, dict) and "node" in row:
                yield member_of(at, key="node"), row["node"]
    else:
        yield where, operand


def _members(value: Any, *, place: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, list):
        for number, member in enumerate(value):
            yield member_of(place, key=number), member
