"""A publisher that owes an answer: told once to each who works with lists, closed when it comes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import Settings

from sanctions.domain.kinds import FetchOutcome
from sanctions.models import Fetch, Membership
from sanctions.models.teams import Role
from sanctions.services.ask_fetch import ask_fetch, declared_list
from scenarios.domain.levels import Level
from tests.clock import SetClock
from tests.sanctions.factories import TeamFactory, UserFactory
from tracker.models import Alert
from tracker.services.tell_silent_lists import ANSWERED, tell_silent_lists

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
KEY = "us_ofac_sdn"
PROMISE = 6 * HOUR


@pytest.fixture(autouse=True)
def _people(settings: Settings) -> None:
    """An analyst, and people whom it does not concern; lists are fetched by the clock."""
    settings.THAW_FETCH = True
    team = TeamFactory()
    for name, role in (("ana", Role.ANALYST), ("vic", Role.VIEWER), ("gone", Role.ANALYST)):
        user = UserFactory(username=name, is_active=name != "gone")
        Membership.objects.create(user=user, team=team, role=role.value)
    UserFactory(username="nobody")


def tried(outcome: FetchOutcome, at: datetime) -> None:
    Fetch.objects.create(
        sanctions_list=declared_list(KEY),
        outcome=outcome,
        reason="" if outcome is FetchOutcome.UNCHANGED else "the publisher answered 503",
        url="https://lists.example/",
        asked_at=at,
        started_at=at,
        ended_at=at,
    )


def open_alerts() -> list[tuple[str, str]]:
    unread = Alert.objects.unread().order_by("subscriber__username")
    return [(alert.subscriber.username, alert.headline) for alert in unread]


def test_a_publisher_that_answered_in_time_is_not_silent(database_clock: SetClock) -> None:
    tried(FetchOutcome.UNCHANGED, NOON)
    tried(FetchOutcome.FAILED, NOON + 2 * PROMISE)
    database_clock(NOON + 3 * PROMISE)
    tell_silent_lists()
    assert open_alerts() == []


def test_a_publisher_that_is_silent_past_its_promise_is_told_once(database_clock: SetClock) -> None:
    tried(FetchOutcome.UNCHANGED, NOON)
    tried(FetchOutcome.FAILED, NOON + PROMISE)
    for hours in (1, 2, 30):
        database_clock(NOON + 3 * PROMISE + hours * HOUR)
        tell_silent_lists()
    assert open_alerts() == [
        (
            "ana",
            "No answer from the publisher of “OFAC Specially Designated Nationals and Blocked "
            "Persons List” since 23 November 2026, 12:00 UTC. The last try: the publisher "
            "answered 503.",
        )
    ]
    assert Alert.objects.get().level == Level.IMPORTANT


def test_a_publisher_that_never_answered_is_silent_since_the_first_try(
    database_clock: SetClock,
) -> None:
    tried(FetchOutcome.FAILED, NOON)
    tried(FetchOutcome.REFUSED, NOON + 2 * PROMISE)
    database_clock(NOON + 3 * PROMISE + HOUR)
    tell_silent_lists()
    assert Alert.objects.get().window_start == NOON


def test_an_alert_that_its_reader_closed_stays_closed(database_clock: SetClock) -> None:
    tried(FetchOutcome.FAILED, NOON)
    database_clock(NOON + 4 * PROMISE)
    tell_silent_lists()
    Alert.objects.update(acknowledged_at=NOON + 4 * PROMISE, acknowledgement="We know.")
    tell_silent_lists()
    assert Alert.objects.get().acknowledgement == "We know."


def test_the_alert_closes_when_the_publisher_answers(database_clock: SetClock) -> None:
    tried(FetchOutcome.FAILED, NOON)
    database_clock(NOON + 4 * PROMISE)
    tell_silent_lists()
    tried(FetchOutcome.UNCHANGED, NOON + 4 * PROMISE)
    tell_silent_lists()
    alert = Alert.objects.get()
    assert (alert.acknowledged_at, alert.acknowledgement) == (NOON + 4 * PROMISE, ANSWERED)


def test_a_second_silence_is_a_second_alert(database_clock: SetClock) -> None:
    tried(FetchOutcome.FAILED, NOON)
    database_clock(NOON + 4 * PROMISE)
    tell_silent_lists()
    tried(FetchOutcome.UNCHANGED, NOON + 4 * PROMISE)
    database_clock(NOON + 8 * PROMISE)
    tell_silent_lists()
    assert Alert.objects.count() == 2
    assert len(open_alerts()) == 1


def test_administrators_are_told_too(database_clock: SetClock) -> None:
    UserFactory(username="root", is_superuser=True)
    tried(FetchOutcome.FAILED, NOON)
    database_clock(NOON + 4 * PROMISE)
    tell_silent_lists()
    assert [name for name, _ in open_alerts()] == ["ana", "root"]


def test_nobody_is_silent_where_nothing_was_promised(
    settings: Settings, database_clock: SetClock
) -> None:
    ask_fetch(key="eu_fsf")
    tried(FetchOutcome.FAILED, NOON)
    database_clock(NOON + 4 * PROMISE)
    tell_silent_lists()
    settings.THAW_FETCH = False
    tell_silent_lists()
    assert open_alerts() == []
