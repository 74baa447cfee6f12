"""How the status of a gate follows from its own history, one operator at a time."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from scenarios.domain.errors import UnknownNode
from scenarios.domain.statuses import NodeKind
from tests.scenarios.domain.small_cases import (
    START,
    case,
    changes,
    condition,
    evaluator,
    value_on,
)

TRUCE = condition("truce", "2030-01-01 MET", "2030-02-10 NOT_MET", "2030-02-12 MET")
LAW = condition("law", "2030-01-01 NOT_MET", "2030-06-10 MET")


def gate(*conditions: dict[str, Any], when: Any, **keys: Any) -> list[str]:
    return changes(case(*conditions, main=when), "main", **keys)


def test_a_gate_lost_and_won_again_is_restored() -> None:
    assert gate(TRUCE, when={"all": ["truce"]}) == [
        "2030-01-01 MET",
        "2030-02-10 BREACHED",
        "2030-02-12 RESTORED",
    ]


def test_unknown_days_between_two_met_days_are_no_loss() -> None:
    truce = condition("truce", "2030-01-01 MET", "2030-02-01 UNKNOWN", "2030-02-05 MET")
    assert gate(truce, when="truce") == [
        "2030-01-01 MET",
        "2030-02-01 UNVERIFIED",
        "2030-02-05 MET",
    ]


def test_history_before_the_start_of_the_case_does_not_count() -> None:
    document = case(TRUCE, start="2030-02-11", main={"all": ["truce"]})
    assert changes(document, "main", from_="2030-02-10") == [
        "2030-02-10 NOT_MET",
        "2030-02-12 MET",
    ]


def test_thirty_full_days_must_have_elapsed() -> None:
    sustained = {"of": "truce", "days": 30, "start": START}
    assert gate(TRUCE, when={"sustained": sustained}) == [
        "2030-01-01 NOT_MET",
        "2030-01-31 MET",
        "2030-02-10 BREACHED",
        "2030-03-14 RESTORED",
    ]


def test_tolerance_forgives_so_many_days() -> None:
    sustained = {"of": "truce", "days": 30, "start": START, "tolerance": 2}
    assert gate(TRUCE, when={"sustained": sustained}) == ["2030-01-01 NOT_MET", "2030-01-31 MET"]


def test_unknown_days_in_the_window_leave_the_gate_unknown() -> None:
    truce = condition("truce", "2030-01-01 MET", "2030-01-20 UNKNOWN", "2030-01-25 MET")
    sustained = {"of": "truce", "days": 30, "start": START}
    assert gate(truce, when={"sustained": sustained}) == [
        "2030-01-01 NOT_MET",
        "2030-01-31 UNKNOWN",
        "2030-02-24 MET",
    ]


def test_a_missed_deadline_is_final() -> None:
    before = {"of": "law", "deadline": "2030-05-31", "start": START}
    assert gate(LAW, when={"before": before}) == ["2030-01-01 NOT_MET", "2030-06-01 FAILED"]


def test_within_the_days_of_grace_it_is_met_with_delay() -> None:
    before = {"of": "law", "deadline": "2030-05-31", "start": START, "grace": 14}
    assert gate(LAW, when={"before": before}) == [
        "2030-01-01 NOT_MET",
        "2030-06-10 MET_WITH_DELAY",
    ]


def test_delay_is_shown_only_where_the_gate_itself_is_the_deadline() -> None:
    before = {"of": "law", "deadline": "2030-05-31", "start": START, "grace": 14}
    assert gate(LAW, when={"all": [{"before": before}]})[-1] == "2030-06-10 MET"


def test_an_unknown_deadline_never_fails() -> None:
    law = condition("law", "2030-01-01 NOT_MET", "2030-05-20 UNKNOWN")
    before = {"of": "law", "deadline": "2030-05-31", "start": START}
    assert gate(law, when={"before": before})[-1] == "2030-05-20 UNKNOWN"


def in_order(second: str, **keys: Any) -> list[str]:
    agreement = condition("agreement", "2030-01-01 NOT_MET", "2030-06-01 MET")
    relief = condition("relief", "2030-01-01 NOT_MET", f"{second} MET")
    then = {"first": "agreement", "second": "relief", "start": START, **keys}
    return gate(agreement, relief, when={"then": then})


def test_the_second_before_the_first_fails_at_once() -> None:
    assert in_order("2030-05-01") == ["2030-01-01 NOT_MET", "2030-05-01 FAILED"]


def test_both_on_one_day_are_in_order() -> None:
    assert in_order("2030-06-01")[-1] == "2030-06-01 MET"


def test_both_on_one_day_are_not_strictly_in_order() -> None:
    assert in_order("2030-06-01", strict=True)[-1] == "2030-06-01 FAILED"


def test_the_gap_includes_its_last_day() -> None:
    assert in_order("2030-06-11", max_gap=10)[-1] == "2030-06-11 MET"


def test_beyond_the_gap_it_has_failed() -> None:
    assert in_order("2030-06-12", max_gap=10)[-1] == "2030-06-12 FAILED"


def silence(*facts: str) -> list[str]:
    stop = condition("stop", "2030-01-01 NOT_MET", *facts)
    auto = {"at": "2030-09-28", "stop": "stop", "start": "2030-08-28"}
    return gate(stop, when={"auto_unless": auto})


def test_what_nobody_stopped_takes_effect_by_itself() -> None:
    assert silence() == ["2030-01-01 NOT_MET", "2030-09-28 MET"]


def test_what_was_stopped_in_time_is_final() -> None:
    assert silence("2030-09-27 MET") == ["2030-01-01 NOT_MET", "2030-09-27 FAILED"]


def test_a_stop_on_the_day_itself_comes_too_late() -> None:
    assert silence("2030-09-28 MET") == ["2030-01-01 NOT_MET", "2030-09-28 MET"]


def test_a_view_counts_only_its_own_assessor() -> None:
    withdrawal = condition("withdrawal", "2030-02-23 MET", "2030-02-27 MET", initial="NOT_MET")
    for row, assessor in zip(withdrawal["assessments"], ("RU", "UN"), strict=True):
        row["assessor"] = assessor
    when = {"view": {"of": "withdrawal", "assessor": "UN"}}
    assert gate(withdrawal, when=when) == ["2030-01-01 NOT_MET", "2030-02-27 MET"]


def test_an_inner_view_wins_over_an_outer_one() -> None:
    withdrawal = condition("withdrawal", "2030-02-23 MET", initial="NOT_MET")
    withdrawal["assessments"][0]["assessor"] = "RU"
    inner = {"view": {"of": "withdrawal", "assessor": "RU"}}
    assert gate(withdrawal, when={"view": {"of": inner, "assessor": "UN"}})[-1] == "2030-02-23 MET"


def test_a_gate_of_one_bare_condition_takes_its_statuses() -> None:
    law = condition("law", "2030-01-01 PARTIAL", "2030-02-01 WAIVED")
    assert gate(law, when="law") == ["2030-01-01 PARTIAL", "2030-02-01 WAIVED"]
    view = {"view": {"of": "law", "assessor": "US"}}
    assert gate(law, when=view) == ["2030-01-01 UNKNOWN"]


def test_a_condition_breached_before_it_was_met_is_breached() -> None:
    assert value_on(case(condition("law", "2030-01-01 BREACHED")), "law", START) == "F BREACHED"


def test_a_condition_that_failed_makes_the_whole_fail() -> None:
    failed = condition("failed", "2030-02-01 FAILED", initial="NOT_MET")
    assert gate(failed, LAW, when={"all": ["failed", "law"]})[-1] == "2030-02-01 FAILED"
    assert gate(failed, LAW, when={"any": ["failed", "law"]}) == [
        "2030-01-01 NOT_MET",
        "2030-06-10 MET",
    ]


def test_an_unknown_child_decides_only_where_it_can_matter() -> None:
    rows = [
        condition("met", "2030-01-01 MET"),
        condition("not_met", "2030-01-01 NOT_MET"),
        condition("unknown"),
    ]
    names = ["met", "not_met", "unknown"]
    values = [
        value_on(case(*rows, main={"atleast": {"k": k, "of": names}}), "main", START)
        for k in (1, 2, 3)
    ]
    assert values == ["T MET", "U UNKNOWN", "F NOT_MET"]


def test_shares_are_compared_exactly() -> None:
    names = [f"c{number}" for number in range(10)]
    met = [condition(name, "2030-01-01 MET") for name in names[:3]]
    rest = [condition(name, "2030-01-01 NOT_MET") for name in names[3:]]
    of = [{"weight": "0.1", "node": name} for name in names]
    when = {"weighted": {"share": "0.3", "of": of}}
    assert value_on(case(*met, *rest, main=when), "main", START) == "T MET"


def test_the_clock_alone_is_looked_at_for_four_hundred_days() -> None:
    stop = condition("stop", "2030-01-01 NOT_MET")
    near, far = "2031-02-05", "2031-02-06"
    for at, expected in ((near, (date(2031, 2, 5), "MET")), (far, None)):
        document = case(stop, main={"auto_unless": {"at": at, "stop": "stop", "start": START}})
        found = evaluator(document).next_clock_change(NodeKind.GATE, "main", as_of=date(2030, 1, 1))
        assert found == expected


def test_facts_dated_later_do_not_move_the_clock() -> None:
    document = case(LAW, main="law")
    as_of = date(2030, 6, 9)
    assert evaluator(document).next_clock_change(NodeKind.GATE, "main", as_of=as_of) is None


def test_an_unknown_gate_is_named() -> None:
    with pytest.raises(UnknownNode, match='there is no gate "nowhere"'):
        evaluator(case(LAW)).values(NodeKind.GATE, "nowhere")


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_ends_of_the_calendar_are_days_like_others(day: date) -> None:
    sustained = {"of": "law", "days": 100_000, "start": "9999-01-01"}
    document = case(condition("law", review_days=100_000), main={"sustained": sustained})
    state = evaluator(document).state(NodeKind.GATE, "main", as_of=day)
    assert (state.value, state.next_clock_change) == ("F", None)
