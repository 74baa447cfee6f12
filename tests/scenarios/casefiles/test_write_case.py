"""What is written is read back as equal data, and no other reader mistakes it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from scenarios.casefiles.read import read_documents
from scenarios.casefiles.read_cases import read_cases
from scenarios.casefiles.write_case import on_one_line, to_json, to_yaml
from tests.scenarios.casefiles.drawn_documents import TRAPS, documents
from tests.scenarios.domain.drawn_cases import cases

quick = settings(deadline=None, suppress_health_check=list(HealthCheck))


@settings(quick, max_examples=300)
@given(documents)
def test_any_document_written_as_yaml_is_read_back_equal(document: dict[str, Any]) -> None:
    assert read_documents(to_yaml(document).encode(), file="case.yaml") == [document]


@settings(quick, max_examples=100)
@given(documents)
def test_any_document_written_as_json_is_read_back_equal(document: dict[str, Any]) -> None:
    assert read_documents(to_json(document).encode(), file="case.json") == [document]


@settings(quick, max_examples=100)
@given(documents)
def test_any_value_fits_on_one_line(document: dict[str, Any]) -> None:
    line = on_one_line(document)
    assert "\n" not in line
    assert read_documents(line, file="case.yaml") == [document]


@settings(quick, max_examples=50)
@given(cases())
def test_a_case_written_is_the_same_case(document: dict[str, Any]) -> None:
    for written in (to_yaml(document), to_json(document)):
        assert read_cases(written, file="case") == [document]


@pytest.mark.parametrize("trap", TRAPS)
def test_another_reader_of_yaml_takes_text_for_text(trap: str) -> None:
    found = yaml.safe_load(to_yaml({"key": trap, trap: "value"}))
    expected = date(2017, 10, 6) if trap == "2017-10-06" else trap
    assert found == {"key": expected, expected: "value"}


@pytest.mark.parametrize("word", ["y", "N", "0o17", "1e3", "50", "12:30"])
def test_text_that_readers_disagree_on_is_quoted(word: str) -> None:
    assert to_yaml({"key": word}) == f"{{key: '{word}'}}\n"


def test_a_day_stands_plain_and_a_row_on_its_line() -> None:
    rows = [{"id": "a1", "date": "2017-01-13", "status": "NOT_MET", "degree": 2, "note": "on"}]
    document = {"format": "thaw-case/1", "title": "x" * 80, "assessments": rows}
    assert to_yaml(document).splitlines()[-1] == (
        "- {id: a1, date: 2017-01-13, status: NOT_MET, degree: 2, note: 'on'}"
    )


def test_a_long_row_has_a_line_for_each_key() -> None:
    row = {"date": "2017-01-13", "note": "word " * 30 + "end"}
    assert to_yaml({"acts": [row]}).splitlines()[:2] == ["acts:", "- date: 2017-01-13"]


def test_several_lines_of_text_stay_lines() -> None:
    assert to_yaml({"summary": "first\n\nsecond"}) == "summary: |-\n  first\n\n  second\n"


def test_one_object_at_two_places_is_written_twice() -> None:
    row = {"date": "2017-01-13"}
    assert "&" not in to_yaml({"acts": [row, row], "more": row})


def test_json_keeps_letters_readable() -> None:
    assert json.loads(to_json({"name": "Газпром"})) == {"name": "Газпром"}
    assert "Газпром" in to_json({"name": "Газпром"})
