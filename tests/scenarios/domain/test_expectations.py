"""What a file claims is compared with what is computed, row by row."""

from __future__ import annotations

from typing import Any

import pytest

from scenarios.domain.expectations import KINDS, check, kind_of_row
from tests.scenarios.domain.small_cases import case, condition


def claiming(*rows: dict[str, Any], **gates: Any) -> dict[str, Any]:
    truce = condition("truce", "2030-01-01 NOT_MET", "2030-02-01 MET", review_days=30)
    law = condition("law", "2030-01-01 NOT_MET")
    gates = gates or {"main": "truce", "both": {"all": ["truce", "law"]}}
    return case(truce, law, **gates) | {"expect": list(rows)}


TRUE_ROWS: list[dict[str, Any]] = [
    {"gate": "main", "first_met": "2030-02-01"},
    {"gate": "both", "first_met": None},
    {"condition": "truce", "on": "2030-03-04", "value": "U", "status": "UNVERIFIED"},
    {"gate": "main", "on": "2030-02-01", "value": "T"},
    {"gate": "main", "on": "2030-02-01", "status": "MET"},
    {"gate": "main", "on": "2030-02-01", "known_at": "2030-01-31T23:00:00Z", "value": "F"},
    {
        "condition": "truce",
        "from": "2030-01-15",
        "to": "2030-03-04",
        "changes": [["2030-01-15", "NOT_MET"], ["2030-02-01", "MET"], ["2030-03-04", "UNVERIFIED"]],
    },
    {"gate": "main", "on": "2030-02-01", "next_clock_change": ["2030-03-04", "UNVERIFIED"]},
    {"gate": "both", "on": "2030-01-01", "next_clock_change": None},
    {"gate": "both", "on": "2030-01-01", "blocking": [["truce", "law"]]},
    {"gate": "both", "on": "2030-01-01", "blocking": [["law", "truce", "law"]]},
    {"gate": "main", "on": "2030-02-01", "blocking": []},
]


@pytest.mark.parametrize("row", TRUE_ROWS)
def test_a_claim_that_holds_gives_no_failure(row: dict[str, Any]) -> None:
    result = check(claiming(row))
    assert (result.rows, result.failures, result.unsupported) == (1, (), ())


@pytest.mark.parametrize(
    ("row", "computed"),
    [
        ({"gate": "main", "first_met": None}, "2030-02-01"),
        ({"gate": "both", "first_met": "2030-02-01"}, None),
        ({"gate": "main", "on": "2030-02-01", "status": "WAIVED"}, {"status": "MET"}),
        ({"gate": "both", "on": "2030-01-01", "blocking": [["law"]]}, [["law", "truce"]]),
        ({"gate": "both", "on": "2030-01-01", "blocking": None}, [["law", "truce"]]),
        ({"gate": "main", "on": "2030-01-01", "next_clock_change": ["2030-02-01", "MET"]}, None),
    ],
)
def test_a_wrong_claim_fails_and_shows_what_was_computed(
    row: dict[str, Any], computed: Any
) -> None:
    (failure,) = check(claiming(row)).failures
    assert failure.row == row
    assert failure.computed == computed


def test_a_gate_finally_false_is_blocked_by_nothing_that_can_change() -> None:
    before = {"before": {"of": "law", "deadline": "2030-03-01", "start": "2030-01-01"}}
    row = {"gate": "late", "on": "2030-03-02", "blocking": None}
    assert check(claiming(row, late=before)).failures == ()


def test_a_search_that_is_too_large_fails_with_its_reason() -> None:
    conditions = [condition(f"c{number}", "2030-01-01 NOT_MET") for number in range(21)]
    names = [row["id"] for row in conditions]
    document = case(*conditions, main={"any": names})
    document["expect"] = [{"gate": "main", "on": "2030-01-01", "blocking": [["c0"]]}]
    (failure,) = check(document).failures
    assert failure.computed == "too large: 21 candidates, at most 20"


def test_a_row_is_told_apart_by_its_unique_key() -> None:
    assert [kind_of_row({kind: "x", "on": "2030-01-01"}) for kind in KINDS] == list(KINDS)
    assert kind_of_row({"gate": "main", "on": "2030-01-01"}) == "unknown"


def test_a_claim_without_an_answer_is_named_and_not_passed() -> None:
    row = {"effect": "main", "of": "law", "by": "2030-12-31", "value": "0.5"}
    (unsupported,) = check(claiming(row)).unsupported
    assert (unsupported.row, unsupported.kind) == (row, "effect")


def test_a_claim_on_a_condition_that_is_not_at_hand_is_named() -> None:
    document = claiming({"gate": "cited", "first_met": None}, cited={"all": ["other/truce"]})
    (unsupported,) = check(document).unsupported
    assert unsupported.reason == 'there is no condition "other/truce" in the files given'


def test_a_condition_of_another_case_counts_with_its_own_facts() -> None:
    other = case(condition("peace", "2030-05-01 MET"))
    row = {"gate": "cited", "first_met": "2030-05-01"}
    document = claiming(row, cited={"all": ["other/peace"]})
    assert check(document, others={"other": other}).failures == ()
