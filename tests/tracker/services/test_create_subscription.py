"""Who may ask for what: only what one sees, only at one's own endpoints."""

from __future__ import annotations

from typing import Any

import pytest

from scenarios.domain.levels import Level
from tests.sanctions.factories import PartyFactory, UserFactory, member
from tests.scenarios.factories import (
    CaseFactory,
    ConditionFactory,
    GateFactory,
    ScenarioFactory,
)
from tests.tracker.factories import EndpointFactory, SubscriptionFactory
from tracker.domain.errors import OutOfSight, WrongInput
from tracker.models import Subscription
from tracker.services.create_subscription import create_subscription
from tracker.services.delete_subscription import delete_subscription
from tracker.services.update_subscription import update_subscription

pytestmark = pytest.mark.django_db

FACTORIES = {
    "case": CaseFactory,
    "scenario": ScenarioFactory,
    "condition": ConditionFactory,
    "gate": GateFactory,
    "party": PartyFactory,
}


@pytest.mark.parametrize("key", FACTORIES)
def test_a_wish_may_name_anything_that_changes(key: str) -> None:
    wished = FACTORIES[key]()
    terms: Any = {key: wished}
    subscription = create_subscription(owner=UserFactory(), name="mine", **terms)
    assert getattr(Subscription.objects.get(), key) == wished
    assert subscription.least_level == Level.IMPORTANT


def test_everything_needs_no_filter() -> None:
    endpoint = EndpointFactory()
    subscription = create_subscription(
        owner=endpoint.owner, name="all", everything=True, endpoints=[endpoint], least_level="0"
    )
    assert list(subscription.endpoints.all()) == [endpoint]


@pytest.mark.parametrize("terms", [{}, {"everything": False}])
def test_a_wish_for_nothing_is_refused(terms: Any) -> None:
    with pytest.raises(WrongInput, match="or everything"):
        create_subscription(owner=UserFactory(), name="none", **terms)


def test_everything_and_a_filter_contradict_each_other() -> None:
    with pytest.raises(WrongInput, match="no room for a case"):
        create_subscription(owner=UserFactory(), name="x", everything=True, case=CaseFactory())


@pytest.mark.parametrize("key", ["case", "scenario", "condition", "gate"])
def test_what_one_does_not_see_looks_missing(key: str) -> None:
    case = CaseFactory(private=True)
    terms: Any = {key: case if key == "case" else FACTORIES[key](case=case)}
    with pytest.raises(OutOfSight, match=f"there is no such {key}"):
        create_subscription(owner=UserFactory(), name="x", **terms)
    create_subscription(owner=member(team=case.team), name="x", **terms)


def test_a_strangers_endpoint_looks_missing() -> None:
    with pytest.raises(OutOfSight, match="no such endpoint"):
        create_subscription(
            owner=UserFactory(), name="x", everything=True, endpoints=[EndpointFactory()]
        )
    assert not Subscription.objects.exists()


def test_a_level_that_is_none_is_refused() -> None:
    with pytest.raises(WrongInput, match="0, 1, 2, 3, C"):
        create_subscription(owner=UserFactory(), name="x", everything=True, least_level="4")


def test_an_update_changes_what_it_names_and_nothing_else() -> None:
    endpoint = EndpointFactory()
    subscription = SubscriptionFactory(owner=endpoint.owner, endpoints=[endpoint])
    update_subscription(subscription=subscription, name="renamed", is_active=False)
    kept = Subscription.objects.get()
    assert (kept.name, kept.is_active, kept.everything) == ("renamed", False, True)
    assert list(kept.endpoints.all()) == [endpoint]


def test_an_update_may_take_the_endpoints_away() -> None:
    endpoint = EndpointFactory()
    subscription = SubscriptionFactory(owner=endpoint.owner, endpoints=[endpoint])
    update_subscription(subscription=subscription, endpoints=[])
    assert not subscription.endpoints.exists()


def test_an_update_may_not_leave_a_wish_for_nothing() -> None:
    subscription = SubscriptionFactory(everything=False, case=CaseFactory())
    with pytest.raises(WrongInput):
        update_subscription(subscription=subscription, case=None)
    update_subscription(subscription=subscription, case=None, everything=True)


def test_a_deleted_subscription_is_gone() -> None:
    delete_subscription(subscription=SubscriptionFactory())
    assert not Subscription.objects.exists()
