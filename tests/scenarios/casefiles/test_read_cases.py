"""Each wrong key, date, number or id gives a line with file, place and what was expected."""

from __future__ import annotations

import json

import pytest

from scenarios.casefiles.faults import CaseFileInvalid
from scenarios.casefiles.read_cases import read_cases
from tests.scenarios.casefiles.whole_case import TEXT, spoilt, whole_case


def faults_of(text: str, *, file: str = "case.json") -> list[str]:
    with pytest.raises(CaseFileInvalid) as invalid:
        read_cases(text, file=file)
    return [str(fault).removeprefix(f"{file}: ") for fault in invalid.value.faults]


def fault_at(place: str, value: str) -> str:
    (fault,) = faults_of(json.dumps(spoilt(place, value)))
    return fault


def test_every_key_of_the_format_is_known() -> None:
    (case,) = read_cases(TEXT, file="whole.yaml")
    assert case.keys() == whole_case().keys()


def test_decimals_and_ids_come_out_as_text() -> None:
    (case,) = read_cases(TEXT, file="whole.yaml")
    assert case["stakes"][0]["percent"] == "60"
    assert case["stakes"][1]["percent"] == {"low": "45", "high": "55.5"}
    assert case["conditions"][0]["readings"][1] == {"date": "2030-01-28", "low": "44", "high": "45"}
    assert case["conditions"][0]["quantity"]["threshold"] == "50"
    assert case["parties"][0]["listed_as"]["id"] == "12345"
    assert case["licences"][1]["supersedes"] == "8"
    assert case["expect"][11]["answer"] == "8"
    assert case["conditions"][0]["review_days"] == 90


DATE = "expected a date YYYY-MM-DD"
INSTANT = (
    "expected an instant YYYY-MM-DDThh:mm:ssZ (or an offset such as +02:00), "
    "or a date for its 00:00 UTC"
)


@pytest.mark.parametrize(
    ("place", "value", "message"),
    [
        ("conditions[0].assessments[0].date", "2030-02-30", f'{DATE}, got "2030-02-30"'),
        ("conditions[0].assessments[0].date", "2030-1-1", f'{DATE}, got "2030-1-1"'),
        ("conditions[0].assessments[0].date", "20300101", f"{DATE}, got 20300101"),
        ("conditions[0].assessments[0].date", "0000-01-01", f'{DATE}, got "0000-01-01"'),
        (
            "conditions[0].assessments[0].date",
            "2030-01-01T00:00",
            f'{DATE}, got "2030-01-01T00:00"',
        ),
        ("conditions[0].assessments[0].date", '"2030-01-01\\n"', f'{DATE}, got "2030-01-01\\n"'),
        ("conditions[0].assessments[0].date", "٢٠٣٠-01-01", f'{DATE}, got "٢٠٣٠-01-01"'),
        ("conditions[0].assessments[0].date", "null", f"{DATE}, got null"),
        ("conditions[0].assessments[0].date", "[2030-01-01]", f"{DATE}, got a list"),
        ("start", "2030-13-01", f'{DATE}, got "2030-13-01"'),
        ("acts[0].date", "soon", f'{DATE}, got "soon"'),
        ("packages[0].steps[0].effective", "later", f'{DATE} or null, got "later"'),
        (
            "conditions[0].assessments[1].recorded",
            "2030-02-06T18:00:00",
            f'{INSTANT}, got "2030-02-06T18:00:00"',
        ),
        (
            "conditions[0].assessments[1].recorded",
            "2030-02-06T25:00:00Z",
            f'{INSTANT}, got "2030-02-06T25:00:00Z"',
        ),
        (
            "conditions[0].confirmations[0].recorded",
            "2030-02-30T00:00:00Z",
            f'{INSTANT}, got "2030-02-30T00:00:00Z"',
        ),
    ],
)
def test_a_bad_date_is_named_with_its_place(place: str, value: str, message: str) -> None:
    assert fault_at(place, value) == f"{place}: {message}"


