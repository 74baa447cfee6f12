"""What a condition is worth: which fact governs, for how long, and as known by when."""

from __future__ import annotations

from typing import Any

import pytest

from tests.scenarios.domain.small_cases import case, changes, condition, value_on


def test_before_the_first_assessment_the_initial_status_holds() -> None:
    truce = condition("truce", "2030-03-01 MET", initial="NOT_MET")
    assert changes(case(truce), "truce") == ["2030-01-01 NOT_MET", "2030-03-01 MET"]


def test_without_an_initial_status_nothing_is_known() -> None:
    assert changes(case(condition("truce", "2030-03-01 MET")), "truce") == [
        "2030-01-01 UNKNOWN",
        "2030-03-01 MET",
    ]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("MET", "T MET"),
        ("WAIVED", "T WAIVED"),
        ("UNKNOWN", "U UNKNOWN"),
        ("PARTIAL", "F PARTIAL"),
        ("NOT_MET", "F NOT_MET"),
        ("BREACHED", "F BREACHED"),
        ("FAILED", "F FAILED"),
    ],
)
def test_each_assessed_status_has_its_value(status: str, expected: str) -> None:
    truce = condition("truce", f"2030-03-01 {status}")
    assert value_on(case(truce), "truce", "2030-03-01") == expected


def test_of_two_assessments_of_a_day_the_one_recorded_later_governs() -> None:
    truce = condition("truce", "2030-02-01 MET", "2030-02-01 NOT_MET")
    truce["assessments"][0]["recorded"] = "2030-02-03T00:00:00Z"
    assert value_on(case(truce), "truce", "2030-02-01") == "T MET"


def test_of_two_recorded_together_the_later_in_the_file_governs() -> None:
    truce = condition("truce", "2030-02-01 MET", "2030-02-01 NOT_MET")
    assert value_on(case(truce), "truce", "2030-02-01") == "F NOT_MET"


def test_a_date_counts_before_the_moment_of_recording() -> None:
    truce = condition("truce", "2030-02-01 MET", "2030-01-20 NOT_MET")
    truce["assessments"][1]["recorded"] = "2030-06-01T00:00:00Z"
    assert value_on(case(truce), "truce", "2030-02-01") == "T MET"


def late_news() -> dict[str, Any]:
    truce = condition("truce", "2030-01-01 MET", "2030-01-20 NOT_MET")
    truce["assessments"][1]["recorded"] = "2030-03-10T09:00:00Z"
    return case(truce)


def test_what_was_not_yet_known_does_not_count() -> None:
    known_at = "2030-03-10T08:59:59Z"
    assert value_on(late_news(), "truce", "2030-03-01", known_at=known_at) == "T MET"


def test_what_became_known_at_that_instant_counts() -> None:
    known_at = "2030-03-10T10:00:00+01:00"
    assert value_on(late_news(), "truce", "2030-03-01", known_at=known_at) == "F BREACHED"


def test_a_bare_date_is_known_from_its_midnight_in_utc() -> None:
    truce = case(condition("truce", "2030-02-01 MET"))
    before, at = "2030-01-31T23:59:59Z", "2030-02-01T01:00:00+01:00"
    assert value_on(truce, "truce", "2030-02-01", known_at=before) == "U UNKNOWN"
    assert value_on(truce, "truce", "2030-02-01", known_at=at) == "T MET"


def withdrawn_claim() -> dict[str, Any]:
    truce = condition("truce", "2030-01-01 NOT_MET", "2030-01-04 MET", "2030-02-01 UNKNOWN")
    truce["assessments"][1] |= {"id": "claim", "assessor": "RU"}
    truce["assessments"][2] |= {"retracts": "claim", "assessor": "UN"}
    return case(truce)


def test_a_retraction_removes_its_assessment_on_all_days_whoever_made_it() -> None:
    assert changes(withdrawn_claim(), "truce") == ["2030-01-01 NOT_MET", "2030-02-01 UNKNOWN"]


def test_before_a_retraction_is_known_the_assessment_stands() -> None:
    known_at = "2030-01-31T00:00:00Z"
    assert changes(withdrawn_claim(), "truce", known_at=known_at) == [
        "2030-01-01 NOT_MET",
        "2030-01-04 MET",
    ]


