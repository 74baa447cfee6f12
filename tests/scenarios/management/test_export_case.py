"""`export_case` writes a case file, and loading that file changes nothing."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from scenarios.casefiles.read_cases import read_cases
from scenarios.models import Case
from tests.scenarios.services.small_case import SMALL, loaded_small_case

pytestmark = pytest.mark.django_db


def export_case(*argv: str) -> str:
    out = StringIO()
    call_command("export_case", *argv, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("format", ["yaml", "json"])
def test_it_writes_the_case_that_was_loaded(format: str, tmp_path: Path) -> None:
    loaded_small_case()
    written = export_case("small", "--format", format)
    assert read_cases(written, file=f"small.{format}") == [SMALL]
    file = tmp_path / f"small.{format}"
    file.write_text(written, encoding="utf-8")
    out = StringIO()
    call_command("load_case", str(file), "--json", stdout=out)
    (case,) = json.loads(out.getvalue())["cases"]
    assert all(not counts["added"] + counts["amended"] for counts in case["changes"].values())


def test_it_finds_a_case_by_its_ulid_too() -> None:
    loaded_small_case()
    assert export_case(Case.objects.get().pk) == export_case("small")


def test_a_case_that_is_not_there_is_told_with_status_two() -> None:
    err = StringIO()
    with pytest.raises(SystemExit, match="2"):
        call_command("export_case", "nowhere", stderr=err)
    assert err.getvalue() == 'expected the id of a case, got "nowhere"\n'