@pytest.mark.parametrize(
    ("place", "value", "expected"),
    [
        ("stakes[0].percent", "101", "an exact decimal from 0 to 100 as text, or {low, high}"),
        ("stakes[0].percent", "-1", "an exact decimal from 0 to 100 as text, or {low, high}"),
        ("stakes[0].percent", "'1e1'", "an exact decimal from 0 to 100 as text, or {low, high}"),
        ("stakes[0].percent", "'050'", "an exact decimal from 0 to 100 as text, or {low, high}"),
        ("stakes[0].percent", "'50%'", "an exact decimal from 0 to 100 as text, or {low, high}"),
        ("stakes[0].percent", "'50,5'", "an exact decimal from 0 to 100 as text, or {low, high}"),
        ("stakes[1].percent.low", "'100.5'", "an exact decimal from 0 to 100 as text"),
        ("forecasts[0].p", "'1.01'", "an exact decimal from 0 to 1 as text"),
        ("forecasts[0].p", "2", "an exact decimal from 0 to 1 as text"),
        ("conditions[0].readings[0].value", "NaN", "an exact decimal as text"),
        ("conditions[0].readings[0].value", "true", "an exact decimal as text"),
        ("conditions[0].quantity.threshold", "half", "an exact decimal as text"),
        ("packages[0].steps[4].amount", "-1", "an exact decimal as text, not negative"),
        ("conditions[0].review_days", "0", "a number of days from 1"),
        ("conditions[0].review_days", "'90'", "a number of days from 1"),
        ("conditions[0].review_days", "1.5", "a number of days from 1"),
        ("conditions[0].assessments[1].degree", "4", "a degree from 0 to 3"),
        ("packages[0].steps[3].id", "-1", "an id of letters, digits, dots, hyphens"),
        ("gates[0].when.all[3].atleast.k", "0", "a whole number from 1"),
        ("gates[0].when.all[7].sustained.days", "-1", "a number of days"),
        ("gates[0].when.all[7].sustained.latch", "yes", "true or false"),
    ],
)
def test_an_impossible_number_is_named_with_its_place(
    place: str, value: str, expected: str
) -> None:
    found = fault_at(place, value)
    assert found.startswith(f"{place}: expected {expected}")
    assert ", got " in found


@pytest.mark.parametrize(
    ("place", "value", "expected"),
    [
        ("format", "thaw-case/2", "thaw-case/1"),
        ("id", "Not A Slug", "a slug of small letters, digits, hyphens and underscores"),
        ("title", "''", "text"),
        ("demo", "yes", "true or false"),
        ("senders", "US", "a list"),
        ("senders[0]", "us", "the code of an authority, such as US"),
        ("sources.s1.grade", "G7", "an Admiralty grade such as B2"),
        ("parties[0].kind", "company", "one of individual, organization, vessel, aircraft"),
        ("conditions[0].kind", "hope", "one of achievement, upkeep"),
        ("conditions[0].bears_on", "us", "one of target, sender"),
        ("conditions[0].assessments[0].status", "RESTORED", "one of MET, WAIVED, PARTIAL"),
        ("conditions[0].assessments[0].status", "met", "one of MET, WAIVED, PARTIAL"),
        ("conditions[0].quantity.op", "'=<'", "one of <, <=, >, >=, ="),
        ("conditions[0].readings[0]", "{date: 2030-01-27}", "either value, or low and high"),
        ("conditions[0].assessments[0].precision", "hour", "day, week, month, year or N days"),
        ("licences[1].zone", "Mars/Olympus", "a time zone such as America/New_York"),
        ("licences[1].from", "midnight", "a local time YYYY-MM-DDThh:mm"),
        ("packages[0].steps[0].mode", "paused", "one of authorised, suspended"),
        ("packages[0].state", "DONE", "one of RUMOURED"),
        ("packages[0].steps[4].currency", "dollars", "a currency code such as USD"),
        ("gates[0].when", "{}", "exactly one of all, any, not"),
        ("gates[0].when", "3.5", "the id of a condition"),
        ("gates[0].when.all[0]", "[det]", "the id of a condition"),
        ("gates[0].when.all[1]", "a/b/c", "the id of a condition"),
        ("gates[0].when.all", "[]", "at least 1 in the list"),
        ("expect[0]", "{gate: main}", "one of the keys first_met, changes"),
        ("expect[0]", "text", "a mapping that claims something"),
        ("expect[4].next_clock_change", "[2030-02-01]", "[date, status] or null"),
        ("expect[13].bounds", "['0.1', '0.2', '0.3']", "at most 2 in the list"),
    ],
)
def test_another_form_than_the_format_has_is_named(place: str, value: str, expected: str) -> None:
    found = fault_at(place, value)
    assert found.startswith(f"{place}: expected ")
    assert expected.removeprefix("one of ") in found


