"""Keys of change events, and how a gate differs beside its status."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scenarios.domain.changes import (
    ChangeCause,
    EventKind,
    Remark,
    StatusChange,
    event_key,
    gate_change,
    remark_key,
)
from scenarios.domain.evaluator import NodeState
from scenarios.domain.statuses import NodeKind, Status
from scenarios.domain.truth import Truth
from tests.scenarios.domain.attributed import day

LOSS = StatusChange(
    node_kind=NodeKind.CONDITION,
    node_id="peace",
    definition_version=2,
    old=Status.MET,
    new=Status.BREACHED,
    cause=ChangeCause.EVIDENCE,
    valid_from=day("01-20"),
    detection_lag=3,
)
CLOSED = NodeState(
    value=Truth.F,
    status=Status.NOT_MET,
    final=False,
    deciding=("a", "b"),
    blocking=(("a",), ("b", "c")),
    next_clock_change=None,
)


def test_a_key_names_all_that_makes_a_change_what_it_is() -> None:
    key = event_key(LOSS, case="demo")
    assert key == "condition:demo/peace:v2:MET>BREACHED:2030-01-20:EVIDENCE"


@pytest.mark.parametrize(
    "other",
    [
        {"node_kind": NodeKind.GATE},
        {"node_id": "truce"},
        {"definition_version": 3},
        {"old": Status.RESTORED},
        {"new": Status.UNVERIFIED},
        {"cause": ChangeCause.CORRECTION},
        {"valid_from": day("01-21")},
    ],
    ids=lambda other: next(iter(other)),
)
def test_changes_that_differ_have_different_keys(other: dict[str, object]) -> None:
    assert event_key(replace(LOSS, **other), case="demo") != event_key(LOSS, case="demo")  # type: ignore[arg-type]


def test_the_lag_is_no_part_of_the_key() -> None:
    later = replace(LOSS, detection_lag=30)
    assert event_key(later, case="demo") == event_key(LOSS, case="demo")


def test_a_condition_of_another_case_keeps_its_own_name() -> None:
    foreign = replace(LOSS, node_id="other/peace")
    assert event_key(foreign, case="demo") == event_key(LOSS, case="other")


def test_a_claim_made_again_after_a_retraction_has_a_key_of_its_own() -> None:
    again = event_key(LOSS, case="demo", recurrence=1)
    assert again == event_key(LOSS, case="demo") + ":1"


def test_the_key_of_a_remark_tells_kind_day_and_cause() -> None:
    remark = Remark(
        kind=EventKind.CONTESTED,
        cause=ChangeCause.EVIDENCE,
        valid_from=day("01-02"),
        detection_lag=0,
    )
    key = remark_key(remark, node="condition:demo/peace", definition_version=3)
    assert key == "condition:demo/peace:v3:contested:2030-01-02:EVIDENCE"
    again = remark_key(remark, node="condition:demo/peace", definition_version=3, recurrence=1)
    assert again == f"{key}:1"


def test_the_same_state_is_no_change_of_the_gate() -> None:
    change = gate_change(old=CLOSED, new=CLOSED)
    assert not any((change.value_changed, change.deciding_changed, change.blocking_changed))


def test_sets_in_another_order_are_no_change() -> None:
    other = replace(CLOSED, deciding=("b", "a"), blocking=(("c", "b"), ("a",)))
    change = gate_change(old=CLOSED, new=other)
    assert not any((change.deciding_changed, change.blocking_changed))


def test_other_deciding_conditions_are_a_change() -> None:
    assert gate_change(old=CLOSED, new=replace(CLOSED, deciding=("a",))).deciding_changed


def test_a_gate_that_can_no_longer_open_has_other_blocking_sets() -> None:
    assert gate_change(
        old=replace(CLOSED, blocking=()), new=replace(CLOSED, blocking=None)
    ).blocking_changed


def test_another_value_is_a_change() -> None:
    assert gate_change(old=CLOSED, new=replace(CLOSED, value=Truth.U)).value_changed
