"""Clients of the REST API: somebody with a token, and nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rest_framework.test import APIClient

from tracker.domain.kinds import Scope
from tracker.services.issue_token import allowed_scopes, issue_token

if TYPE_CHECKING:
    from django.contrib.auth.models import User

API = "/api/v1"


def client_of(user: User, *scopes: Scope) -> APIClient:
    """Return a client with a token of `user`: with these scopes, else with all that they may have.

    A fault of ours is answered as a client would see it, with a 500.
    """
    _, token = issue_token(owner=user, name="test", scopes=scopes or allowed_scopes(user))
    client = stranger()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
    return client


def stranger() -> APIClient:
    """Return a client that does not say who it is."""
    return APIClient(raise_request_exception=False)


def ids(response: Any) -> list[str]:
    """Return the ids on a page."""
    assert response.status_code == 200, response.content
    return [row["id"] for row in response.json()["results"]]
