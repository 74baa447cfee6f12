"""Fetching a list over REST."""

from __future__ import annotations

import pytest
from django.db import transaction

from sanctions.api import fetching
from sanctions.domain.kinds import FetchOutcome
from sanctions.models import Fetch
from tests.rest_clients import API, client_of, ids
from tests.sanctions.factories import FetchFactory, SanctionsListFactory, member
from tracker.domain.kinds import Scope

pytestmark = pytest.mark.django_db

ADDRESS = f"{API}/lists/us_ofac_sdn/fetches/"


@pytest.fixture
def hints(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what was asked of the broker; nothing waits for the commit."""
    asked: list[str] = []
    monkeypatch.setattr(fetching, "hint_lists", lambda: asked.append("lists"))
    monkeypatch.setattr(transaction, "on_commit", lambda hint, robust: hint())
    return asked


def test_a_wish_is_stored_and_answered_at_once(hints: list[str]) -> None:
    analyst = member()
    response = client_of(analyst).post(ADDRESS)
    fetch = Fetch.objects.get()
    assert response.status_code == 202
    assert response.json() == {
        "id": fetch.pk,
        "list": "us_ofac_sdn",
        "asked_by": analyst.username,
        "asked_at": response.json()["asked_at"],
        "started_at": None,
        "ended_at": None,
        "outcome": "asked",
        "reason": "",
        "host": "",
        "status": None,
        "size": None,
        "sha256": "",
        "snapshot": None,
    }
    assert hints == ["lists"]


def test_while_a_wish_waits_another_is_the_same_one(hints: list[str]) -> None:
    client = client_of(member())
    assert client.post(ADDRESS).json()["id"] == client.post(ADDRESS).json()["id"]


def test_a_wish_needs_the_scope_of_an_analyst() -> None:
    assert client_of(member(), Scope.READ, Scope.WRITE).post(ADDRESS).status_code == 403
    assert not Fetch.objects.exists()


def test_the_tries_of_one_list_are_told_newest_first() -> None:
    first, second = FetchFactory(), FetchFactory(failed=True)
    FetchFactory(sanctions_list=SanctionsListFactory(key="eu_fsf"))
    client = client_of(member())
    assert ids(client.get(ADDRESS)) == [second.pk, first.pk]
    assert ids(client.get(ADDRESS, {"outcome": FetchOutcome.FAILED.value})) == [second.pk]
    assert client.get(ADDRESS, {"outcome": "late"}).status_code == 400


def test_a_list_that_is_not_known_has_no_tries() -> None:
    client = client_of(member())
    for response in (
        client.get(f"{API}/lists/nowhere/fetches/"),
        client.post(f"{API}/lists/nowhere/fetches/"),
    ):
        assert (response.status_code, response.json()["code"]) == (404, "unknown-list")


def test_a_list_that_comes_by_hand_cannot_be_asked_for() -> None:
    client = client_of(member())
    assert ids(client.get(f"{API}/lists/gb_hmt_conlist/fetches/")) == []
    response = client.post(f"{API}/lists/gb_hmt_conlist/fetches/")
    assert response.status_code == 422
    assert "its copies come by hand" in response.json()["detail"]
