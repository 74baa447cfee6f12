"""The strip on every page: when lists were checked and changed, and what is held."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User

from tests.sanctions.factories import FetchFactory, SanctionsListFactory, SnapshotFactory, member
from tracker.selectors.shell import Freshness, freshness

NOW = datetime(2026, 11, 25, 9, 17, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def analyst(db: None) -> User:
    return member()


def strip(analyst: User) -> Freshness:
    """Return the strip that the analyst sees."""
    return freshness(user=analyst, now=NOW)


def test_no_list_was_read_is_said_and_not_passed_over(analyst: User) -> None:
    assert strip(analyst).state == "empty"
    assert strip(analyst).checked_at is None


def test_checked_and_changed_are_two_instants(analyst: User) -> None:
    SnapshotFactory(imported_at=NOW - 4 * HOUR)
    SnapshotFactory(imported_at=NOW - HOUR, outcome="unchanged")
    found = strip(analyst)
    assert found.checked_at == NOW - HOUR
    assert found.changed_at == NOW - 4 * HOUR
    assert found.state == "fresh"


def test_a_fetch_that_found_nothing_new_is_a_check(analyst: User) -> None:
    copy = SnapshotFactory(imported_at=NOW - 90 * HOUR)
    FetchFactory(sanctions_list=copy.sanctions_list, asked_at=NOW - HOUR)
    assert (strip(analyst).state, strip(analyst).checked_at) == ("fresh", NOW - HOUR)


def test_the_list_that_waits_longest_decides(analyst: User) -> None:
    SnapshotFactory(imported_at=NOW - HOUR)
    other = SanctionsListFactory(key="eu_fsf")
    SnapshotFactory(sanctions_list=other, imported_at=NOW - 49 * HOUR)
    assert strip(analyst).checked_at == NOW - 49 * HOUR
    assert strip(analyst).state == "stale"


def test_a_held_copy_shows_until_a_later_one_is_applied(analyst: User) -> None:
    SnapshotFactory(imported_at=NOW - 4 * HOUR)
    SnapshotFactory(imported_at=NOW - 3 * HOUR, held=True)
    assert (strip(analyst).state, strip(analyst).held) == ("held", 1)
    last = SnapshotFactory(imported_at=NOW - 2 * HOUR)
    assert (strip(analyst).state, strip(analyst).held) == ("fresh", 0)
    assert strip(analyst).snapshots == [last]


def test_a_refused_copy_is_no_check(analyst: User) -> None:
    SnapshotFactory(imported_at=NOW - HOUR, outcome="refused", reason="empty file")
    assert strip(analyst).checked_at is None


def test_a_few_parties_for_show_are_never_told_as_a_list(analyst: User) -> None:
    SnapshotFactory(imported_at=NOW - HOUR, excerpt=True)
    assert strip(analyst).state == "excerpt"
    SnapshotFactory(imported_at=NOW)
    assert strip(analyst).state == "fresh"
