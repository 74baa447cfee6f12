"""Text becomes plain values, and only those: what YAML 1.1 would guess stays as written."""

from __future__ import annotations

from typing import Any

import pytest

from scenarios.casefiles.faults import CaseFileInvalid
from scenarios.casefiles.read import read_documents


def read_one(content: bytes | str, *, file: str = "case.yaml") -> Any:
    (document,) = read_documents(content, file=file)
    return document


def faults_of(content: bytes | str, *, file: str = "case.yaml") -> list[str]:
    with pytest.raises(CaseFileInvalid) as invalid:
        read_documents(content, file=file)
    return [str(fault) for fault in invalid.value.faults]


@pytest.mark.parametrize(
    "word",
    [
        *("on", "off", "yes", "no", "y", "N", "True", "FALSE", "Null", "NULL"),
        *(
            "007",
            "0o17",
            "0x1F",
            "0b1",
            "+1",
            "1_000",
            "1e3",
            "44.95",
            "50.0",
            ".5",
            ".inf",
            ".nan",
        ),
        *("12:30", "190:20:30", "2017-10-06", "2017-10-06T18:00:00Z", "2017-13-45", "=", "1" * 31),
    ],
)
def test_what_other_readers_would_guess_at_stays_text(word: str) -> None:
    assert read_one(f"key: {word}\n{word}: value\n") == {"key": word, word: "value"}


@pytest.mark.parametrize(
    ("word", "value"),
    [
        *(("true", True), ("false", False), ("null", None), ("~", None), ("", None)),
        *(("0", 0), ("12", 12), ("-3", -3), ("9" * 30, 10**30 - 1)),
    ],
)
def test_the_few_plain_values_are_read(word: str, value: Any) -> None:
    assert read_one(f"key: {word}\n") == {"key": value}


@pytest.mark.parametrize("quoted", ["'12'", '"12"', "!!str 12", "|-\n  12"])
def test_quoted_text_stays_text(quoted: str) -> None:
    assert read_one(f"key: {quoted}\n") == {"key": "12"}


@pytest.mark.parametrize("key", ["on", "null", "12", "true", "~"])
def test_a_key_is_always_text(key: str) -> None:
    assert read_one(f"{key}: 1\n") == {key: 1}


def test_a_merge_key_is_a_key_like_any_other() -> None:
    assert read_one("a: &a {x: 1}\nb: {<<: *a, y: 2}\n")["b"] == {"<<": {"x": 1}, "y": 2}


def test_an_alias_gives_a_copy() -> None:
    document = read_one("a: &a [1, {x: 2}]\nb: *a\n")
    document["a"][1]["x"] = 3
    assert document["b"] == [1, {"x": 2}]


def test_several_documents_are_several_cases() -> None:
    assert read_documents("---\na: 1\n---\nb: 2\n...\n---\n", file="x") == [{"a": 1}, {"b": 2}]


def test_a_byte_order_mark_is_not_text() -> None:
    assert read_one("a: 1\n".encode("utf-8-sig")) == {"a": 1}
    assert read_one('{"a": 1}'.encode("utf-8-sig"), file="case.json") == {"a": 1}


def test_what_begins_like_json_may_still_be_yaml() -> None:
    assert read_one("{a: on, b: [1]}\n") == {"a": "on", "b": [1]}


