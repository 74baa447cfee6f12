"""A list is fetched conditionally, imported where it changed, and every try is a row."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from sanctions.channels.downloads import Limits
from sanctions.domain.errors import ComesByHand, UnknownList
from sanctions.domain.kinds import FetchOutcome, SnapshotOutcome
from sanctions.models import Fetch, Party, Snapshot
from sanctions.services.ask_fetch import ask_fetch, declared_list
from sanctions.services.fetch_list import STOPPED, fetch_list
from sanctions.services.import_list import import_list
from tests.clock import SetClock
from tests.sanctions.channels.receiver import answer, say_nothing
from tests.sanctions.factories import UserFactory
from tests.sanctions.ofac_files import file_of, parties, sdn
from tests.sanctions.publisher import (
    BROKEN,
    KEY,
    NOT_MODIFIED,
    Publisher,
    published,
    publishing,
    served,
)
from tests.sanctions.unchanged import assert_nothing_changed

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PAGE = b"<!DOCTYPE html><title>We have moved</title>"
A, F = FetchOutcome.APPLIED, FetchOutcome.FAILED


@pytest.fixture
def publisher(
    monkeypatch: pytest.MonkeyPatch,
    settings: Settings,
    data_folder: Path,
    database_clock: SetClock,
) -> Iterator[Publisher]:
    """A publisher of a small list, looked at every six hours, first at noon."""
    database_clock(NOON)
    with publishing(monkeypatch, settings, every_hours=6) as publisher:
        yield publisher


def fetched(**options: object) -> Fetch:
    fetch = fetch_list(key=KEY, **options)  # type: ignore[arg-type]
    assert fetch is not None
    fetch.refresh_from_db()
    return fetch


def test_the_first_file_is_imported_and_the_try_says_all_of_it(publisher: Publisher) -> None:
    publisher.answers(published(3, etag='"v1"'))
    fetch = fetched()
    body = file_of(parties(3))
    assert (fetch.outcome, fetch.reason, fetch.status) == (A, "", 200)
    assert (fetch.host, fetch.url) == ("127.0.0.1", f"{publisher.receiver.url[:-12]}/list.csv")
    assert (fetch.size, fetch.sha256) == (len(body), hashlib.sha256(body).hexdigest())
    assert (fetch.asked_at, fetch.started_at, fetch.ended_at) == (NOON, NOON, NOON)
    assert (fetch.etag, fetch.asked_by) == ('"v1"', None)
    assert fetch.snapshot is not None
    assert fetch.snapshot.outcome == SnapshotOutcome.APPLIED
    assert Party.objects.count() == 3


def test_no_file_is_left_beside_the_copies(publisher: Publisher, data_folder: Path) -> None:
    publisher.answers(published(3), served(b"cut", content_type="text/csv"), BROKEN)
    for _ in range(3):
        fetched(by_hand=True)
    assert list((data_folder / "lists" / KEY / "quarantine").iterdir()) == []


def test_the_marks_of_the_last_file_are_said_back(publisher: Publisher) -> None:
    publisher.answers(published(3, etag='"v1"'), NOT_MODIFIED)
    fetched()
    fetch = fetched(by_hand=True)
    assert publisher.headers()["if-none-match"] == '"v1"'
    assert (fetch.outcome, fetch.status, fetch.size) == (FetchOutcome.UNCHANGED, 304, None)
    assert Snapshot.objects.count() == 1


def test_the_marks_outlive_any_number_of_answers_that_nothing_changed(publisher: Publisher) -> None:
    publisher.answers(published(3, etag='"v1"'), NOT_MODIFIED)
    for _ in range(4):
        fetched(by_hand=True)
    assert publisher.headers()["if-none-match"] == '"v1"'


def test_the_same_file_under_another_mark_changes_nothing(publisher: Publisher) -> None:
    publisher.answers(published(3, etag='"v1"'), published(3, etag='"v2"'))
    fetched()
    with assert_nothing_changed():
        fetch = fetched(by_hand=True)
    assert (fetch.outcome, fetch.etag) == (FetchOutcome.UNCHANGED, '"v2"')


def test_another_file_under_the_same_mark_is_imported(publisher: Publisher) -> None:
    publisher.answers(published(3, etag='"v1"'), published(4, etag='"v1"'))
    fetched()
    assert fetched(by_hand=True).outcome == A
    assert Party.objects.count() == 4


def test_after_a_week_the_marks_are_not_believed(
    publisher: Publisher, database_clock: SetClock
) -> None:
    publisher.answers(published(3, etag='"v1"'), NOT_MODIFIED, published(4, etag='"v1"'))
    fetched()
    database_clock(NOON + 6 * DAY)
    fetched()
    assert "if-none-match" in publisher.headers()
    database_clock(NOON + 7 * DAY + HOUR)
    assert fetched().outcome == A
    assert "if-none-match" not in publisher.headers()


def test_the_marks_of_a_file_that_was_refused_are_forgotten(publisher: Publisher) -> None:
    publisher.answers(served(b"not a list", etag='"bad"'), published(3))
    assert fetched().outcome == FetchOutcome.REFUSED
    fetched(by_hand=True)
    assert "if-none-match" not in publisher.headers()


def test_the_marks_of_a_file_that_an_older_parser_read_are_forgotten(publisher: Publisher) -> None:
    publisher.answers(published(3, etag='"v1"'))
    fetched()
    Snapshot.objects.update(parser_version=0)
    fetched(by_hand=True)
    assert "if-none-match" not in publisher.headers()


def test_a_file_that_is_held_is_a_try_that_is_held(publisher: Publisher) -> None:
    publisher.answers(published(200), published(3))
    fetched()
    fetch = fetched(by_hand=True)
    assert fetch.outcome == FetchOutcome.HELD
    assert fetch.snapshot is not None
    assert fetch.reason == fetch.snapshot.reason != ""


def test_while_the_publisher_has_the_copy_that_is_held_the_list_is_not_unchanged(
    publisher: Publisher,
) -> None:
    publisher.answers(published(200), published(3, etag='"short"'), NOT_MODIFIED)
    fetched()
    held = fetched(by_hand=True)
    fetch = fetched(by_hand=True)
    assert publisher.headers()["if-none-match"] == '"short"'
    assert (fetch.outcome, fetch.status) == (FetchOutcome.HELD, 304)
    assert fetch.reason == f"still the copy that is held: {held.reason}"


def test_an_empty_file_delists_nobody(publisher: Publisher) -> None:
    publisher.answers(published(3), served(b""))
    fetched()
    with assert_nothing_changed():
        assert fetched(by_hand=True).outcome == FetchOutcome.HELD


@pytest.mark.parametrize("content_type", ["text/html", "text/csv"])
def test_a_page_for_people_is_refused_and_kept(
    publisher: Publisher, data_folder: Path, content_type: str
) -> None:
    publisher.answers(served(PAGE, content_type=content_type))
    fetch = fetched()
    sha256 = hashlib.sha256(PAGE).hexdigest()
    kept = f"lists/{KEY}/quarantine/{sha256}"
    assert (fetch.outcome, fetch.sha256, fetch.snapshot) == (FetchOutcome.REFUSED, sha256, None)
    assert fetch.reason == f"a page for people (HTML), not a list; kept as {kept}"
    assert (data_folder / kept).read_bytes() == PAGE


@pytest.mark.parametrize(
    ("behaviour", "reason", "status"),
    [
        (BROKEN, "127.0.0.1 answered 503", 503),
        (
            answer("HTTP/1.1 200 OK\nContent-Length: 9", b"cut"),
            "the file broke off after 3 bytes",
            200,
        ),
        (say_nothing, "silent for 0.2 seconds", None),
        (
            answer("HTTP/1.1 302 There\nLocation: http://inside.example/\nContent-Length: 0"),
            "led on to inside.example, which is none of the publisher's hosts",
            302,
        ),
        (answer("HTTP/1.1 200 OK\nContent-Length: 900"), "more than 500 bytes", 200),
    ],
    ids=["status", "cut", "silence", "led on", "too large"],
)
def test_a_failure_is_a_row_that_says_why(
    publisher: Publisher, behaviour: object, reason: str, status: int | None
) -> None:
    publisher.answers(behaviour)  # type: ignore[arg-type]
    declared_list(KEY)
    limits = Limits(seconds=5.0, silent_seconds=0.2, most_bytes=500)
    with assert_nothing_changed():
        fetch = fetched(limits=limits)
    assert (fetch.outcome, fetch.reason, fetch.status) == (F, reason, status)
    assert (fetch.snapshot, fetch.ended_at) == (None, NOON)


def test_a_disk_that_cannot_be_written_is_a_failure(
    publisher: Publisher, settings: Settings, tmp_path: Path
) -> None:
    settings.THAW_DATA = tmp_path / "file"
    settings.THAW_DATA.write_text("in the way")
    fetch = fetched()
    assert (fetch.outcome, fetch.reason) == (F, "the file cannot be kept: Not a directory")


def test_a_list_is_not_asked_for_before_its_time(
    publisher: Publisher, database_clock: SetClock
) -> None:
    publisher.answers(BROKEN)
    fetched()
    database_clock(NOON + 5 * HOUR)
    assert fetch_list(key=KEY) is None
    database_clock(NOON + 6 * HOUR)
    assert fetch_list(key=KEY) is not None
    assert publisher.receiver.connections == 2


def test_what_somebody_asked_for_is_fetched_at_once(publisher: Publisher) -> None:
    fetched()
    analyst = UserFactory()
    wish = ask_fetch(key=KEY, asked_by=analyst)
    fetch = fetched()
    assert (fetch.pk, fetch.asked_by) == (wish.pk, analyst)
    assert fetch.outcome == FetchOutcome.UNCHANGED


def test_a_list_that_another_process_fetches_is_left_to_it(publisher: Publisher) -> None:
    with contextlib.closing(connection.copy()) as other, other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [f"fetch:{KEY}"])
        assert fetch_list(key=KEY, by_hand=True) is None
        cursor.execute("SELECT pg_advisory_unlock_all()")
    assert publisher.receiver.connections == 0
    assert fetched(by_hand=True).outcome == A


def test_a_try_whose_process_died_is_closed_by_the_next(publisher: Publisher) -> None:
    dead = ask_fetch(key=KEY)
    Fetch.objects.update(outcome=FetchOutcome.RUNNING, started_at=NOON)
    fetched(by_hand=True)
    dead.refresh_from_db()
    assert (dead.outcome, dead.reason, dead.ended_at) == (F, STOPPED, NOON)


def test_a_try_that_ends_by_a_fault_of_ours_says_so(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**options: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("sanctions.services.fetch_list.import_list", fail)
    with pytest.raises(ZeroDivisionError):
        fetch_list(key=KEY)
    fetch = Fetch.objects.get()
    assert (fetch.outcome, fetch.reason) == (F, STOPPED)
    monkeypatch.setattr("sanctions.services.fetch_list.import_list", import_list)
    assert fetched(by_hand=True).outcome == A


def test_a_copy_that_was_imported_by_hand_is_not_news(publisher: Publisher) -> None:
    import_list(key=KEY, package=sdn(*parties(3)))
    assert fetched().outcome == FetchOutcome.UNCHANGED


def test_a_list_without_an_address_comes_by_hand() -> None:
    with pytest.raises(ComesByHand, match="eu_journal_sanctions cannot be fetched"):
        fetch_list(key="eu_journal_sanctions")
    with pytest.raises(UnknownList):
        fetch_list(key="nowhere")