@pytest.mark.parametrize(
    "place",
    [
        *("condition", "sources.s1.author", "parties[0].names", "stakes[0].share"),
        *("control[0].x", "joint[0].x", "designations[0].list", "ownership_rules[0].x"),
        *("conditions[0].id2", "conditions[0].quantity.x", "conditions[0].readings[0].x"),
        *("conditions[0].assessments[0].by", "conditions[0].confirmations[0].status"),
        *("conditions[0].former[0].assessments", "gates[0].title", "gates[0].former[0].id"),
        *("gates[0].when.all[5].latch.grace", "gates[0].when.all[4].weighted.of[0].x"),
        *("packages[0].x", "packages[0].steps[0].x", "packages[0].steps[0].removes.x"),
        *("packages[0].steps[2].adds[0].x", "licences[0].x", "scenarios[0].x"),
        *("scenarios[0].assume.det.x", "forecasts[0].x", "acts[0].x", "expect[0].on"),
        *("parties[0].listed_as.x", "stakes[1].percent.mid", "expect[6].x"),
    ],
)
def test_an_unknown_key_is_named_with_its_place(place: str) -> None:
    fault = fault_at(place, "x")
    assert fault.startswith(f"{place}: unknown key, expected one of ")


@pytest.mark.parametrize(
    "place",
    [
        *(
            "format",
            "id",
            "title",
            "parties[1].name",
            "stakes[0].percent",
            "designations[0].program",
        ),
        *("conditions[1].bears_on", "conditions[0].assessments[0].status", "gates[1].when"),
        *("gates[0].when.all[5].latch.start", "gates[0].when.all[6].before.deadline"),
        *("gates[0].when.all[7].sustained.start", "gates[0].when.all[8].then.first"),
        *("gates[0].when.all[9].auto_unless.start", "gates[0].when.all[10].view.assessor"),
        *("licences[0].authority", "acts[0].what", "expect[6].authority", "expect[3].to"),
    ],
)
def test_a_missing_key_is_named_with_its_place(place: str) -> None:
    document = spoilt(place, "!")
    if place == "id":
        document["gates"][0]["when"] = "det"
    assert faults_of(json.dumps(document)) == [f"{place}: expected this key, it is missing"]


def test_an_unknown_operator_names_those_that_exist() -> None:
    (fault,) = faults_of(json.dumps(spoilt("gates[0].when", "{xor: [det]}")))
    assert fault == (
        "gates[0].when.xor: unknown key, expected one of all, any, not, atleast, weighted, "
        "from_date, latch, before, sustained, then, auto_unless, view"
    )


def test_a_claim_is_about_a_condition_or_a_gate_not_both() -> None:
    assert "either a gate or a condition" in fault_at("expect[0].condition", "det")


def test_all_faults_of_a_file_come_together() -> None:
    document = spoilt("conditions[0].assessments[0].date", "soon")
    document["unknown"] = 1
    document["gates"][1]["when"] = "nothing"
    assert sorted(faults_of(json.dumps(document))) == [
        f'conditions[0].assessments[0].date: {DATE}, got "soon"',
        'gates[1].when: expected the id of a condition, got "nothing"',
        fault_at("unknown", "1"),
    ]


def test_faults_of_several_cases_name_the_document() -> None:
    first, second = whole_case(), spoilt("title", "''")
    second["id"] = "second"
    text = f"--- {json.dumps(first)}\n--- {json.dumps(second)}\n"
    assert faults_of(text, file="two.yaml") == ['document 2, title: expected text, got ""']


def test_two_cases_of_a_file_need_two_ids() -> None:
    text = f"--- {json.dumps(whole_case())}\n--- {json.dumps(whole_case())}\n"
    assert faults_of(text, file="two.yaml") == [
        'id: expected an id of its own for each case, "whole" stands 2 times'
    ]


def test_a_fault_is_one_line_whatever_the_file_holds() -> None:
    document = whole_case() | {"unknown\nkey": 1}
    (fault,) = faults_of(json.dumps(document))
    assert "\n" not in fault
