"""Whatever a row names must be there, once, and of the right kind."""

from __future__ import annotations

import json

import pytest

from scenarios.casefiles.faults import CaseFileInvalid
from scenarios.casefiles.read_cases import read_cases
from tests.scenarios.casefiles.whole_case import spoilt, whole_case


def faults_of(text: str, *, file: str = "case.json") -> list[str]:
    with pytest.raises(CaseFileInvalid) as invalid:
        read_cases(text, file=file)
    return [str(fault).removeprefix(f"{file}: ") for fault in invalid.value.faults]


def faults_at(place: str, value: str) -> list[str]:
    return faults_of(json.dumps(spoilt(place, value)))


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        *((f"stakes[0].{key}", "party") for key in ("owner", "owned")),
        *((f"control[0].{key}", "party") for key in ("controller", "controlled")),
        ("joint[0].members[1]", "party"),
        ("designations[0].party", "party"),
        ("packages[0].steps[2].adds[0].party", "party"),
        ("licences[1].covers[0]", "party"),
        ("conditions[0].fulfilled_by", "package"),
        ("conditions[0].former[0].fulfilled_by", "package"),
        ("gates[0].opens", "package"),
        ("gates[1].reverses", "package"),
        ("gates[2].yields", "condition"),
        ("gates[0].former[0].opens", "package"),
        ("gates[0].former[0].reverses", "package"),
        ("gates[0].former[0].yields", "condition"),
        ("scenarios[0].packages[0]", "package"),
        ("acts[0].package", "package"),
        ("packages[0].steps[1].removes.designations[0]", "designation"),
        ("packages[0].steps[3].licence", "licence"),
        ("licences[1].supersedes", "licence"),
        ("forecasts[0].condition", "condition"),
        ("gates[1].when", "condition"),
        ("gates[0].former[0].when", "condition"),
        ("gates[0].when.all[0]", "condition"),
        ("gates[0].when.all[2].any[1].not", "condition"),
        ("gates[0].when.all[3].atleast.of[1]", "condition"),
        ("gates[0].when.all[4].weighted.of[0].node", "condition"),
        ("gates[0].when.all[5].latch.of", "condition"),
        ("gates[0].when.all[8].then.second", "condition"),
        ("gates[0].when.all[9].auto_unless.stop", "condition"),
        ("expect[0].gate", "gate"),
        ("expect[1].condition", "condition"),
        ("expect[5].blocking[0][0]", "condition"),
        ("expect[6].blocked", "party"),
        ("expect[6].owners[0]", "party"),
        ("expect[7].impact", "package"),
        ("expect[8].effectively_free", "package"),
        ("expect[8].parties[0]", "party"),
        ("expect[9].restrictions", "party"),
        ("expect[9].package", "package"),
        ("expect[10].releases", "party"),
        ("expect[10].after", "package"),
        ("expect[10].sets[0][0]", "designation"),
        ("expect[11].licence", "series of licences"),
        ("expect[11].answer", "licence"),
        ("expect[12].licence_cover", "licence"),
        ("expect[13].probability", "gate"),
        ("expect[14].effect", "gate"),
        ("expect[14].of", "condition"),
        ("expect[15].stuck[1]", "condition or a package"),
        ("expect[15].target", "condition or a package"),
        ("expect[15].breaks[0][1]", "condition or a package"),
    ],
)
def test_an_unknown_id_is_named_with_its_place(place: str, kind: str) -> None:
    assert faults_at(place, "nowhere") == [f'{place}: expected the id of a {kind}, got "nowhere"']


@pytest.mark.parametrize(
    ("place", "value", "key"),
    [
        ("scenarios[0].assume", "{nowhere: {status: MET, date: 2030-01-01}}", "nowhere"),
        ("forecasts[0].given", "{nowhere: true}", "nowhere"),
        ("expect[7].classes", "{nowhere: FREED}", "nowhere"),
        ("expect[12].states", "{nowhere: FREE}", "nowhere"),
    ],
)
def test_an_unknown_id_as_a_key_is_named(place: str, value: str, key: str) -> None:
    (fault,) = faults_at(place, value)
    assert fault.startswith(f"{place}.{key}: expected the id of a ")


