"""Tokens: who they stand for, and when they stand for nobody."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps

from sanctions.models.clock import DatabaseNow
from sanctions.models.teams import Membership, Role
from tests.rest_clients import API, client_of, stranger
from tests.sanctions.factories import UserFactory, member
from tracker.domain.kinds import Scope
from tracker.models import ApiToken
from tracker.services.revoke_token import revoke_token

pytestmark = pytest.mark.django_db
CASES = f"{API}/cases/"


def test_a_token_lets_its_owner_in() -> None:
    assert client_of(UserFactory()).get(CASES).status_code == 200


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer ", "Bearer x", "Bearer thw_unknown", "Bearer thw_" + "a" * 10_000,
     "Bearer thw_\xff", "Basic dTpw", "thw_x", "Bearer thw_a b"],
)  # fmt: skip
def test_what_is_no_token_lets_nobody_in(header: str) -> None:
    client = stranger()
    client.credentials(HTTP_AUTHORIZATION=header)
    response = client.get(CASES)
    assert (response.status_code, response.json()["code"]) == (401, "not-authenticated")
    assert response["WWW-Authenticate"] == 'Bearer realm="thaw"'


def test_a_token_ends_when_it_is_revoked_or_expires_or_its_owner_leaves() -> None:
    for end in ("revoke", "expire", "leave"):
        user = UserFactory()
        client = client_of(user)
        if end == "revoke":
            revoke_token(token=ApiToken.objects.get(owner=user))
        elif end == "expire":
            ApiToken.objects.filter(owner=user).update(expires_at=DatabaseNow())
        else:
            user.is_active = False
            user.save()
        assert client.get(CASES).status_code == 401, end


def test_a_token_does_no_more_than_its_scopes() -> None:
    client = client_of(member(role=Role.ADMIN), Scope.READ)
    assert client.get(f"{API}/subscriptions/").status_code == 200
    response = client.post(f"{API}/subscriptions/", {"name": "all", "everything": True})
    assert response.status_code == 403
    assert response.json()["detail"] == "The token lacks the scope write."


def test_who_loses_a_role_loses_it_in_the_token_too() -> None:
    analyst = member(role=Role.ANALYST)
    client = client_of(analyst)
    Membership.objects.filter(user=analyst).update(role=Role.VIEWER.value)
    response = client.post(f"{API}/conditions/no-case/c/assessments/", {})
    assert response.status_code == 403


def test_a_session_needs_the_token_against_forged_requests() -> None:
    client = stranger()
    client.handler.enforce_csrf_checks = True
    client.force_login(UserFactory())
    assert client.get(CASES).status_code == 200
    response = client.post(f"{API}/subscriptions/", {"name": "all", "everything": True})
    assert response.status_code == 403


def test_what_is_changed_with_a_token_is_kept_with_its_owner_and_the_request() -> None:
    user = member()
    made = client_of(user).post(f"{API}/subscriptions/", {"name": "all", "everything": True})
    history: Any = apps.get_model("tracker", "SubscriptionEvent")
    context = history.objects.get(pgh_obj_id=made.json()["id"]).pgh_context
    assert context.metadata["actor"] == user.username
    assert context.metadata["request_id"] == made["X-Request-Id"]
