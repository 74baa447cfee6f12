"""An alert is acknowledged by its reader, once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.clock import SetClock
from tests.sanctions.factories import UserFactory
from tests.tracker.factories import NOON, AlertFactory
from tracker.domain.errors import OutOfSight
from tracker.models import Alert
from tracker.services.acknowledge_alert import acknowledge_alert
from tracker.services.acknowledge_alerts import acknowledge_alerts

pytestmark = pytest.mark.django_db


def test_the_reader_may_say_something(database_clock: SetClock) -> None:
    database_clock(NOON)
    alert = AlertFactory()
    acknowledge_alert(alert=alert, actor=alert.subscriber, text=" seen, called Kyiv ")
    assert (alert.acknowledged_at, alert.acknowledgement) == (NOON, "seen, called Kyiv")


def test_the_first_acknowledgement_stands(database_clock: SetClock) -> None:
    database_clock(NOON)
    alert = AlertFactory()
    acknowledge_alert(alert=alert, actor=alert.subscriber, text="first")
    database_clock(NOON + timedelta(hours=1))
    acknowledge_alert(alert=alert, actor=alert.subscriber, text="second")
    assert (alert.acknowledged_at, alert.acknowledgement) == (NOON, "first")


def test_nobody_acknowledges_for_another() -> None:
    with pytest.raises(OutOfSight):
        acknowledge_alert(alert=AlertFactory(), actor=UserFactory(is_superuser=True))
    assert Alert.objects.unread().count() == 1


def test_many_are_acknowledged_at_once_and_only_ones_own() -> None:
    mine = AlertFactory.create_batch(3, subscriber=UserFactory())
    AlertFactory()
    acknowledge_alert(alert=mine[0], actor=mine[0].subscriber)
    seen = acknowledge_alerts(alerts=Alert.objects.all(), actor=mine[0].subscriber)
    assert seen == 2
    assert Alert.objects.unread().count() == 1


def test_a_page_of_alerts_can_be_acknowledged() -> None:
    alerts = AlertFactory.create_batch(3, subscriber=UserFactory())
    page = Alert.objects.in_inbox()[:2]
    assert acknowledge_alerts(alerts=page, actor=alerts[0].subscriber) == 2
