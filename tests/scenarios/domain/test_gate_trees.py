"""The tree of a gate: the value of every part is that of the gate's own evaluation."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from scenarios.domain.condition_timelines import Horizon
from scenarios.domain.expression_forms import parse_expression
from scenarios.domain.gate_trees import GateTree, gate_tree, leaves
from scenarios.domain.outcomes import Outcomes
from scenarios.domain.records import Assessment, Condition, Logic
from scenarios.domain.statuses import Status
from scenarios.domain.truth import Truth

FIRST, DAY = date(2030, 1, 1), date(2030, 2, 1)


def judged(name: str, status: Status, *, assessor: str | None = None) -> Condition:
    """Return a condition that was judged once, on the first day."""
    known = datetime.combine(FIRST, time.min, tzinfo=UTC)
    fact = Assessment(date=FIRST, status=status, recorded=known, assessor=assessor)
    return Condition(id=name, assessments=(fact,))


def tree_of(form: Any, *conditions: Condition, deciding: tuple[str, ...] = ()) -> GateTree:
    """Return the tree of an expression over the conditions, on the day."""
    named = {condition.id: condition for condition in conditions}
    logic = Logic(start=FIRST, last_date=DAY, conditions=named)
    outcomes = Outcomes(logic, horizon=Horizon())
    return gate_tree(parse_expression(form), outcomes=outcomes, on=DAY, deciding=deciding)


def test_each_part_has_its_own_value() -> None:
    tree = tree_of(
        {"all": ["peace", {"any": ["truce", "monitors"]}]},
        judged("peace", Status.MET),
        judged("truce", Status.NOT_MET),
        Condition(id="monitors"),
    )
    assert tree.value is Truth.U
    peace, either = tree.children
    assert (peace.condition, peace.value) == ("peace", Truth.T)
    assert [child.value for child in either.children] == [Truth.F, Truth.U]


def test_only_conditions_are_marked_as_deciding() -> None:
    tree = tree_of({"not": "peace"}, judged("peace", Status.MET), deciding=("peace",))
    assert not tree.deciding
    assert tree.children[0].deciding


def test_inside_a_view_only_that_assessor_counts() -> None:
    condition = judged("truce", Status.MET, assessor="Moscow")
    tree = tree_of({"any": [{"view": {"of": "truce", "assessor": "Kyiv"}}, "truce"]}, condition)
    viewed, plain = tree.children
    assert (viewed.value, viewed.children[0].value) == (Truth.U, Truth.U)
    assert plain.value is Truth.T


def test_what_is_decided_whatever_still_comes_is_final() -> None:
    tree = tree_of({"any": [{"from_date": FIRST.isoformat()}, "peace"]}, Condition(id="peace"))
    assert tree.final
    assert [child.final for child in tree.children] == [True, False]


def test_the_leaves_come_in_the_order_in_which_they_are_shown() -> None:
    names = ["c", "a", "b"]
    form = {"all": ["c", {"then": {"first": "a", "second": "b", "start": FIRST.isoformat()}}]}
    assert list(leaves(tree_of(form, *(Condition(id=name) for name in names)))) == names