def test_a_retracted_retraction_still_removes_what_it_named() -> None:
    document = withdrawn_claim()
    rows = document["conditions"][0]["assessments"]
    rows[2]["id"] = "withdrawal"
    rows.append({"date": "2030-02-02", "status": "PARTIAL", "retracts": "withdrawal"})
    assert changes(document, "truce") == ["2030-01-01 NOT_MET", "2030-02-02 PARTIAL"]


def reviewed(**keys: Any) -> dict[str, Any]:
    return case(condition("truce", "2030-01-01 MET", review_days=90, **keys))


def test_a_met_condition_without_fresh_evidence_becomes_unverified() -> None:
    assert changes(reviewed(), "truce") == ["2030-01-01 MET", "2030-04-02 UNVERIFIED"]


def test_a_confirmation_keeps_a_condition_fresh() -> None:
    document = reviewed(confirmations=[{"date": "2030-02-15"}])
    assert changes(document, "truce") == ["2030-01-01 MET", "2030-05-17 UNVERIFIED"]


def test_fresh_evidence_after_a_gap_is_no_loss() -> None:
    document = reviewed(confirmations=[{"date": "2030-06-01"}])
    assert changes(document, "truce", to="2030-07-01") == [
        "2030-01-01 MET",
        "2030-04-02 UNVERIFIED",
        "2030-06-01 MET",
    ]


def test_a_condition_that_is_not_met_does_not_grow_stale() -> None:
    truce = condition("truce", "2030-01-01 NOT_MET", review_days=30)
    assert changes(case(truce), "truce") == ["2030-01-01 NOT_MET"]


def share(op: str, *readings: dict[str, str]) -> dict[str, Any]:
    quantity = {"unit": "percent", "op": op, "threshold": "50"}
    rows = [{"date": f"2030-02-0{place}", **each} for place, each in enumerate(readings, start=1)]
    return case(condition("share", kind="quantity", quantity=quantity, readings=rows))


@pytest.mark.parametrize(
    ("op", "reading", "expected"),
    [
        ("<", {"value": "49.999999999999999999999999999999"}, "T MET"),
        ("<", {"value": "50.0"}, "F NOT_MET"),
        ("<=", {"value": "50.0"}, "T MET"),
        ("=", {"value": "50.00"}, "T MET"),
        ("=", {"low": "49", "high": "51"}, "U UNKNOWN"),
        ("=", {"low": "50", "high": "51"}, "U UNKNOWN"),
        ("<", {"low": "45", "high": "50"}, "U UNKNOWN"),
        ("<=", {"low": "45", "high": "50"}, "T MET"),
        (">", {"low": "45", "high": "50"}, "F NOT_MET"),
        (">=", {"low": "45", "high": "50"}, "U UNKNOWN"),
    ],
)
def test_a_reading_is_judged_as_a_whole(op: str, reading: dict[str, str], expected: str) -> None:
    assert value_on(share(op, reading), "share", "2030-02-01") == expected


def test_an_assessment_wins_over_a_reading_of_the_same_day() -> None:
    document = share("<", {"value": "44"})
    document["conditions"][0]["assessments"] = [{"date": "2030-02-01", "status": "NOT_MET"}]
    assert value_on(document, "share", "2030-02-01") == "F NOT_MET"


def test_a_later_reading_wins_over_an_assessment() -> None:
    document = share("<", {"value": "55"}, {"value": "44"})
    document["conditions"][0]["assessments"] = [{"date": "2030-02-01", "status": "NOT_MET"}]
    assert value_on(document, "share", "2030-02-02") == "T MET"


def redefined() -> dict[str, Any]:
    former = [
        {"until": "2030-03-01T00:00:00Z", "review_days": 10, "reason": "first draft"},
        {"until": "2030-05-01T00:00:00Z", "review_days": 60, "reason": "second draft"},
    ]
    return case(condition("truce", "2030-01-01 MET", review_days=200, former=former))


@pytest.mark.parametrize(
    ("known_at", "stale"),
    [
        ("2030-02-28T23:59:59Z", "2030-01-12"),
        ("2030-03-01T00:00:00Z", "2030-03-03"),
        ("2030-05-01T00:00:00Z", "2030-07-21"),
    ],
)
def test_a_definition_holds_for_what_was_known_before_it_was_replaced(
    known_at: str, stale: str
) -> None:
    found = changes(redefined(), "truce", known_at=known_at)
    assert found == ["2030-01-01 MET", f"{stale} UNVERIFIED"]
