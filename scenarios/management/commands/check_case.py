"""Check what case files claim of themselves: the rows of their `expect` blocks."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.management.base import BaseCommand

from scenarios.casefiles.faults import CaseFileInvalid, Fault
from scenarios.casefiles.read_cases import read_case_file
from scenarios.casefiles.write_case import on_one_line
from scenarios.domain.expectations import CheckResult, check

Checked = tuple[str, CheckResult]


class Command(BaseCommand):
    """Exit status: 0 all rows hold, 1 some fail or cannot be checked, 2 a file cannot be used."""

    help = "Check the expect block of case files. Needs no database and no servers."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="a case file, YAML or JSON")
        parser.add_argument("--json", action="store_true", help="one JSON document, nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        cases, faults = _read(options["files"])
        others = {case["id"]: case for _, case in cases}
        checked = [(file, check(case, others=others)) for file, case in cases]
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(checked, faults=faults)))
        else:
            self._tell(checked)
        for fault in faults:
            self.stderr.write(str(fault))
        if status := _exit_status(checked, faults=faults):
            sys.exit(status)

    def _tell(self, checked: Sequence[Checked]) -> None:
        for file, result in checked:
            self._say(f"{result.case} ({file}): {_counts([result])}")
            for failure in result.failures:
                self._say(f"  failed: {on_one_line(failure.row)}")
                self._say(f"    expected: {on_one_line(failure.expected)}")
                self._say(f"    computed: {on_one_line(failure.computed)}")
            for row in result.unsupported:
                self._say(f"  unsupported: {on_one_line(row.row)}")
                self._say(f"    because: {row.reason}")
        if len(checked) > 1:
            self._say(f"{len(checked)} cases: {_counts([each for _, each in checked])}")

    def _say(self, line: str) -> None:
        """Write a line; what the terminal has no letters for is written as its number."""
        encoding = getattr(self.stdout, "encoding", None) or "utf-8"
        self.stdout.write(line.encode(encoding, "backslashreplace").decode(encoding))


def _read(files: Sequence[str]) -> tuple[list[tuple[str, Mapping[str, Any]]], list[Fault]]:
    """Return the cases that can be used, each with its file, and what is wrong with the others."""
    cases: list[tuple[str, Mapping[str, Any]]] = []
    faults: list[Fault] = []
    for file in files:
        try:
            cases += [(file, case) for case in read_case_file(file)]
        except CaseFileInvalid as invalid:
            faults += invalid.faults
    return cases, faults


def _exit_status(checked: Sequence[Checked], *, faults: Sequence[Fault]) -> int:
    if faults:
        return 2
    return int(any(result.failures or result.unsupported for _, result in checked))


def _as_json(checked: Sequence[Checked], *, faults: Sequence[Fault]) -> dict[str, Any]:
    files = [_result_as_json(file, result) for file, result in checked]
    answer: dict[str, Any] = {"files": files}
    for count in ("rows", "failed", "unsupported"):
        answer[count] = sum(each[count] for each in files)
    if faults:
        answer["faults"] = [str(fault) for fault in faults]
    return answer


def _result_as_json(file: str, result: CheckResult) -> dict[str, Any]:
    return {
        "file": file,
        "case": result.case,
        "rows": result.rows,
        "failed": len(result.failures),
        "unsupported": len(result.unsupported),
        "failures": [
            {"row": each.row, "expected": each.expected, "computed": each.computed}
            for each in result.failures
        ],
        "unsupported_rows": [
            {"row": each.row, "kind": each.kind, "reason": each.reason}
            for each in result.unsupported
        ],
    }


def _counts(results: Sequence[CheckResult]) -> str:
    rows = sum(result.rows for result in results)
    failed = sum(len(result.failures) for result in results)
    unsupported = sum(len(result.unsupported) for result in results)
    if not rows:
        return "claims nothing"
    counted = "1 row" if rows == 1 else f"{rows} rows"
    if not failed and not unsupported:
        return f"{counted}, all hold"
    return f"{counted}, {failed} failed, {unsupported} unsupported"
