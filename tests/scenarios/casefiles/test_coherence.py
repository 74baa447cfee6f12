"""Rows that are well formed and yet cannot be meant are refused."""

from __future__ import annotations

import json

import pytest

from scenarios.casefiles.faults import CaseFileInvalid
from scenarios.casefiles.read_cases import read_cases
from tests.scenarios.casefiles.whole_case import spoilt, whole_case


def faults_of(document: object) -> list[str]:
    with pytest.raises(CaseFileInvalid) as invalid:
        read_cases(json.dumps(document), file="case.json")
    return [str(fault).removeprefix("case.json: ") for fault in invalid.value.faults]


@pytest.mark.parametrize(
    ("place", "value", "begin"),
    [
        ("control[0].to", "2029-12-31", "from, which is 2030-01-01"),
        ("joint[0].to", "2029-12-31", "from, which is 2030-01-01"),
        ("stakes[0].to", "2029-12-31", "from, which is 2030-01-01"),
        ("designations[0].to", "2029-12-31", "from, which is 2030-01-01"),
        ("ownership_rules[0].to", "2029-12-31", "from, which is 2030-01-01"),
        ("licences[1].expires", "2030-03-18T23:59", "from, which is 2030-03-19T00:00"),
        ("expect[3].to", "2029-12-31", "from, which is 2030-01-01"),
    ],
)
def test_nothing_ends_before_it_begins(place: str, value: str, begin: str) -> None:
    assert faults_of(spoilt(place, value)) == [
        f"{place}: expected nothing before {begin}, got {value}"
    ]


def test_an_interval_may_be_empty() -> None:
    document = spoilt("designations[0].to", "2030-01-01")
    assert len(read_cases(json.dumps(document), file="case.json")) == 1


@pytest.mark.parametrize("holder", ["stakes[1].percent", "conditions[0].readings[1]"])
def test_low_is_not_above_high(holder: str) -> None:
    (fault,) = faults_of(spoilt(f"{holder}.low", "'99.5'"))
    assert fault.startswith(f"{holder}.high: expected at least low, which is 99.5, got ")


def test_a_quantity_stands_only_where_the_kind_says_so() -> None:
    assert faults_of(spoilt("conditions[0].kind", "event")) == [
        "conditions[0].quantity: expected only where the kind is quantity, it is event"
    ]


def test_readings_need_a_quantity_to_be_compared_with() -> None:
    document = whole_case()
    del document["conditions"][0]["quantity"]
    del document["conditions"][0]["former"]
    assert faults_of(document) == [
        "conditions[0].readings: expected a quantity in the condition, which readings are "
        "compared with"
    ]


def test_a_program_needs_an_authority() -> None:
    assert faults_of(spoilt("packages[0].steps[0].instrument", "DELIST")) == [
        "packages[0].steps[0].authority: expected this key: the instrument names no authority "
        "before a dot"
    ]


def test_a_retraction_names_an_assessment_of_its_condition() -> None:
    assert faults_of(spoilt("conditions[0].assessments[1].retracts", "a9")) == [
        "conditions[0].assessments[1].retracts: expected the id of an assessment of this "
        'condition, got "a9"'
    ]


def test_nothing_retracts_itself() -> None:
    document = spoilt("conditions[0].assessments[1].id", "a2")
    document["conditions"][0]["assessments"][0]["retracts"] = "a2"
    assert faults_of(document) == [
        f'conditions[0].assessments[{place}].retracts: "{name}" retracts itself, directly or '
        "through others"
        for place, name in enumerate(("a1", "a2"))
    ]


def test_no_licence_supersedes_itself() -> None:
    assert faults_of(spoilt("licences[0].supersedes", "8A")) == [
        f'licences[{place}].supersedes: "{name}" supersedes itself, directly or through others'
        for place, name in enumerate(("8", "8A"))
    ]


def test_a_forecast_is_not_given_itself() -> None:
    assert faults_of(spoilt("forecasts[0].given", "{det: true}")) == [
        "forecasts[0].given.det: expected other conditions than the one forecast"
    ]
