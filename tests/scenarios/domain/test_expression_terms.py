"""An operator's name and terms are those that a case file gives it."""

from __future__ import annotations

from typing import Any

import pytest

from scenarios.domain.expression_forms import parse_expression
from scenarios.domain.expression_terms import OPERATORS, terms_of

DAY = "2030-01-01"


@pytest.mark.parametrize(
    ("form", "terms"),
    [
        ("peace", {"id": "peace"}),
        ({"all": ["a", "b"]}, {}),
        ({"not": "a"}, {}),
        ({"atleast": {"k": 2, "of": ["a", "b"]}}, {"k": 2}),
        (
            {"weighted": {"share": "0.80", "of": [{"weight": "2", "node": "a"}]}},
            {"share": "0.80", "weights": ["2"]},
        ),
        ({"from_date": DAY}, {"day": DAY}),
        (
            {"before": {"of": "a", "deadline": DAY, "start": DAY}},
            {"deadline": DAY, "start": DAY, "grace": 0},
        ),
        (
            {"then": {"first": "a", "second": "b", "start": DAY, "max_gap": 3}},
            {"start": DAY, "max_gap": 3, "strict": False},
        ),
        ({"auto_unless": {"at": DAY, "stop": "a", "start": DAY}}, {"at": DAY, "start": DAY}),
        ({"view": {"of": "a", "assessor": "OSCE"}}, {"assessor": "OSCE"}),
    ],
)
def test_terms_are_told_without_what_is_inside(form: Any, terms: dict[str, Any]) -> None:
    expression = parse_expression(form)
    assert terms_of(expression) == terms
    name = "condition" if isinstance(form, str) else next(iter(form))
    assert OPERATORS[type(expression)] == name
