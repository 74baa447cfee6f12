"""The command: every list that Thaw reads, with its terms and the state of its copies."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command

from tests.sanctions.conftest import Import
from tests.sanctions.ofac_files import copy_of, parties, sdn

pytestmark = pytest.mark.django_db


def _said(*arguments: str) -> str:
    out = io.StringIO()
    call_command("show_lists", *arguments, stdout=out)
    return out.getvalue()


def _row() -> dict[str, Any]:
    rows: dict[str, dict[str, Any]] = {
        row["list"]: row for row in json.loads(_said("--json"))["lists"]
    }
    return rows["us_ofac_sdn"]


def test_a_list_without_a_copy_is_shown_with_its_terms() -> None:
    row = _row()
    assert row["list"] == "us_ofac_sdn"
    assert "public domain" in row["licence"]
    assert (row["snapshot"], row["held"], row["parties"]) == (None, [], 0)
    assert "no copy imported yet" in _said()


def test_the_last_applied_copy_is_shown_with_its_counts(take: Import) -> None:
    result = take(sdn(*parties(3)), date(2022, 2, 17))
    row = _row()
    assert row["snapshot"]["sha256"] == result.sha256
    assert row["snapshot"]["format"] == "legacy_csv"
    assert (row["snapshot"]["published"], row["snapshot"]["excerpt"]) == ("2022-02-17", False)
    assert (row["parties"], row["designations"]) == (3, 3)
    assert "published 2022-02-17, 3 parties, 3 designations, checked " in _said()


def test_an_excerpt_is_called_one(take: Import) -> None:
    take(sdn(*parties(3)), date(2022, 2, 17), is_excerpt=True)
    assert _row()["snapshot"]["excerpt"]
    assert "an excerpt, not the whole list; published 2022-02-17" in _said()


def test_a_held_copy_is_shown_with_its_reason(take: Import) -> None:
    take(sdn(*parties(3)), date(2022, 2, 17))
    held = take(copy_of({"sdn": b""}), date(2022, 2, 28))
    (copy,) = _row()["held"]
    assert (copy["sha256"], copy["reason"]) == (held.sha256, held.reason)
    assert f"held since 2022-02-28: {held.reason}" in _said()
