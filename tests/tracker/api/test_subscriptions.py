"""Subscriptions over REST: made, changed and removed by their owner, from what they may see."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rest_clients import API, client_of, ids
from tests.sanctions.factories import PartyFactory, UserFactory, member
from tests.scenarios.factories import CaseFactory, ConditionFactory, ScenarioFactory
from tests.tracker.factories import EndpointFactory, SubscriptionFactory
from tracker.models import Subscription

pytestmark = pytest.mark.django_db
URL = f"{API}/subscriptions/"


def test_a_subscription_is_made_by_addresses_or_ids() -> None:
    user = member()
    condition, scenario = ConditionFactory(), ScenarioFactory()
    endpoint = EndpointFactory(owner=user)
    response = client_of(user).post(
        URL,
        {
            "name": "the truce",
            "case": condition.case.slug,
            "condition": condition.address,
            "scenario": scenario.pk,
            "party": PartyFactory().pk,
            "least_level": "1",
            "endpoints": [endpoint.pk],
        },
    )
    assert response.status_code == 201, response.content
    assert response.json()["condition"] == condition.pk
    made = Subscription.objects.get()
    assert (made.owner, made.case, made.scenario) == (user, condition.case, scenario)
    assert [*made.endpoints.all()] == [endpoint]


def test_a_subscription_may_name_the_kinds_that_it_is_for() -> None:
    user = member()
    wish = {"name": "disputes", "everything": True, "kinds": ["views_diverge", "contested"]}
    response = client_of(user).post(URL, wish)
    assert response.status_code == 201, response.content
    assert response.json()["kinds"] == ["contested", "views_diverge"]
    assert Subscription.objects.get().kinds == ["contested", "views_diverge"]


def test_rows_of_others_cannot_be_named() -> None:
    theirs = {
        "case": CaseFactory(private=True).slug,
        "condition": ConditionFactory(case=CaseFactory(private=True)).address,
        "endpoints": [EndpointFactory().pk],
    }
    for field, value in theirs.items():
        response = client_of(member()).post(URL, {"name": "x", field: value})
        assert response.status_code == 400
        assert response.json()["field"].partition("[")[0] == field
    assert not Subscription.objects.exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"everything": False}, "everything"),
        ({"everything": "yes"}, "everything"),
        ({"everything": 1}, "everything"),
        ({"name": ""}, "name"),
        ({"name": 7}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"kinds": "contested"}, "kinds"),
        ({"least_level": "9"}, "least_level"),
        ({"least_level": 2}, "least_level"),
        ({"case": 5}, "case"),
        ({"case": "nowhere"}, "case"),
        ({"endpoints": "all"}, "endpoints"),
        ({"expires_at": "2027-01-01T00:00:00"}, "expires_at"),
        ({"expires_at": "infinity"}, "expires_at"),
        ({"expires_at": 1}, "expires_at"),
        ({"owner": 1}, "owner"),
        ({"id": "01ARZ3NDEKTSV4RRFFQ69G5FAV"}, "id"),
        ({"made_at": "2020-01-01T00:00:00Z"}, "made_at"),
    ],
)
def test_what_cannot_be_wished_is_refused_by_name(change: dict[str, Any], field: str) -> None:
    response = client_of(member()).post(URL, {"name": "all", "everything": True, **change})
    assert (response.status_code, response.json()["field"]) == (400, field), response.content
    assert not Subscription.objects.exists()


def test_a_change_needs_the_state_it_changes() -> None:
    subscription = SubscriptionFactory()
    client, url = client_of(subscription.owner), f"{URL}{subscription.pk}/"
    assert client.patch(url, {"is_active": False}).status_code == 428
    tag = client.get(url)["ETag"]
    changed = client.patch(url, {"is_active": False}, headers={"If-Match": tag})
    assert (changed.status_code, changed.json()["is_active"]) == (200, False)
    assert client.patch(url, {"is_active": True}, headers={"If-Match": tag}).status_code == 412
    tag = changed["ETag"]
    assert client.delete(url, headers={"If-Match": tag}).status_code == 204
    assert client.get(url).status_code == 404


def test_subscriptions_of_others_are_not_there() -> None:
    theirs, mine = SubscriptionFactory(), SubscriptionFactory()
    client = client_of(mine.owner)
    assert ids(client.get(URL)) == [mine.pk]
    for method in ("get", "patch", "delete"):
        assert getattr(client, method)(f"{URL}{theirs.pk}/").status_code == 404


def test_not_even_an_administrator_finds_those_of_others_here() -> None:
    theirs = SubscriptionFactory()
    admin = UserFactory(is_superuser=True)
    assert client_of(admin).get(f"{URL}{theirs.pk}/").status_code == 404


def test_subscriptions_are_narrowed() -> None:
    off = SubscriptionFactory(is_active=False)
    client = client_of(off.owner)
    assert ids(client.get(f"{URL}?is_active=false")) == [off.pk]
    assert ids(client.get(f"{URL}?is_active=true")) == []
    assert client.get(f"{URL}?is_active=perhaps").status_code == 400
