"""What comes up for renewal is told 30, 7 and 1 days ahead, once, to who asked for everything."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from sanctions.models import RenewalReminder, RenewalRule
from scenarios.domain.changes import EventKind
from scenarios.domain.levels import Level
from tests.clock import SetClock
from tests.sanctions.factories import UserFactory
from tests.sanctions.program_factories import RenewalFactory, RenewalRuleFactory
from tests.tracker.factories import SubscriptionFactory
from tracker.models import Alert
from tracker.services.tell_renewals import tell_renewals

pytestmark = pytest.mark.django_db
DUE = datetime(2027, 4, 15, 6, tzinfo=UTC)


@pytest.fixture
def rule() -> RenewalRule:
    """An emergency with its anniversary on 15 April, and somebody who asked for everything."""
    asks = UserFactory(username="ana")
    SubscriptionFactory(owner=asks, everything=True, least_level="3", kinds=[])
    made: RenewalRule = RenewalRuleFactory()
    return made


def told(database_clock: SetClock, *left: int) -> list[int]:
    """Return how much is told with so many days left, one after the other."""
    counts = []
    for days in left:
        database_clock(DUE - timedelta(days=days))
        counts.append(tell_renewals())
    return counts


def test_each_lead_is_told_once(rule: RenewalRule, database_clock: SetClock) -> None:
    left = (31, 30, 30, 29, 8, 7, 6, 2, 1, 0, -1)
    assert told(database_clock, *left) == [0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0]
    leads = RenewalReminder.objects.values_list("lead_days", flat=True)
    assert sorted(leads) == [1, 7, 30]
    assert Alert.objects.count() == 3


def test_a_machine_that_slept_reminds_once(rule: RenewalRule, database_clock: SetClock) -> None:
    assert told(database_clock, 60, 1) == [0, 1]


def test_the_alert_is_a_deadline_that_says_what_silence_means(
    rule: RenewalRule, database_clock: SetClock
) -> None:
    told(database_clock, 7)
    alert = Alert.objects.get()
    assert (alert.subscriber.username, alert.level) == ("ana", Level.DEADLINE)
    assert alert.headline == (
        "Within 7 days, 15 April 2027: US: National emergency ends on its anniversary unless "
        "continued. If nobody acts: It ends."
    )
    assert alert.renewal_rule_id == rule.pk


def test_what_was_renewed_meanwhile_is_not_told(
    rule: RenewalRule, database_clock: SetClock
) -> None:
    RenewalFactory(rule=rule, decided_on=date(2027, 3, 1), extends_to=date(2028, 4, 15))
    assert told(database_clock, 7, 1) == [0, 0]


def test_who_did_not_ask_for_everything_in_the_inbox_is_not_told(
    rule: RenewalRule, database_clock: SetClock
) -> None:
    SubscriptionFactory(everything=True, to_inbox=False)
    SubscriptionFactory(everything=True, is_active=False)
    SubscriptionFactory(everything=True, kinds=[EventKind.ACT.value])
    SubscriptionFactory(owner=UserFactory(is_active=False), everything=True)
    told(database_clock, 7)
    assert Alert.objects.get().subscriber.username == "ana"
