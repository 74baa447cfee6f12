"""An operator by the name and the terms that a case file gives it, without what is inside it.

Method: a literal table of names, and the fields of the operator's record but for its operands.
Source: the case file format, section 3. Limits: the operands are for whoever walks the tree.
"""

from dataclasses import fields
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

OPERATORS: dict[type[Expression], str] = {
    ConditionRef: "condition",
    AllOf: "all",
    AnyOf: "any",
    Not: "not",
    AtLeast: "atleast",
    Weighted: "weighted",
    FromDate: "from_date",
    Latch: "latch",
    Before: "before",
    Sustained: "sustained",
    Then: "then",
    AutoUnless: "auto_unless",
    View: "view",
}
_OPERANDS = frozenset({"of", "first", "second", "stop"})


def terms_of(expression: Expression) -> dict[str, Any]:
    """Return the terms of an operator as a case file writes them: dates and decimals as text.

    Of weighted children the weights are terms, in the order of the children; of a condition its id.
    """
    terms = {
        field.name: _plain(getattr(expression, field.name))
        for field in fields(expression)
        if field.name not in _OPERANDS
    }
    if isinstance(expression, Weighted):
        terms["weights"] = [str(weight) for weight, _ in expression.of]
    return terms


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, date | Decimal) else value
