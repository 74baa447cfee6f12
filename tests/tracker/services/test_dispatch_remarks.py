"""Remarks beside the status go the way of changes: one alert, level 2, and a kind to ask for."""

from __future__ import annotations

import json

import pytest

from scenarios.models import ChangeEvent
from tests.scenarios.factories import ConditionFactory
from tests.tracker.factories import ChangeEventFactory, EndpointFactory, SubscriptionFactory
from tracker.models import Alert, Delivery
from tracker.services.dispatch_changes import dispatch_changes

pytestmark = pytest.mark.django_db

REMARKS = {
    "contested": "Truce: contested",
    "views_diverge": "Truce: views diverge",
    "views_agree": "Truce: views agree again",
}


def tell(kind: str) -> ChangeEvent:
    """Write a remark of a condition, and dispatch it."""
    event: ChangeEvent = ChangeEventFactory(
        **{kind: True}, condition=ConditionFactory(text="Truce")
    )
    dispatch_changes()
    return event


@pytest.mark.parametrize(("kind", "headline"), REMARKS.items())
def test_a_remark_is_an_alert_of_its_own(kind: str, headline: str) -> None:
    SubscriptionFactory()
    tell(kind)
    alert = Alert.objects.get()
    assert (alert.headline, alert.level) == (headline, "2")


@pytest.mark.parametrize("kind", REMARKS)
def test_a_webhook_is_told_of_which_type_it_is(kind: str) -> None:
    SubscriptionFactory(endpoints=[EndpointFactory()])
    tell(kind)
    (event,) = json.loads(bytes(Delivery.objects.get().body))["events"]
    assert event["type"] == f"condition.{kind}"
    assert event["from"] == event["to"] == "MET"


def test_a_change_in_the_same_occasion_leads_the_headline() -> None:
    SubscriptionFactory()
    condition = ConditionFactory(text="Truce")
    first = ChangeEventFactory(condition=condition)
    ChangeEventFactory(condition=condition, views_diverge=True, occasion=first.occasion)
    dispatch_changes()
    assert Alert.objects.get().headline == "Truce: NOT_MET → MET and 1 more change"


def test_who_asks_from_the_critical_level_on_hears_nothing_of_it() -> None:
    SubscriptionFactory(least_level="3")
    tell("contested")
    assert not Alert.objects.exists()


def test_a_subscription_may_be_to_disputes_alone() -> None:
    SubscriptionFactory(kinds=["contested", "views_diverge"])
    ChangeEventFactory()
    dispatch_changes()
    assert not Alert.objects.exists()
    tell("views_agree")
    assert not Alert.objects.exists()
    tell("views_diverge")
    assert Alert.objects.get().headline == "Truce: views diverge"


def test_a_subscription_may_be_to_changes_of_status_alone() -> None:
    SubscriptionFactory(kinds=["change"])
    tell("contested")
    assert not Alert.objects.exists()
    ChangeEventFactory()
    dispatch_changes()
    assert Alert.objects.count() == 1
