"""A case run through time: what would have been flagged, and when."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.scenarios.domain.replayed import replayed
from tests.scenarios.domain.small_cases import case, condition


def late_breach() -> dict[str, Any]:
    late = condition("late", "2030-01-01 MET", "2030-01-20 NOT_MET", kind="upkeep")
    late["assessments"][1]["recorded"] = "2030-03-10T09:00:00Z"
    return case(late, g={"all": ["late"]})


def test_what_becomes_known_is_flagged_on_the_day_it_becomes_known() -> None:
    assert replayed(late_breach(), kinds="gate") == [
        "2030-01-01 gate g: UNKNOWN > MET, EVIDENCE 3",
        "2030-03-10 gate g: MET > BREACHED, CORRECTION 3 +49",
    ]


def test_only_the_days_asked_for_are_told() -> None:
    day = date(2030, 3, 10)
    assert replayed(late_breach(), from_=day, to=day, kinds="condition") == [
        "2030-03-10 condition late: MET > BREACHED, CORRECTION 3 +49"
    ]
    assert replayed(late_breach(), from_=date(2030, 1, 2), to=date(2030, 3, 9)) == []


def test_a_condition_is_told_before_the_gate_that_it_moves() -> None:
    document = case(condition("c", "2030-02-01 MET"), g={"all": ["c"]})
    assert replayed(document, kinds="condition gate") == [
        "2030-02-01 condition c: UNKNOWN > MET, EVIDENCE 3",
        "2030-02-01 gate g: UNKNOWN > MET, EVIDENCE 3",
    ]


def test_a_deadline_and_a_review_date_come_by_the_clock() -> None:
    kept = condition("kept", "2030-01-01 MET", kind="upkeep", review_days=30)
    before = {"before": {"of": "late", "deadline": "2030-06-30", "start": "2030-01-01"}}
    document = case(kept, condition("late", "2030-01-01 NOT_MET"), g=before)
    assert replayed(document, from_=date(2030, 1, 2)) == [
        "2030-02-01 condition kept: MET > UNVERIFIED, CLOCK 2",
        "2030-07-01 gate g: NOT_MET > FAILED, CLOCK 3",
    ]


def test_a_claim_that_is_taken_back_is_corrected_on_the_day_it_is_taken_back() -> None:
    claim = condition("c", "2030-01-02 NOT_MET", "2030-01-04 MET", "2030-01-09 NOT_MET")
    claim["assessments"][1]["id"] = "claim"
    claim["assessments"][2] |= {"date": "2030-01-04", "retracts": "claim"}
    claim["assessments"][2]["recorded"] = "2030-01-09T00:00:00Z"
    assert replayed(case(claim), kinds="condition")[1:] == [
        "2030-01-04 condition c: NOT_MET > MET, EVIDENCE 1",
        "2030-01-09 condition c: MET > NOT_MET, CORRECTION 1 +7",
    ]


def test_a_correction_of_a_critical_change_is_critical() -> None:
    """The gate holds by the other condition meanwhile, so that its value does not move."""
    claim = condition("c", "2030-01-02 NOT_MET", "2030-01-04 MET", "2030-01-09 NOT_MET")
    claim["assessments"][1]["id"] = "claim"
    claim["assessments"][2] |= {"retracts": "claim", "date": "2030-01-04"}
    claim["assessments"][2]["recorded"] = "2030-01-09T00:00:00Z"
    other = condition("d", "2030-01-02 NOT_MET", "2030-01-05 MET")
    lines = replayed(case(claim, other, g={"any": ["c", "d"]}), kinds="condition")
    assert "2030-01-04 condition c: NOT_MET > MET, EVIDENCE 3" in lines
    assert lines[-1] == "2030-01-09 condition c: MET > NOT_MET, CORRECTION 3 +7"


def test_a_rewritten_gate_is_told_when_it_is_rewritten() -> None:
    document = case(
        condition("c", "2030-01-01 MET"),
        condition("d", "2030-01-01 NOT_MET"),
        g={"all": ["c", "d"]},
    )
    document["gates"][0]["former"] = [{"until": "2030-04-01T00:00:00Z", "when": {"all": ["c"]}}]
    assert replayed(document, kinds="gate") == [
        "2030-01-01 gate g: UNKNOWN > MET, EVIDENCE 3",
        "2030-04-01 gate g: MET > BREACHED, DEFINITION 3",
    ]


def relief(**gate: Any) -> dict[str, Any]:
    """A package that an act puts in force on 1 April, and a gate that opens on 1 March."""
    document = case(condition("c", "2030-01-01 NOT_MET", "2030-03-01 MET"), g={"all": ["c"]})
    document["gates"][0] |= {"opens": "P"} | gate
    document["packages"] = [{"id": "P", "title": "relief", "steps": []}]
    document["acts"] = [{"date": "2030-04-01", "what": "order signed", "package": "P"}]
    return document


def test_an_open_gate_and_an_act_are_told_apart() -> None:
    assert replayed(relief(), from_=date(2030, 2, 1)) == [
        "2030-03-01 condition c: NOT_MET > MET, EVIDENCE 3",
        "2030-03-01 gate g: NOT_MET > MET, EVIDENCE 3",
        "2030-03-01 scenario all: TRACKING > GATE_OPEN, EVIDENCE 3",
        "2030-04-01 act P: None > order signed, EVIDENCE 0",
        "2030-04-01 package P: AHEAD > IN_FORCE, EVIDENCE 3",
        "2030-04-01 scenario all: GATE_OPEN > TRIGGERED, EVIDENCE 3",
    ]


def test_relief_without_an_open_gate_is_flagged_and_the_flag_is_lowered_once_it_opens() -> None:
    document = relief()
    document["acts"][0]["date"] = "2030-02-01"
    assert replayed(document, kinds="flag") == [
        "2030-02-01 flag all: None > RELIEF_WITHOUT_GATE, EVIDENCE 3",
        "2030-03-01 flag all: RELIEF_WITHOUT_GATE > None, EVIDENCE 3",
    ]


def test_a_step_that_was_dated_beforehand_comes_by_the_clock() -> None:
    document = relief()
    document["packages"][0]["steps"] = [{"id": "s", "effective": "2030-05-01"}]
    assert replayed(document, kinds="package") == [
        "2030-05-01 package P: AHEAD > IN_FORCE, CLOCK 3"
    ]


def test_views_that_differ_are_told_when_they_begin_to_and_when_they_agree_again() -> None:
    document = case(condition("c"))
    document["conditions"][0]["assessments"] = [
        {"date": "2030-02-01", "status": "NOT_MET", "assessor": "UN"},
        {"date": "2030-02-23", "status": "MET", "assessor": "RU"},
        {"date": "2030-02-27", "status": "MET", "assessor": "UN"},
    ]
    assert replayed(document, kinds="views") == [
        "2030-02-23 views c: AGREE > DIVERGE, EVIDENCE 2",
        "2030-02-27 views c: DIVERGE > AGREE, EVIDENCE 2",
    ]


def test_a_case_that_says_nothing_flags_nothing() -> None:
    assert replayed(case()) == []


def test_thirty_years_of_silence_cost_nothing() -> None:
    document = case(condition("c", "2030-01-01 NOT_MET", "2060-01-01 MET"), g={"all": ["c"]})
    assert replayed(document, to=date(2061, 1, 1), kinds="gate")[-1] == (
        "2060-01-01 gate g: NOT_MET > MET, EVIDENCE 3"
    )