def test_json_keeps_numbers_as_they_are_written() -> None:
    text = '{"a": 44.950, "b": 12, "c": 1e3, "d": -0, "e": [true, null]}'
    expected = {"a": "44.950", "b": 12, "c": "1e3", "d": "-0", "e": [True, None]}
    assert read_one(text, file="case.json") == expected


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: 1\nb: 2\na: 3\n", "case.yaml: a: this key stands twice"),
        ("a:\n- x: 1\n  x: 2\n", "case.yaml: a[0].x: this key stands twice"),
        ('"on": 1\non: 2\n', "case.yaml: on: this key stands twice"),
        ("a: *b\n", 'case.yaml: a: expected a known alias, got "*b"'),
        ("a: &a [*a]\n", 'case.yaml: a[0]: the alias "*a" contains itself'),
        ("a: &a 1\n---\nb: *a\n", 'case.yaml: b: expected a known alias, got "*a"'),
        ("? [a, b]\n: 1\n", "case.yaml: expected text as a key"),
        ("a: {? {b: 1} : 2}\n", "case.yaml: a: expected text as a key"),
        ("a: !!int 1\n", "case.yaml: a: expected no tag, got tag:yaml.org,2002:int"),
        ("a: !!float 1\n", "case.yaml: a: expected no tag, got tag:yaml.org,2002:float"),
        ("a: !!set {b}\n", "case.yaml: a: expected no tag, got tag:yaml.org,2002:set"),
        ("a: !own {b: 1}\n", "case.yaml: a: expected no tag, got !own"),
        (
            "a: !!python/object/apply:os.system [ls]\n",
            "case.yaml: a: expected no tag, got tag:yaml.org,2002:python/object/apply:os.system",
        ),
        ("- 1\n", "case.yaml: expected a mapping of keys, as a case is"),
        ("text\n", "case.yaml: expected a mapping of keys, as a case is"),
        ("a: 1\n---\n- 1\n", "case.yaml: document 2: expected a mapping of keys, as a case is"),
        ("", "case.yaml: expected a case, the file is empty"),
        ("# nothing\n---\n---\n", "case.yaml: expected a case, the file is empty"),
        ('a: "x\\0"\n', "case.yaml: a: expected text without NUL characters"),
        ("a: 1\0\n", "case.yaml: expected text without NUL characters"),
        ('"a\\0": 1\n', "case.yaml: expected text without NUL characters"),
    ],
)
def test_what_yaml_must_not_hold_is_named(text: str, fault: str) -> None:
    assert faults_of(text) == [fault]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: [1\n", "line 2, column 1"),
        ("a: 'x\n", "line 2, column 1"),
        ("\ta: 1\n", "line 1, column 1"),
        ("a: b: c\n", "line 1, column 5"),
        ("a: 1\n b: 2\n", "line 2, column 3"),
        ("a: @x\n", "line 1, column 4"),
    ],
)
def test_broken_yaml_is_placed_by_line_and_column(text: str, place: str) -> None:
    (fault,) = faults_of(text)
    assert fault.startswith(f"case.yaml: {place}: expected YAML or JSON: ")


def test_a_control_character_is_no_yaml() -> None:
    (fault,) = faults_of("a: x\x07\n")
    assert fault.startswith("case.yaml: ")
    assert "control characters are not allowed" in fault


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('{"a": 1, "a": 2}', "case.json: a: this key stands twice"),
        ('{"a": [{"b": 1, "b": 2}]}', "case.json: a[0].b: this key stands twice"),
        ('{"a": NaN}', "case.json: expected JSON: NaN is not a number"),
        ('{"a": -Infinity}', "case.json: expected JSON: -Infinity is not a number"),
        ('{"a": "\\u0000"}', "case.json: a: expected text without NUL characters"),
        ('{"a": "\\ud800"}', "case.json: a: expected whole characters, got half a pair"),
        ('{"\\udc00": 1}', "case.json: expected whole characters, got half a pair"),
        ("[1]", "case.json: expected a mapping of keys, as a case is"),
        ('{"a": 1', "case.json: line 1, column 8: expected JSON: Expecting ',' delimiter"),
    ],
)
def test_what_json_must_not_hold_is_named(text: str, fault: str) -> None:
    assert faults_of(text, file="case.json") == [fault]


def test_what_is_neither_is_explained_as_the_json_it_began_as() -> None:
    (fault,) = faults_of('{"a": 1,, "b": 2}')
    assert fault.startswith("case.yaml: line 1, column 9: expected JSON: ")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_other_encodings_than_utf_8_are_refused(encoding: str) -> None:
    (fault,) = faults_of("name: Газпром\n".encode(encoding))
    assert fault.startswith("case.yaml: ")
    assert "expected text" in fault


def test_binary_junk_is_refused_at_its_byte() -> None:
    assert faults_of(b"a: 1\n\xff\xfe\x00") == [
        "case.yaml: byte 5: expected text in UTF-8, got other bytes"
    ]


def test_an_encoded_surrogate_is_not_utf_8() -> None:
    assert faults_of(b"a: \xed\xa0\x80\n") == [
        "case.yaml: byte 3: expected text in UTF-8, got other bytes"
    ]
