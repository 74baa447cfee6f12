"""Which conditions decide a gate, and which smallest sets of them stand in its way."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain, combinations, product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scenarios.domain.blocking import MAX_CANDIDATES, blocking_sets
from scenarios.domain.casefile import logic_from_document
from scenarios.domain.errors import TooManyCandidates
from scenarios.domain.evaluator import Evaluator
from scenarios.domain.expression_forms import parse_expression
from scenarios.domain.skeletons import deciding_conditions, skeleton_of
from scenarios.domain.statuses import NodeKind
from scenarios.domain.truth import Truth
from tests.scenarios.domain.day_by_day import DayByDay
from tests.scenarios.domain.drawn_cases import FIRST, cases, expressions

NAMES = ("c0", "c1", "c2", "c3", "c4")
ALWAYS = {"from_date": "0001-01-01"}
quick = settings(deadline=None, suppress_health_check=list(HealthCheck))


def skeleton(node: Any) -> Any:
    """The skeleton by the words of section 4, again as an expression."""
    if isinstance(node, str):
        return node
    ((operator, form),) = node.items()
    if operator in ("latch", "before", "sustained", "view"):
        return skeleton(form["of"])
    rewritten: dict[str, Callable[[], Any]] = {
        "then": lambda: {"all": [skeleton(form["first"]), skeleton(form["second"])]},
        "auto_unless": lambda: {"not": skeleton(form["stop"])},
        "from_date": lambda: ALWAYS,
        "not": lambda: {"not": skeleton(form)},
        "all": lambda: {"all": [skeleton(child) for child in form]},
        "any": lambda: {"any": [skeleton(child) for child in form]},
        "atleast": lambda: {"atleast": form | {"of": [skeleton(child) for child in form["of"]]}},
        "weighted": lambda: {
            "weighted": form | {"of": [row | {"node": skeleton(row["node"])} for row in form["of"]]}
        },
    }
    return rewritten[operator]()


class Fixed(DayByDay):
    """The naive model with values given instead of facts."""

    def __init__(self, values: dict[str, str]) -> None:
        self.values, self.seen = values, {}

    def condition(self, name: str, day: int, viewer: str | None) -> str:
        return self.values[name]


def skeleton_value(node: Any, values: dict[str, str]) -> str:
    return Fixed(values).value(skeleton(node), 1)


def names_in(node: Any) -> set[str]:
    if isinstance(node, str):
        return {node} if node in NAMES else set()
    members = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return set(chain.from_iterable(names_in(member) for member in members))


def all_smallest_sets(node: Any, values: dict[str, str]) -> list[tuple[str, ...]]:
    """Every set is tried, the smaller first."""
    names = sorted(names_in(node))
    found: list[tuple[str, ...]] = []
    for size in range(len(names) + 1):
        for members in combinations(names, size):
            if any(set(smaller) <= set(members) for smaller in found):
                continue
            turns = [{"T": "F", "F": "T", "U": "TF"}[values[name]] for name in members]
            changes = (dict(zip(members, turned, strict=True)) for turned in product(*turns))
            if any(skeleton_value(node, values | change) == "T" for change in changes):
                found.append(members)
    return found


def all_deciding(node: Any, values: dict[str, str]) -> list[str]:
    return [
        name
        for name in sorted(names_in(node))
        if skeleton_value(node, values | {name: "T"}) != skeleton_value(node, values | {name: "F"})
    ]


drawn_values = st.fixed_dictionaries({name: st.sampled_from("TUF") for name in NAMES})


@settings(quick, max_examples=400)
@given(expressions(NAMES), drawn_values)
def test_smallest_sets_are_those_found_by_trying_all(node: Any, values: dict[str, str]) -> None:
    skeleton = skeleton_of(parse_expression(node))
    known = {name: Truth(values[name]) for name in names_in(node)}
    assert list(blocking_sets(skeleton, values=known)) == all_smallest_sets(node, values)


@settings(quick, max_examples=400)
@given(expressions(NAMES), drawn_values)
def test_deciding_conditions_are_those_that_make_a_difference(
    node: Any, values: dict[str, str]
) -> None:
    skeleton = skeleton_of(parse_expression(node))
    known = {name: Truth(values[name]) for name in names_in(node)}
    assert list(deciding_conditions(skeleton, values=known)) == all_deciding(node, values)


@settings(quick, max_examples=60)
@given(cases(), st.integers(0, 70))
def test_a_case_is_blocked_by_its_own_values_of_the_day(document: Any, number: int) -> None:
    evaluator, walked = Evaluator(logic_from_document(document)), DayByDay(document)
    day = FIRST.toordinal() + number
    as_of = FIRST.fromordinal(day)
    for gate in document["gates"]:
        node = gate["when"]
        values = {name: walked.value(name, day) for name in names_in(node)}
        expected: list[tuple[str, ...]] | None = all_smallest_sets(node, values)
        if walked.value(node, day) == "T":
            expected = []
        elif walked.final(node, day):
            expected = None
        computed = evaluator.blocking(NodeKind.GATE, gate["id"], as_of=as_of)
        assert (None if computed is None else list(computed)) == expected
        deciding = evaluator.deciding(NodeKind.GATE, gate["id"], as_of=as_of)
        assert list(deciding) == all_deciding(node, values)


def all_false(count: int) -> tuple[Any, dict[str, Truth]]:
    names = [f"c{number}" for number in range(count)]
    return {"any": names}, dict.fromkeys(names, Truth.F)


def test_twenty_candidates_are_searched_exactly() -> None:
    node, values = all_false(MAX_CANDIDATES)
    sets = blocking_sets(skeleton_of(parse_expression(node)), values=values)
    assert sorted(sets) == [(name,) for name in sorted(values)]


def test_more_than_twenty_candidates_are_refused_as_too_large() -> None:
    node, values = all_false(MAX_CANDIDATES + 1)
    with pytest.raises(TooManyCandidates, match="too large: 21 candidates, at most 20"):
        blocking_sets(skeleton_of(parse_expression(node)), values=values)


def test_conditions_that_cannot_help_are_no_candidates() -> None:
    values = all_false(MAX_CANDIDATES + 1)[1]
    values["c0"] = Truth.T
    skeleton = skeleton_of(parse_expression({"all": list(values)}))
    assert blocking_sets(skeleton, values=values) == (tuple(sorted(set(values) - {"c0"})),)


def test_an_unknown_condition_may_help_either_way() -> None:
    skeleton = skeleton_of(parse_expression({"any": [{"all": ["c0", "c1"]}, {"not": "c0"}]}))
    values = {"c0": Truth.U, "c1": Truth.F}
    assert blocking_sets(skeleton, values=values) == (("c0",),)


def test_where_only_time_is_missing_there_is_one_empty_set() -> None:
    form = {"sustained": {"of": "c0", "days": 30, "start": "2030-01-01"}}
    skeleton = skeleton_of(parse_expression(form))
    assert blocking_sets(skeleton, values={"c0": Truth.T}) == ((),)
