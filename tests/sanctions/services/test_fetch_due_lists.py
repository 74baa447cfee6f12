"""Which lists a round fetches, and in which order."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from pytest_django import Settings

from sanctions.domain.kinds import FetchOutcome
from sanctions.models import Fetch
from sanctions.services import fetch_due_lists as module
from sanctions.services.ask_fetch import ask_fetch, declared_list
from sanctions.services.fetch_due_lists import fetch_due_lists
from tests.clock import SetClock
from tests.sanctions.factories import FetchFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
ALL = ["us_ofac_sdn", "us_ofac_cons", "eu_fsf", "gb_fcdo_sanctions", "un_sc_consolidated"]


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch, database_clock: SetClock) -> list[str]:
    """Note which lists are tried, and let each try fail."""
    database_clock(NOON)
    keys: list[str] = []

    def fetch_list(*, key: str) -> Fetch:
        keys.append(key)
        return failed(key, at=NOON)

    monkeypatch.setattr(module, "fetch_list", fetch_list)
    return keys


def failed(key: str, *, at: datetime) -> Fetch:
    Fetch.objects.of_list(key).waiting().delete()
    made: Fetch = Fetch.objects.create(
        sanctions_list=declared_list(key),
        outcome=FetchOutcome.FAILED,
        reason="silent",
        url="https://lists.example/",
        asked_at=at,
        started_at=at,
        ended_at=at,
    )
    return made


def test_nothing_is_fetched_by_itself_where_that_is_off(tried: list[str]) -> None:
    assert fetch_due_lists() == []
    assert tried == []


def test_what_was_asked_for_is_fetched_even_then(tried: list[str]) -> None:
    ask_fetch(key="eu_fsf")
    assert [fetch.outcome for fetch in fetch_due_lists() or []] == [FetchOutcome.FAILED]
    assert tried == ["eu_fsf"]


def test_lists_that_were_never_tried_are_due(tried: list[str], settings: Settings) -> None:
    settings.THAW_FETCH = True
    fetch_due_lists()
    assert tried == ALL


def test_a_list_is_due_again_after_its_own_interval(tried: list[str], settings: Settings) -> None:
    settings.THAW_FETCH = True
    for key in ALL:
        failed(key, at=NOON - 11 * HOUR)
    fetch_due_lists()
    assert tried == ["us_ofac_sdn", "us_ofac_cons"]


def test_who_waits_longest_comes_first_after_what_was_asked_for(
    tried: list[str], settings: Settings
) -> None:
    settings.THAW_FETCH = True
    for days, key in enumerate(ALL, start=1):
        failed(key, at=NOON - days * 24 * HOUR)
    ask_fetch(key="us_ofac_cons")
    fetch_due_lists()
    assert tried == [
        "us_ofac_cons",
        *("un_sc_consolidated", "gb_fcdo_sanctions", "eu_fsf", "us_ofac_sdn"),
    ]


def test_a_try_whose_process_died_is_closed_in_the_next_round_and_not_repeated(
    database_clock: SetClock,
) -> None:
    database_clock(NOON)
    dead = FetchFactory(outcome=FetchOutcome.RUNNING, asked_at=NOON - HOUR, ended_at=None)
    assert fetch_due_lists() == []
    dead.refresh_from_db()
    assert (dead.outcome, dead.ended_at) == (FetchOutcome.FAILED, NOON)
    assert Fetch.objects.count() == 1


def test_what_is_asked_for_meanwhile_is_fetched_in_the_same_round(
    tried: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fetch_list(*, key: str) -> Fetch:
        tried.append(key)
        if key == "eu_fsf":
            ask_fetch(key="us_ofac_sdn")
        return failed(key, at=NOON)

    monkeypatch.setattr(module, "fetch_list", fetch_list)
    ask_fetch(key="eu_fsf")
    fetch_due_lists()
    assert tried == ["eu_fsf", "us_ofac_sdn"]


def test_a_round_begins_nothing_once_its_time_is_up(tried: list[str], settings: Settings) -> None:
    settings.THAW_FETCH = True
    assert fetch_due_lists(seconds=0) == []
    assert fetch_due_lists(stopping=lambda: True) == []
    assert tried == []


def test_one_round_at_a_time(tried: list[str]) -> None:
    ask_fetch(key="eu_fsf")
    with contextlib.closing(connection.copy()) as other, other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtextextended('fetch_due_lists', 0))")
        assert fetch_due_lists() is None
        cursor.execute("SELECT pg_advisory_unlock_all()")
    assert tried == []
