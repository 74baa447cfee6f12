"""A wish over REST, a look at what is due, and the list on its page; then the publisher is gone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from sanctions.models import Party
from tests.clock import SetClock
from tests.rest_clients import API, client_of
from tests.sanctions.factories import member
from tests.sanctions.publisher import BROKEN, KEY, NOT_MODIFIED, Publisher, published, publishing
from tracker.services.watch_lists import watch_lists

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
FETCHES = f"{API}/lists/{KEY}/fetches/"


@pytest.fixture
def publisher(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path
) -> Iterator[Publisher]:
    """A publisher of a small list; Thaw asks it when somebody wants it to."""
    settings.THAW_DATA = tmp_path
    with publishing(monkeypatch, settings, every_hours=6) as publisher:
        publisher.answers(published(3, etag='"v1"'), NOT_MODIFIED, BROKEN)
        yield publisher


def test_a_list_is_asked_for_fetched_checked_and_missed(
    publisher: Publisher, database_clock: SetClock, client: Client
) -> None:
    analyst = member()
    rest = client_of(analyst)
    client.force_login(analyst)
    database_clock(NOON)
    for outcome in ("applied", "unchanged"):
        assert rest.post(FETCHES).status_code == 202
        watch_lists()
        assert rest.get(FETCHES).json()["results"][0]["outcome"] == outcome
    assert Party.objects.count() == 3
    assert "Checked, nothing new" in client.get(f"/lists/{KEY}/").content.decode()
    database_clock(NOON + 19 * HOUR)
    rest.post(FETCHES)
    watch_lists()
    assert "127.0.0.1 answered 503" in client.get(f"/lists/{KEY}/").content.decode()
    assert Party.objects.count() == 3
