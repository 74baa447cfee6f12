"""Terms that wait for each other: the worked kinds, and any small case against plain search."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.domain.casefile import logic_from_document
from scenarios.domain.circular import circular_terms
from scenarios.domain.expressions import AllOf, ConditionRef, Expression
from scenarios.domain.records import Condition, Gate, GateTerms, Logic
from tests.scenarios.domain.day_by_day import instant_of
from tests.scenarios.domain.drawn_cases import FIRST, expressions

NAMES = ("c0", "c1", "c2", "c3")
PACKAGES = ("P0", "P1")
HALVES = [{"weight": "1", "node": "c0"}, {"weight": "1", "node": "c1"}]


def document(*gates: dict[str, Any], **fulfilled: str) -> dict[str, Any]:
    """Return a case of four conditions; `fulfilled` names the package that fulfils one."""
    return {
        "start": "2030-01-01",
        "conditions": [
            {"id": name, "kind": "event", "bears_on": "target", "fulfilled_by": fulfilled.get(name)}
            for name in NAMES
        ],
        "gates": [{"id": f"g{number}", **gate} for number, gate in enumerate(gates)],
    }


def stuck_in(*gates: dict[str, Any], **fulfilled: str) -> set[str]:
    return set(circular_terms(logic_from_document(document(*gates, **fulfilled))).stuck)


def test_terms_in_a_row_are_not_stuck() -> None:
    gates = ({"opens": "P0", "when": "c0"}, {"yields": "c0", "when": "c1"})
    assert stuck_in(*gates) == set()


def test_terms_in_a_circle_are_stuck_with_all_that_wait_for_them() -> None:
    gates = (
        {"opens": "P0", "when": "c0"},
        {"yields": "c0", "when": {"all": ["c1", "c3"]}},
        {"yields": "c1", "when": "c2"},
        {"opens": "P1", "when": "c1"},
    )
    assert stuck_in(*gates, c2="P0") == {"P0", "c0", "c1", "c2", "P1"}


def test_a_thing_that_waits_for_itself_is_stuck() -> None:
    assert stuck_in({"yields": "c0", "when": "c0"}) == {"c0"}


@pytest.mark.parametrize(
    ("when", "waits"),
    [
        ({"all": ["c0", "c1"]}, True),
        ({"any": ["c0", "c1"]}, False),
        ({"atleast": {"k": 1, "of": ["c0", "c1"]}}, False),
        ({"atleast": {"k": 2, "of": ["c0", "c1"]}}, True),
        ({"weighted": {"share": "0.5", "of": HALVES}}, False),
        ({"weighted": {"share": "0.6", "of": HALVES}}, True),
        ({"not": "c0"}, False),
        ({"from_date": "2030-03-01"}, False),
        ({"auto_unless": {"at": "2030-03-01", "stop": "c0", "start": "2030-01-01"}}, False),
        ({"latch": {"of": "c0", "start": "2030-01-01"}}, True),
        ({"before": {"of": "c0", "deadline": "2030-03-01", "start": "2030-01-01"}}, True),
        ({"sustained": {"of": "c0", "days": 3, "start": "2030-01-01"}}, True),
        ({"view": {"of": "c0", "assessor": "US"}}, True),
        ({"then": {"first": "c1", "second": "c0", "start": "2030-01-01"}}, True),
        ({"then": {"first": "c0", "second": "c1", "start": "2030-01-01"}}, True),
    ],
)  # fmt: skip
def test_a_gate_waits_as_its_expression_says(when: Any, waits: bool) -> None:
    circle = {"yields": "c0", "when": "c0"}
    assert ("P0" in stuck_in(circle, {"opens": "P0", "when": when})) is waits


def test_every_gate_of_a_thing_must_hold() -> None:
    circle = {"yields": "c0", "when": "c0"}
    gates = (circle, {"opens": "P0", "when": "c1"}, {"opens": "P0", "when": "c0"})
    assert "P0" in stuck_in(*gates)


def test_a_gate_that_neither_opens_nor_yields_holds_nothing_up() -> None:
    assert stuck_in({"when": "c0"}, {"reverses": "P0", "when": "c0"}, c0="P0") == set()


def test_a_condition_of_another_case_waits_for_nothing() -> None:
    assert stuck_in({"opens": "P0", "when": "other/c9"}) == set()


def test_every_link_of_a_single_circle_is_a_break() -> None:
    gates = ({"opens": "P0", "when": "c0"}, {"yields": "c0", "when": "c1"})
    circular = circular_terms(logic_from_document(document(*gates, c1="P0")))
    assert circular.breaks("P0") == (("P0", "c0"), ("c0", "c1"), ("c1", "P0"))


def test_two_circles_have_no_single_break() -> None:
    gates = (
        {"opens": "P0", "when": {"all": ["c0", "c1"]}},
        {"yields": "c0", "when": "c0"},
        {"yields": "c1", "when": "c1"},
    )
    assert circular_terms(logic_from_document(document(*gates))).breaks("P0") == ()


def test_a_link_said_in_two_gates_is_waived_in_both() -> None:
    gates = (
        {"opens": "P0", "when": "c0"},
        {"opens": "P0", "when": {"any": ["c0"]}},
        {"yields": "c0", "when": "c0"},
    )
    circular = circular_terms(logic_from_document(document(*gates)))
    assert circular.breaks("P0") == (("P0", "c0"), ("c0", "c0"))


def test_what_is_achievable_needs_no_break() -> None:
    circular = circular_terms(logic_from_document(document({"opens": "P0", "when": "c0"})))
    assert circular.breaks("P0") == ()
    assert circular.breaks("unheard_of") == ()


def test_a_former_definition_waits_for_what_was_known_then() -> None:
    now = document({"opens": "P0", "when": "c0"}, c0="P0")
    now["gates"][0]["former"] = [{"until": "2030-03-01", "when": "c1"}]
    logic = logic_from_document(now)
    assert circular_terms(logic).stuck == {"P0", "c0"}
    assert circular_terms(logic, known_at=instant_of("2030-02-01")).stuck == set()


def test_a_long_chain_costs_no_more_than_its_length() -> None:
    """Thirty thousand links of a circle, without leaving the ground."""
    count = 30_000
    whens: list[Expression] = [AllOf((ConditionRef(f"c{(n + 1) % count}"),)) for n in range(count)]
    logic = Logic(
        start=FIRST,
        last_date=FIRST,
        conditions={f"c{n}": Condition(id=f"c{n}") for n in range(count)},
        gates={
            f"g{n}": Gate(id=f"g{n}", terms=GateTerms(when=when, yields=f"c{n}"))
            for n, when in enumerate(whens)
        },
    )
    assert len(circular_terms(logic).stuck) == count


class PlainSearch:
    """The rules of section 6 read word by word: repeat until nothing new can be reached."""

    def __init__(self, form: dict[str, Any]) -> None:
        self.waits: dict[str, list[Any]] = {name: [] for name in (*NAMES, *PACKAGES)}
        for row in form["conditions"]:
            if row["fulfilled_by"]:
                self.waits[row["id"]].append(row["fulfilled_by"])
        for row in form["gates"]:
            for owner in (row.get("opens"), row.get("yields")):
                if owner:
                    self.waits[owner].append(row["when"])

    def stuck(self, waived: tuple[str, str] | None = None) -> set[str]:
        reached: set[str] = set()
        while True:
            more = {
                owner
                for owner, terms in self.waits.items()
                if all(self.holds(term, owner, reached, waived) for term in terms)
            }
            if more == reached:
                return set(self.waits) - reached
            reached = more

    def holds(  # noqa: PLR0911 - one line of section 6 each
        self, node: Any, owner: str, reached: set[str], waived: Any
    ) -> bool:
        if isinstance(node, str):
            return node in reached or (owner, node) == waived
        ((operator, form),) = node.items()

        def inner(child: Any) -> bool:
            return self.holds(child, owner, reached, waived)

        match operator:
            case "not" | "from_date" | "auto_unless":
                return True
            case "all":
                return all(map(inner, form))
            case "any":
                return any(map(inner, form))
            case "atleast":
                return bool(sum(map(inner, form["of"])) >= form["k"])
            case "weighted":
                total = sum(Decimal(row["weight"]) for row in form["of"])
                done = sum(Decimal(row["weight"]) for row in form["of"] if inner(row["node"]))
                return bool(done >= Decimal(form["share"]) * total)
            case "then":
                return inner(form["first"]) and inner(form["second"])
            case _:
                return inner(form["of"])

    def breaks(self, target: str) -> set[tuple[str, str]]:
        if target not in self.stuck():
            return set()
        everything = (*NAMES, *PACKAGES)
        pairs = [(owner, other) for owner in everything for other in everything]
        return {pair for pair in pairs if target not in self.stuck(pair)}


@st.composite
def drawn(draw: st.DrawFn) -> dict[str, Any]:
    owners = st.sampled_from([*(("yields", n) for n in NAMES), *(("opens", n) for n in PACKAGES)])
    gates = []
    for _ in range(draw(st.integers(1, 6))):
        key, name = draw(owners)
        gates.append({key: name, "when": draw(expressions(NAMES))})
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=3))
    return document(*gates, **{name: draw(st.sampled_from(PACKAGES)) for name in names})


@settings(max_examples=150, deadline=None)
@given(drawn())
def test_what_is_stuck_and_what_breaks_it_agree_with_plain_search(form: dict[str, Any]) -> None:
    circular, plain = circular_terms(logic_from_document(form)), PlainSearch(form)
    assert circular.stuck == plain.stuck()
    for target in (*NAMES, *PACKAGES):
        assert set(circular.breaks(target)) == plain.breaks(target)


@settings(max_examples=100, deadline=None)
@given(drawn(), st.data())
def test_one_more_term_never_frees_anything(form: dict[str, Any], data: st.DataObject) -> None:
    more = data.draw(drawn())["gates"]
    both = form | {
        "gates": [*form["gates"], *({**row, "id": f"more{n}"} for n, row in enumerate(more))]
    }
    fewer = circular_terms(logic_from_document(form)).stuck
    assert fewer <= circular_terms(logic_from_document(both)).stuck
