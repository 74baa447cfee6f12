"""Extra tests over the cases that are handed around beside the product, where they are at hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scenarios.casefiles.read_cases import read_case_file, read_cases
from scenarios.casefiles.write_case import to_json, to_yaml
from scenarios.domain.expectations import check

SHARED = Path(__file__).resolve().parents[3] / ".." / "shared" / "cases"
FILES = sorted(SHARED.glob("*/*.yaml"))

#: Kinds of rows that are answered; the others are counted as unsupported.
ANSWERED = {
    *("first_met", "changes", "next_clock_change", "blocking", "value", "status", "stuck"),
    *("blocked", "impact", "effectively_free", "restrictions", "releases"),
    *("licence", "licence_cover"),
}

pytestmark = pytest.mark.skipif(not FILES, reason="there is no ../shared/cases beside the product")


def cases_of(path: Path) -> list[dict[str, Any]]:
    return read_case_file(str(path))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_claim_fails_and_only_later_rules_are_unsupported(path: Path) -> None:
    for case in cases_of(path):
        result = check(case)
        assert result.failures == ()
        assert {row.kind for row in result.unsupported}.isdisjoint(ANSWERED)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_case_written_is_read_back_equal(path: Path) -> None:
    for case in cases_of(path):
        assert read_cases(to_yaml(case), file="case.yaml") == [case]
        assert read_cases(to_json(case), file="case.json") == [case]


def moved_by_a_day(row: dict[str, Any]) -> dict[str, Any] | None:
    """The row with one of its expected days moved, or nothing where it expects no day."""
    for key in ("first_met", "next_clock_change"):
        if row.get(key):
            day, *rest = [row[key]] if isinstance(row[key], str) else row[key]
            later = f"{day[:-1]}{(int(day[-1]) + 1) % 10}"
            return {**row, key: [later, *rest] if rest else later}
    return None


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_claim_with_another_day_fails(path: Path) -> None:
    for case in cases_of(path):
        wrong = [moved for row in case.get("expect", []) if (moved := moved_by_a_day(row))]
        assert len(check({**case, "expect": wrong}).failures) == len(wrong)
