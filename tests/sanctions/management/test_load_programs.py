"""The command says what it loaded, and where a team says otherwise."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from sanctions.domain.errors import ProgramFileInvalid
from sanctions.management.commands import load_programs as command
from sanctions.services.load_programs import ProgramsLoad

pytestmark = pytest.mark.django_db


def test_it_says_what_was_loaded() -> None:
    told = StringIO()
    call_command("load_programs", stdout=told)
    call_command("load_programs", stdout=told)
    first, again = told.getvalue().splitlines()
    assert first.endswith(" added, 0 amended")
    assert again == "0 added, 0 amended"


def test_a_conflict_is_told_and_ends_it_with_1(monkeypatch: pytest.MonkeyPatch) -> None:
    load = ProgramsLoad(conflicts=["US CUBA: title"])
    monkeypatch.setattr(command, "load_programs", lambda: load)
    complaints = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("load_programs", stdout=StringIO(), stderr=complaints)
    assert ended.value.code == 1
    assert "US CUBA: title" in complaints.getvalue()


def test_a_damaged_file_ends_it_with_2(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> ProgramsLoad:
        raise ProgramFileInvalid("eu.yaml: key: wrong")

    monkeypatch.setattr(command, "load_programs", fail)
    with pytest.raises(CommandError, match=r"eu\.yaml: key: wrong") as refused:
        call_command("load_programs")
    assert refused.value.returncode == 2
