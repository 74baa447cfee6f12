"""The command: what it prints, and with which status it ends."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from sanctions.models import Fetch
from sanctions.selectors.fetches import fetch_health
from tests.sanctions.ofac_files import file_of, parties
from tests.sanctions.publisher import BROKEN, KEY, Publisher, published, publishing, served

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, data_folder: Path
) -> Iterator[Publisher]:
    """A publisher of a small list."""
    with publishing(monkeypatch, settings) as publisher:
        yield publisher


def run(*arguments: str) -> tuple[str, int]:
    out, status = io.StringIO(), 0
    try:
        call_command("fetch_list", *arguments, stdout=out)
    except SystemExit as leaving:
        status = int(leaving.code or 0)
    return out.getvalue(), status


def test_a_list_is_fetched_whenever_it_is_due(publisher: Publisher) -> None:
    assert run(KEY) == (f"{KEY}: applied\n", 0)
    assert run(KEY) == (f"{KEY}: unchanged\n", 0)


def test_it_prints_one_document(publisher: Publisher) -> None:
    out, status = run(KEY, "--json")
    told: dict[str, Any] = json.loads(out)
    assert status == 0
    assert told == {
        "list": KEY,
        "outcome": "applied",
        "reason": "",
        "host": "127.0.0.1",
        "status": 200,
        "size": len(file_of(parties(3))),
        "sha256": told["sha256"],
        "snapshot": Fetch.objects.get().snapshot_id,
    }


def test_a_failure_and_a_held_copy_have_their_own_status(publisher: Publisher) -> None:
    publisher.answers(BROKEN, published(3), served(b""))
    assert run(KEY) == (f"{KEY}: failed: 127.0.0.1 answered 503\n", 2)
    assert run(KEY)[1] == 0
    assert run(KEY)[1] == 1


def test_a_list_that_comes_by_hand_is_refused() -> None:
    with pytest.raises(CommandError, match="its copies come by hand"):
        run("eu_journal_sanctions")
    with pytest.raises(CommandError, match="no list is called"):
        run("nowhere")


def test_all_lists_are_fetched_though_one_fails(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "sanctions.management.commands.fetch_list.fetch_health",
        lambda: [one for one in fetch_health() if one.source.key == KEY] * 2,
    )
    publisher.answers(BROKEN, published(3))
    out, status = run("--all", "--json")
    assert [row["outcome"] for row in json.loads(out)] == ["failed", "applied"]
    assert status == 2