def test_a_gate_is_no_condition_and_a_party_no_package() -> None:
    assert faults_at("gates[1].when", "main") == [
        'gates[1].when: expected the id of a condition, got "main"'
    ]
    assert faults_at("gates[0].opens", "bank") == [
        'gates[0].opens: expected the id of a package, got "bank"'
    ]


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("parties[0].source", "s9"),
        ("conditions[0].source", "s9"),
        ("conditions[0].readings[0].source", "s9"),
        ("conditions[0].assessments[0].source", "s9"),
        ("conditions[0].confirmations[0].source", "s9"),
        ("conditions[0].former[0].source", "s9"),
        ("gates[1].source", "s9"),
        ("gates[0].when.all[4].weighted.of[0].source", "s9"),
        ("packages[0].source", "s9"),
        ("packages[0].steps[1].source", "s9"),
        ("packages[0].steps[2].adds[0].source", "s9"),
        ("licences[1].source", "s9"),
        ("scenarios[0].source", "s9"),
        ("forecasts[0].source", "s9"),
        ("acts[0].source", "s9"),
        ("expect[2].source", "s9"),
        ("ownership_rules[0].source", "s9"),
    ],
)
def test_a_source_that_is_not_listed_is_named(place: str, value: str) -> None:
    assert faults_at(place, value) == [f'{place}: expected the key of a source, got "s9"']


def test_each_source_of_a_list_is_looked_up() -> None:
    assert faults_at("stakes[0].source", "[s1, s9]") == [
        'stakes[0].source[1]: expected the key of a source, got "s9"'
    ]


def test_a_word_of_the_file_called_source_is_no_citation() -> None:
    document = whole_case()
    document["conditions"].append({**document["conditions"][1], "id": "source"})
    document["forecasts"][0]["given"] = {"source": True}
    document["parties"].append({"id": "source", "kind": "individual", "name": "Source"})
    document["expect"][7]["classes"] = {"source": "FREED"}
    document["sources"]["source"] = {"publisher": "Paper"}
    assert len(read_cases(json.dumps(document), file="case.json")) == 1


@pytest.mark.parametrize(
    ("place", "value", "first"),
    [
        ("conditions[1].id", "share", "conditions[0].id"),
        ("packages[0].id", "share", "conditions[0].id"),
        ("gates[1].id", "main", "gates[0].id"),
        ("parties[1].id", "bank", "parties[0].id"),
        ("packages[0].steps[2].adds[0].id", "us1", "designations[0].id"),
        ("licences[1].id", "8", "licences[0].id"),
        ("packages[0].steps[1].id", "s1", "packages[0].steps[0].id"),
        ("conditions[0].assessments[1].id", "a1", "conditions[0].assessments[0].id"),
    ],
)
def test_an_id_that_stands_twice_is_named_with_both_places(
    place: str, value: str, first: str
) -> None:
    fault = f'{place}: expected an id of its own, "{value}" is that of {first} already'
    assert fault in faults_at(place, value)


def test_namespaces_are_separate() -> None:
    document = whole_case()
    document["gates"].append({"id": "bank", "when": "det"})
    document["scenarios"].append({"id": "bank", "title": "Two"})
    document["packages"].append({"id": "bank", "title": "Two"})
    document["designations"].append({**document["designations"][0], "id": "bank"})
    assert len(read_cases(json.dumps(document), file="case.json")) == 1


def test_a_number_and_its_text_are_one_id() -> None:
    document = whole_case()
    document["licences"][1]["supersedes"] = "8"
    assert len(read_cases(json.dumps(document), file="case.json")) == 1


def test_a_condition_of_a_case_that_is_not_here_is_not_looked_up() -> None:
    document = spoilt("gates[1].when", "elsewhere/anything")
    assert len(read_cases(json.dumps(document), file="case.json")) == 1


def test_a_condition_of_a_case_in_the_same_file_is_looked_up() -> None:
    other = {"format": "thaw-case/1", "id": "other-case", "title": "Other", "conditions": []}
    text = f"--- {json.dumps(whole_case())}\n--- {json.dumps(other)}\n"
    assert faults_of(text, file="two.yaml") == [
        f'document 1, {place}: expected the id of a condition, got "other-case/det"'
        for place in ("gates[0].when.all[1]", "expect[5].blocking[0][1]")
    ]


def test_a_case_cites_its_own_conditions_without_its_id() -> None:
    assert faults_at("gates[1].when", "whole/det") == [
        'gates[1].when: expected "det": this case cites its own conditions without its id'
    ]
