"""While what a publisher published last is the same, its list is not asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from sanctions.domain.kinds import FetchOutcome
from sanctions.models import Fetch
from sanctions.services.fetch_list import fetch_list
from tests.clock import SetClock
from tests.sanctions.channels.receiver import answer
from tests.sanctions.publisher import BROKEN, KEY, Publisher, published, publishing, served

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
FIRST = served(b"<sanctionsData><first/></sanctionsData>", content_type="text/xml")
SECOND = served(b"<sanctionsData><second/></sanctionsData>", content_type="text/xml")
PAGE = served(b"<html>Busy</html>", content_type="text/html")


@pytest.fixture
def publisher(
    monkeypatch: pytest.MonkeyPatch,
    settings: Settings,
    data_folder: Path,
    database_clock: SetClock,
) -> Iterator[Publisher]:
    """A publisher that tells its news at /latest, and was asked once."""
    database_clock(NOON)
    with publishing(monkeypatch, settings, news_path="/latest") as publisher:
        publisher.answers(FIRST, published(3))
        assert fetched().outcome == FetchOutcome.APPLIED
        publisher.receiver.requests.clear()
        yield publisher


def fetched() -> Fetch:
    fetch = fetch_list(key=KEY, by_hand=True)
    assert fetch is not None
    return fetch


def test_while_nothing_was_published_the_list_is_not_asked_for(publisher: Publisher) -> None:
    publisher.answers(FIRST)
    for _ in range(2):
        fetch = fetched()
        assert (fetch.outcome, fetch.status) == (FetchOutcome.UNCHANGED, 200)
    assert publisher.asked == ["/latest", "/latest"]


def test_what_was_published_since_makes_us_ask(publisher: Publisher) -> None:
    publisher.answers(SECOND, published(4))
    assert fetched().outcome == FetchOutcome.APPLIED
    assert publisher.asked == ["/latest", "/list.csv"]


def test_news_is_not_forgotten_where_the_list_could_not_be_had(publisher: Publisher) -> None:
    publisher.answers(SECOND, BROKEN, SECOND, published(4))
    assert fetched().outcome == FetchOutcome.FAILED
    assert fetched().outcome == FetchOutcome.APPLIED


def test_news_is_not_forgotten_where_the_list_was_refused(publisher: Publisher) -> None:
    publisher.answers(SECOND, PAGE, SECOND, published(4))
    assert fetched().outcome == FetchOutcome.REFUSED
    assert fetched().outcome == FetchOutcome.APPLIED


@pytest.mark.parametrize(
    "broken",
    [BROKEN, PAGE, answer("HTTP/1.1 200 OK\nContent-Length: 9", b"cut")],
    ids=["status", "a page", "cut"],
)
def test_without_an_answer_on_news_the_list_is_asked_for(
    publisher: Publisher, broken: object
) -> None:
    publisher.answers(broken, published(4))  # type: ignore[arg-type]
    fetch = fetched()
    assert (fetch.outcome, fetch.news_sha256) == (FetchOutcome.APPLIED, "")


def test_an_answer_that_is_missing_twice_says_nothing(publisher: Publisher) -> None:
    publisher.answers(BROKEN, published(4), BROKEN, published(5))
    fetched()
    assert fetched().outcome == FetchOutcome.APPLIED


def test_once_a_week_the_whole_file_is_asked_for(
    publisher: Publisher, database_clock: SetClock
) -> None:
    database_clock(NOON + timedelta(days=7, hours=1))
    publisher.answers(FIRST, published(4))
    assert fetched().outcome == FetchOutcome.APPLIED
    assert publisher.asked == ["/latest", "/list.csv"]
