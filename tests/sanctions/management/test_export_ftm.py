"""The command: one entity a line, and a clear word about a list that is not there."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from tests.sanctions.conftest import Import
from tests.sanctions.ofac_files import parties, sdn

pytestmark = pytest.mark.django_db


def _said(*arguments: str) -> str:
    out = io.StringIO()
    call_command("export_ftm", *arguments, stdout=out)
    return out.getvalue()


def test_what_was_imported_is_exported_line_by_line(take: Import) -> None:
    take(sdn(*parties(3)), date(2022, 2, 17))
    lines = [json.loads(line) for line in _said("--list", "us_ofac_sdn").splitlines()]
    assert [line["schema"] for line in lines].count("Sanction") == 3
    assert {line["last_seen"] for line in lines} == {"2022-02-17"}


def test_twice_it_is_the_same_text(take: Import) -> None:
    take(sdn(*parties(3)), date(2022, 2, 17))
    assert _said() == _said()


def test_a_day_before_the_first_copy_has_nobody(take: Import) -> None:
    take(sdn(*parties(3)), date(2022, 2, 17))
    assert _said("--as-of", "2022-02-16") == ""


def test_a_list_that_nobody_knows_is_named() -> None:
    with pytest.raises(CommandError, match="no list is called 'xx'"):
        _said("--list", "xx")
