"""Files made to exhaust memory or the call stack end in one line."""

from __future__ import annotations

from typing import Any

import pytest

from scenarios.casefiles.faults import CaseFileInvalid
from scenarios.casefiles.read_cases import MAX_BYTES, read_case_file, read_cases


def faults_of(content: bytes | str, *, file: str = "case.yaml") -> list[str]:
    with pytest.raises(CaseFileInvalid) as invalid:
        read_cases(content, file=file)
    return [str(fault) for fault in invalid.value.faults]


def gate_faults(when: str) -> list[str]:
    text = f"""
format: thaw-case/1
id: small
title: Small
conditions: [{{id: c, kind: event, bears_on: law, text: c}}]
gates: [{{id: main, when: {when}}}]
"""
    return faults_of(text)


def nested(depth: int, inner: str = "c") -> str:
    return "{not: " * depth + inner + "}" * depth


def test_aliases_of_aliases_are_counted_as_what_they_open_to() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    for level in range(1, 10):
        lines.append(f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]")
    (fault,) = faults_of("\n".join(lines))
    assert fault.endswith("expected at most 1000000 values, aliases opened")


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ("[" * 100_000, "case.yaml"),
        ("a: " + "[" * 100_000, "case.yaml"),
        ("{a: " * 100_000, "case.yaml"),
        ("- " * 100_000, "case.yaml"),
        ("[" * 100_000 + "]" * 100_000, "case.json"),
        ('{"a":' * 100_000, "case.json"),
    ],
)
def test_endless_nesting_is_refused(text: str, file: str) -> None:
    (fault,) = faults_of(text, file=file)
    assert "nesting" in fault


def test_fifty_levels_of_an_expression_are_allowed() -> None:
    text = f"{{format: thaw-case/1, id: x, title: X, conditions: [{{id: c, kind: event, bears_on: \
law, text: c}}], gates: [{{id: g, when: {nested(50)}}}]}}"
    assert len(read_cases(text, file="case.yaml")) == 1


def test_more_than_fifty_levels_are_refused() -> None:
    assert gate_faults(nested(51)) == ["case.yaml: gates[0].when: expected at most 50 levels"]


def test_two_thousand_nodes_are_allowed_and_no_more() -> None:
    members = ", ".join(["c"] * 2000)
    message = "case.yaml: gates[0].when: expected at most 2000 nodes"
    assert gate_faults(f"{{all: [{members}]}}") == [message]
    text = f"{{format: thaw-case/1, id: x, title: X, conditions: [{{id: c, kind: event, bears_on: \
law, text: c}}], gates: [{{id: g, when: {{all: [{members[3:]}]}}}}]}}"
    assert len(read_cases(text, file="case.yaml")) == 1


def test_nodes_are_counted_with_aliases_opened() -> None:
    layers = "{all: [" + ", ".join(["&a0 {all: [c, c, c, c, c, c, c, c, c, c]}"])
    for level in range(1, 5):
        layers += f", &a{level} {{all: [{', '.join([f'*a{level - 1}'] * 10)}]}}"
    assert gate_faults(layers + "]}") == ["case.yaml: gates[0].when: expected at most 2000 nodes"]


def test_a_very_large_number_stays_text_and_is_refused_where_it_stands() -> None:
    number = "9" * 100_000
    (fault,) = gate_faults(f"{{latch: {{of: c, start: {number}}}}}")
    assert fault.startswith("case.yaml: gates[0].when.latch.start: expected a date YYYY-MM-DD")
    assert len(fault) < 200


def test_a_file_that_is_too_large_is_not_read_whole(tmp_path: Any) -> None:
    path = tmp_path / "large.yaml"
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(CaseFileInvalid, match=f"large.yaml: expected at most {MAX_BYTES} bytes"):
        read_case_file(str(path))


@pytest.mark.parametrize("path", ["nowhere.yaml", ".", "a\0b"])
def test_what_is_no_file_is_named(path: str) -> None:
    with pytest.raises(CaseFileInvalid, match="expected a file that can be read: "):
        read_case_file(path)
