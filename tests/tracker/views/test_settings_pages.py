"""Subscriptions, webhooks and tokens by the form: what is shown once, and only to its owner."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from sanctions.models.teams import Role
from tests.sanctions.factories import member
from tests.scenarios.factories import CaseFactory, ConditionFactory
from tests.tracker.factories import EndpointFactory, SubscriptionFactory
from tracker.models import ApiToken, Endpoint, Subscription
from tracker.services.issue_token import digest_of, issue_token

pytestmark = pytest.mark.django_db


def secret_of(shown: str) -> str:
    """Return the secret that a page shows."""
    found = re.search(r'<code id="secret">([^<]+)</code>', shown)
    assert found is not None
    return found[1]


def test_a_webhook_shows_its_secret_once(as_analyst: Client, analyst: User) -> None:
    form = {"name": "Desk", "url": "https://hooks.example/thaw"}
    shown = as_analyst.post("/webhooks/new/", form).content.decode()
    endpoint = Endpoint.objects.get(owner=analyst)
    assert secret_of(shown) == endpoint.secret
    assert endpoint.secret not in as_analyst.get(f"/webhooks/{endpoint.pk}/").content.decode()


def test_an_address_that_no_message_may_go_to_is_refused_beside_the_field(
    as_analyst: Client,
) -> None:
    form = {"name": "Desk", "url": "http://169.254.169.254/latest"}
    answer = as_analyst.post("/webhooks/new/", form)
    assert answer.status_code == 422
    assert "field-error" in answer.content.decode()
    assert not Endpoint.objects.exists()


def test_a_new_secret_takes_the_place_of_the_old_one(as_analyst: Client, analyst: User) -> None:
    endpoint = EndpointFactory(owner=analyst)
    former = endpoint.secret
    shown = as_analyst.post(f"/webhooks/{endpoint.pk}/secret/").content.decode()
    endpoint.refresh_from_db()
    assert secret_of(shown) == endpoint.secret != former
    assert endpoint.former_secret == former


def test_a_token_is_shown_once_and_kept_as_a_digest(as_analyst: Client, analyst: User) -> None:
    form = {"name": "Export", "days": "30", "scopes": ["read", "export"]}
    text = secret_of(as_analyst.post("/tokens/new/", form).content.decode())
    token = ApiToken.objects.get(owner=analyst)
    assert token.digest == digest_of(text)
    assert token.scopes == ["read", "export"]
    assert text not in as_analyst.get("/tokens/").content.decode()


def test_no_scope_is_offered_that_no_role_of_the_owner_has(client: Client) -> None:
    client.force_login(member(role=Role.VIEWER))
    answer = client.post("/tokens/new/", {"name": "x", "days": "30", "scopes": ["assess"]})
    assert answer.status_code == 422
    assert 'value="assess"' not in answer.content.decode()
    assert not ApiToken.objects.exists()


def test_a_token_is_revoked_by_its_owner_alone(as_analyst: Client, analyst: User) -> None:
    mine, _ = issue_token(owner=analyst, name="mine", scopes=["read"])
    theirs, _ = issue_token(owner=member(), name="theirs", scopes=["read"])
    assert as_analyst.post(f"/tokens/{mine.pk}/revoke/").status_code == 302
    assert as_analyst.post(f"/tokens/{theirs.pk}/revoke/").status_code == 404
    assert list(ApiToken.objects.usable()) == [theirs]


def test_a_subscription_is_made_from_the_page_that_one_came_from(
    as_analyst: Client, analyst: User
) -> None:
    case = CaseFactory()
    address = f"/subscriptions/new/?case={case.pk}"
    assert f'value="{case.pk}" selected' in as_analyst.get(address).content.decode()
    form = {"name": "The case", "case": case.pk, "least_level": "1", "to_inbox": "on"}
    assert as_analyst.post("/subscriptions/new/", form).status_code == 302
    made = Subscription.objects.get(owner=analyst)
    assert (made.case, made.least_level, made.include_own) == (case, "1", False)


def test_a_condition_is_watched_from_its_own_page(as_analyst: Client, analyst: User) -> None:
    condition = ConditionFactory(text="a truce holds")
    shown = as_analyst.get(f"/subscriptions/new/?condition={condition.pk}").content.decode()
    assert "A truce holds" in shown
    form = {"name": "The truce", "condition": condition.pk, "least_level": "1", "to_inbox": "on"}
    assert as_analyst.post("/subscriptions/new/", form).status_code == 302
    assert Subscription.objects.get(owner=analyst).condition == condition


@pytest.mark.parametrize("key", ["nonsense", "01HZZZZZZZZZZZZZZZZZZZZZZZ"])
def test_a_link_to_what_is_not_there_offers_the_plain_form(as_analyst: Client, key: str) -> None:
    answer = as_analyst.get(f"/subscriptions/new/?condition={key}")
    assert answer.status_code == 200
    assert "no case in particular" in answer.content.decode()


def test_a_subscription_to_nothing_says_what_is_missing(as_analyst: Client) -> None:
    answer = as_analyst.post("/subscriptions/new/", {"name": "Nothing", "least_level": "2"})
    assert answer.status_code == 422
    assert "name a case" in answer.content.decode()


def test_no_case_of_another_team_can_be_subscribed_to(as_analyst: Client) -> None:
    hidden = CaseFactory(private=True, title="Their secret case")
    assert hidden.title not in as_analyst.get("/subscriptions/new/").content.decode()
    form = {"name": "x", "case": hidden.pk, "least_level": "2"}
    assert as_analyst.post("/subscriptions/new/", form).status_code == 422
    assert not Subscription.objects.exists()


def test_a_subscription_is_switched_off_and_deleted(as_analyst: Client, analyst: User) -> None:
    mine = SubscriptionFactory(owner=analyst)
    as_analyst.post(f"/subscriptions/{mine.pk}/", {"wish": "off"})
    mine.refresh_from_db()
    assert not mine.is_active
    as_analyst.post(f"/subscriptions/{mine.pk}/", {"wish": "delete"})
    assert not Subscription.objects.exists()


def test_the_subscription_of_somebody_else_is_not_there(as_analyst: Client) -> None:
    theirs = SubscriptionFactory()
    answer = as_analyst.post(f"/subscriptions/{theirs.pk}/", {"wish": "delete"})
    assert answer.status_code == 404
