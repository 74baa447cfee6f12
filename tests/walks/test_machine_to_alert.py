"""From a list that goes to and fro to alerts: none for a blip, one for a dispute, one at last."""

from __future__ import annotations

import pytest

from tests.scenarios.moving_bank import BOTH, ONE, MovingBank
from tests.tracker.factories import SubscriptionFactory
from tracker.models import Alert
from tracker.services.dispatch_changes import dispatch_changes

pytestmark = pytest.mark.django_db


def told() -> list[tuple[str, str]]:
    """Dispatch what waits, and return every alert: its headline and its level."""
    dispatch_changes()
    return [(one.headline, one.level) for one in Alert.objects.order_by("made_at", "id")]


def test_from_a_machines_words_to_the_alerts_of_who_watches(bank: MovingBank) -> None:
    SubscriptionFactory(case=bank.case, everything=False, owner=bank.analyst)

    # The bank leaves the program and is back the same day: nobody hears of it.
    bank.says(0, b900=ONE)
    bank.says(10, b900=BOTH)
    assert bank.settles(24).settled == 1
    assert told() == []

    # It leaves again within the week: three flips are one alert, and there is no other one.
    bank.says(26, b900=ONE)
    dispute = ("The banks are off the program: contested", "2")
    assert told() == [dispute]
    bank.settles(49)
    assert told() == [dispute]

    # This time it stays away for a day: that is the change, at once and critical.
    bank.settles(50)
    opened = (
        "The banks are off the program: NOT_MET → MET and 1 more change; 1 scenario now GATE_OPEN",
        "3",
    )
    assert told() == [dispute, opened]

    # Whatever runs once more tells nothing.
    bank.settles(51)
    assert told() == [dispute, opened]
