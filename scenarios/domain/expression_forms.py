"""Reads the expression of a gate from the form that a case file gives it.

Method: one small reader per operator, in a literal table. Source: the case file format, section 3.
Limits: the form has been checked before, by scenarios.casefiles.schema, which also bounds nesting.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

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
)


def parse_expression(form: Any) -> Expression:
    """Return the expression for its checked JSON form; raises KeyError for unknown operators."""
    if isinstance(form, str):
        return ConditionRef(form)
    ((operator, arguments),) = form.items()
    return _PARSERS[operator](arguments)


def _children(forms: Any) -> tuple[Expression, ...]:
    return tuple(parse_expression(form) for form in forms)


def _weighted(form: Any) -> Weighted:
    rows = tuple((Decimal(row["weight"]), parse_expression(row["node"])) for row in form["of"])
    return Weighted(Decimal(form["share"]), rows)


def _before(form: Any) -> Before:
    return Before(
        of=parse_expression(form["of"]),
        deadline=date.fromisoformat(form["deadline"]),
        start=date.fromisoformat(form["start"]),
        grace=form.get("grace", 0),
    )


def _sustained(form: Any) -> Sustained:
    return Sustained(
        of=parse_expression(form["of"]),
        days=form["days"],
        start=date.fromisoformat(form["start"]),
        tolerance=form.get("tolerance", 0),
        latch=form.get("latch", False),
    )


def _then(form: Any) -> Then:
    return Then(
        first=parse_expression(form["first"]),
        second=parse_expression(form["second"]),
        start=date.fromisoformat(form["start"]),
        max_gap=form.get("max_gap"),
        strict=form.get("strict", False),
    )


def _auto_unless(form: Any) -> AutoUnless:
    return AutoUnless(
        at=date.fromisoformat(form["at"]),
        stop=parse_expression(form["stop"]),
        start=date.fromisoformat(form["start"]),
    )


_PARSERS: dict[str, Callable[[Any], Expression]] = {
    "all": lambda form: AllOf(_children(form)),
    "any": lambda form: AnyOf(_children(form)),
    "not": lambda form: Not(parse_expression(form)),
    "atleast": lambda form: AtLeast(form["k"], _children(form["of"])),
    "weighted": _weighted,
    "from_date": lambda form: FromDate(date.fromisoformat(form)),
    "latch": lambda form: Latch(parse_expression(form["of"]), date.fromisoformat(form["start"])),
    "before": _before,
    "sustained": _sustained,
    "then": _then,
    "auto_unless": _auto_unless,
    "view": lambda form: View(parse_expression(form["of"]), form["assessor"]),
}
