"""The published schema is a schema, and says the same as the reader."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from scenarios.casefiles.case_library import library_files
from scenarios.casefiles.read_cases import read_cases
from scenarios.casefiles.schema import SCHEMA_FILE, published_schema
from tests.scenarios.casefiles.whole_case import TEXT, spoilt, whole_case

#: What holds facts or claims in lists, and is not a plain word or part of a row.
_NOT_ROWS = {"cited_source", "quantity", "stake_percent", "assumption", "expression", "claim"}


def row_definitions() -> list[tuple[str, Any]]:
    definitions = published_schema()["$defs"].items()
    return [row for row in definitions if "properties" in row[1] and row[0] not in _NOT_ROWS]


def test_the_published_schema_is_a_schema_of_2020_12() -> None:
    Draft202012Validator.check_schema(published_schema())


@pytest.mark.parametrize(("name", "definition"), row_definitions())
def test_every_row_may_carry_source_note_and_precision(name: str, definition: Any) -> None:
    assert {"source", "note", "precision"} <= definition["properties"].keys()


@pytest.mark.parametrize(("name", "definition"), row_definitions())
def test_no_row_takes_unknown_keys(name: str, definition: Any) -> None:
    assert definition["additionalProperties"] is False


def test_a_plain_validator_takes_what_the_reader_takes() -> None:
    (case,) = read_cases(TEXT, file="whole.yaml")
    validator = Draft202012Validator(published_schema())
    for document in (whole_case(), case):
        assert [error.message for error in validator.iter_errors(document)] == []


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("conditions[0].assessments[0].date", "soon"),
        ("stakes[0].percent", "101"),
        ("gates[0].when.all[0]", "{xor: [det]}"),
        ("expect[0]", "{gate: main}"),
        ("unknown", "1"),
    ],
)
def test_a_plain_validator_refuses_what_the_reader_refuses(place: str, value: str) -> None:
    assert not Draft202012Validator(published_schema()).is_valid(spoilt(place, value))


@pytest.mark.parametrize("path", library_files(), ids=lambda path: path.stem)
def test_a_plain_validator_takes_every_shipped_case(path: Any) -> None:
    validator = Draft202012Validator(published_schema())
    for case in read_cases(path.read_bytes(), file=path.name):
        assert [error.message for error in validator.iter_errors(case)] == []


def test_the_image_takes_the_published_schema_with_it() -> None:
    ignored = SCHEMA_FILE.parents[2] / ".dockerignore"
    assert "!docs/schema" in ignored.read_text(encoding="utf-8").splitlines()
