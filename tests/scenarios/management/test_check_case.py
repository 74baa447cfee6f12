"""The command tells what holds and what does not, and needs nothing but the files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.scenarios.casefiles.whole_case import TEXT

ROOT = Path(__file__).resolve().parents[3]

CASE = """
format: thaw-case/1
id: truce
title: Truce
conditions:
- id: truce
  kind: upkeep
  bears_on: target
  text: truce
  assessments: [{date: 2030-01-01, status: NOT_MET}, {date: 2030-02-01, status: MET}]
gates: [{id: main, when: truce}]
expect:
- {gate: main, first_met: 2030-02-01}
- {gate: main, on: 2030-01-15, value: F, status: NOT_MET}
"""


def run(*arguments: Any) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of the command."""
    out, err, status = StringIO(), StringIO(), 0
    try:
        call_command("check_case", *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as exit_:
        status = int(str(exit_.code))
    return status, out.getvalue(), err.getvalue()


def case_file(folder: Path, text: str = CASE, name: str = "truce.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_case_that_holds_is_done(tmp_path: Path) -> None:
    path = case_file(tmp_path)
    assert run(path) == (0, f"truce ({path}): 2 rows, all hold\n", "")


def test_the_answer_as_json_counts_every_row(tmp_path: Path) -> None:
    path = case_file(tmp_path)
    status, out, err = run(path, "--json")
    counts = {"rows": 2, "failed": 0, "unsupported": 0}
    file = {"file": str(path), "case": "truce", **counts, "failures": [], "unsupported_rows": []}
    assert (status, json.loads(out), err) == (0, {"files": [file], **counts}, "")


def test_one_date_changed_by_a_day_fails_with_expected_and_computed(tmp_path: Path) -> None:
    path = case_file(tmp_path, CASE.replace("first_met: 2030-02-01", "first_met: 2030-02-02"))
    status, out, _ = run(path)
    assert status == 1
    assert out.splitlines() == [
        f"truce ({path}): 2 rows, 1 failed, 0 unsupported",
        "  failed: {gate: main, first_met: 2030-02-02}",
        "    expected: 2030-02-02",
        "    computed: 2030-02-01",
    ]


def test_a_failure_as_json_shows_row_expected_and_computed(tmp_path: Path) -> None:
    path = case_file(tmp_path, CASE.replace("value: F", "value: U"))
    status, out, _ = run(path, "--json")
    answer = json.loads(out)
    row = {"gate": "main", "on": "2030-01-15", "value": "U", "status": "NOT_MET"}
    assert status == 1
    assert answer["failed"] == 1
    assert answer["files"][0]["failures"] == [
        {
            "row": row,
            "expected": {"value": "U", "status": "NOT_MET"},
            "computed": {"value": "F", "status": "NOT_MET"},
        }
    ]


def test_rows_that_cannot_be_checked_yet_are_counted_and_named(tmp_path: Path) -> None:
    claim = "- {effect: main, of: truce, by: 2030-12-31, value: '0.5'}\n"
    path = case_file(tmp_path, CASE + claim)
    status, out, _ = run(path)
    assert status == 1
    assert out.splitlines() == [
        f"truce ({path}): 3 rows, 0 failed, 1 unsupported",
        "  unsupported: {effect: main, of: truce, by: 2030-12-31, value: '0.5'}",
        "    because: effect cannot be checked yet",
    ]
    named = json.loads(run(path, "--json")[1])["files"][0]["unsupported_rows"]
    assert [row["kind"] for row in named] == ["effect"]


def test_several_documents_of_a_file_are_several_cases(tmp_path: Path) -> None:
    second = CASE.replace("id: truce\ntitle", "id: second\ntitle")
    path = case_file(tmp_path, f"{CASE}---\n{second}")
    status, out, _ = run(path)
    assert status == 0
    assert out.splitlines() == [
        f"truce ({path}): 2 rows, all hold",
        f"second ({path}): 2 rows, all hold",
        "2 cases: 4 rows, all hold",
    ]


def test_a_gate_may_cite_a_condition_of_another_case_that_is_given(tmp_path: Path) -> None:
    first = case_file(tmp_path)
    text = CASE.replace("id: truce\ntitle", "id: citing\ntitle").replace(
        "when: truce", "when: {all: [truce/truce]}"
    )
    citing = case_file(tmp_path, text, name="citing.yaml")
    assert run(first, citing)[0] == 0
    status, out, _ = run(citing)
    assert status == 1
    assert 'because: there is no condition "truce/truce" in the files given' in out


def test_a_case_that_claims_nothing_says_so(tmp_path: Path) -> None:
    path = case_file(tmp_path, CASE.partition("expect:")[0])
    assert run(path) == (0, f"truce ({path}): claims nothing\n", "")


def test_each_fault_is_a_line_and_the_other_files_are_checked(tmp_path: Path) -> None:
    bad = case_file(tmp_path, CASE.replace("bears_on: target", "bear_on: target"), name="bad.yaml")
    good, nowhere = case_file(tmp_path), tmp_path / "nowhere.yaml"
    status, out, err = run(bad, good, nowhere)
    assert status == 2
    assert out == f"truce ({good}): 2 rows, all hold\n"
    lines = err.splitlines()
    assert lines[1].startswith(f"{bad}: conditions[0].bear_on: unknown key, expected one of ")
    assert [lines[0], lines[2]] == [
        f"{bad}: conditions[0].bears_on: expected this key, it is missing",
        f"{nowhere}: expected a file that can be read: No such file or directory",
    ]


def test_faults_are_in_the_json_too(tmp_path: Path) -> None:
    status, out, err = run(tmp_path, "--json")
    fault = f"{tmp_path}: expected a file that can be read: Is a directory"
    counts = {"rows": 0, "failed": 0, "unsupported": 0}
    assert (status, err.splitlines()) == (2, [fault])
    assert json.loads(out) == {"files": [], **counts, "faults": [fault]}


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\x00\xff",
        b"[" * 50_000,
        b"a: &a [*a]",
        b"- x",
        b"",
        b"{",
        b"\xff\xfea\x00",
    ],
)
def test_what_is_no_case_file_never_gives_a_traceback(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "junk.yaml"
    path.write_bytes(content)
    status, out, err = run(path)
    assert (status, out) == (2, "")
    assert err.startswith(f"{path}: ")
    assert err.count("\n") == 1


def test_every_kind_of_row_is_answered_or_named(tmp_path: Path) -> None:
    status, out, err = run(case_file(tmp_path, TEXT), "--json")
    answer = json.loads(out)
    assert (status, err) == (1, "")
    assert answer["rows"] == 16
    for row in answer["files"][0]["unsupported_rows"]:
        assert row["kind"] in row["reason"] or "other-case/det" in row["reason"]


def run_as_program(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    named = ("DATABASE_URL", "REDIS_URL")
    environment = {key: value for key, value in os.environ.items() if key not in named}
    return subprocess.run(
        [sys.executable, "manage.py", "check_case", *arguments],
        cwd=ROOT,
        env=environment | variables,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_letters_that_the_terminal_has_not_are_written_as_numbers(tmp_path: Path) -> None:
    path = case_file(tmp_path, name="дело.yaml")
    done = run_as_program(str(path), PYTHONIOENCODING="ascii")
    name = str(path).encode("ascii", "backslashreplace").decode()
    assert (done.returncode, done.stdout) == (0, f"truce ({name}): 2 rows, all hold\n")


def test_the_command_needs_no_database_and_no_servers(tmp_path: Path) -> None:
    data = str(tmp_path / "data")
    done = run_as_program(str(case_file(tmp_path)), "--json", THAW_DATA=data)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["rows"] == 2
    assert not (tmp_path / "data").exists()
