"""Amending definitions over REST: what must be said, what is refused, and what comes back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from rest_framework.test import APIClient

from scenarios.models import ChangeEvent, Condition, FormerDefinition
from scenarios.services.amend_condition import amend_condition
from tests.clock import SetClock
from tests.rest_clients import API, client_of
from tests.scenarios.small_world import World, evaluate_whole, make_world, noon
from tracker.domain.kinds import Scope

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 6, 1)
CONDITION, GATE = f"{API}/conditions/episode/peace/", f"{API}/gates/episode/main/"


@pytest.fixture
def world(database_clock: SetClock) -> World:
    database_clock(noon(MONDAY))
    made = make_world(["peace", "truce"])
    evaluate_whole(made.case)
    return made


@pytest.fixture
def client(world: World) -> APIClient:
    return client_of(world.actor)


def patch(client: APIClient, url: str, body: dict[str, Any], **headers: str) -> Any:
    """Change what is at an address as it was read just now."""
    headers = headers or {"If-Match": client.get(url)["ETag"]}
    return client.patch(url, body, format="json", headers=headers)


def test_an_amended_condition_comes_back_with_its_new_tag(client: APIClient) -> None:
    body = {"text": "A peace is signed and ratified", "review_days": 30, "reason": "The annex."}
    response = patch(client, CONDITION, body)
    assert response.status_code == 200
    shown = response.json()
    assert (shown["text"], shown["review_days"]) == ("A peace is signed and ratified", 30)
    assert (shown["definition_version"], shown["version"]) == (2, 2)
    assert response["ETag"] == client.get(CONDITION)["ETag"]
    (former,) = client.get(f"{CONDITION}history/").json()["former_definitions"]
    assert (former["reason"], former["terms"]["review_days"]) == ("The annex.", None)


def test_an_amended_gate_is_evaluated_and_told_at_once(world: World, client: APIClient) -> None:
    world.assess("truce", "MET", MONDAY)
    response = patch(client, GATE, {"when": {"any": ["peace", "truce"]}, "reason": "Agreed."})
    assert response.json()["state"]["status"] == "MET"
    event = ChangeEvent.objects.get(gate=world.gate)
    assert (event.cause, event.actor, event.reason) == ("DEFINITION", world.actor, "Agreed.")


def test_null_takes_a_key_away(client: APIClient) -> None:
    patch(client, CONDITION, {"by": "The monitors", "reason": "Agreed."})
    shown = patch(client, CONDITION, {"by": None, "reason": "Nobody yet."}).json()
    assert (shown["by"], shown["definition_version"]) == (None, 3)


def test_the_state_that_is_changed_must_be_named(world: World, client: APIClient) -> None:
    body = {"text": "Another", "reason": "Agreed."}
    missing = patch(client, CONDITION, body, **{"X-None": "1"})
    assert (missing.status_code, missing.json()["code"]) == (428, "precondition-required")
    old = client.get(CONDITION)["ETag"]
    amend_condition(
        condition=world.conditions["peace"],
        changes={"text": "First"},
        reason="Faster.",
        actor=world.actor,
    )
    stale = patch(client, CONDITION, body, **{"If-Match": old})
    assert (stale.status_code, stale.json()["code"]) == (412, "precondition-failed")
    assert Condition.objects.get(slug="peace").text == "First"


@pytest.mark.parametrize(
    ("url", "body", "code", "field"),
    [
        (CONDITION, {"text": "Another"}, "invalid", "reason"),
        (CONDITION, {"text": "Another", "reason": " "}, "invalid", "reason"),
        (CONDITION, {"reason": "Agreed."}, "wrong-definition", None),
        (CONDITION, {"slug": "x", "reason": "Agreed."}, "unknown-field", "slug"),
        (CONDITION, {"review_days": "30", "reason": "Agreed."}, "invalid", "review_days"),
        (CONDITION, {"fulfilled_by": "P9", "reason": "A."}, "wrong-definition", "fulfilled_by"),
        (GATE, {"when": {"all": ["war"]}, "reason": "A."}, "wrong-definition", "when.all[0]"),
        (GATE, {"when": 3, "reason": "A."}, "wrong-definition", "when"),
        (GATE, {"when": {"latch": {}}, "reason": "A."}, "wrong-definition", "when.latch.of"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(
    client: APIClient, url: str, body: dict[str, Any], code: str, field: str | None
) -> None:
    response = patch(client, url, body)
    assert response.status_code == 400
    assert (response.json()["code"], response.json().get("field")) == (code, field)
    assert not FormerDefinition.objects.exists()


def test_every_fault_of_a_definition_is_told(client: APIClient) -> None:
    response = patch(client, GATE, {"when": {"all": ["war", "pax"]}, "reason": "Agreed."})
    assert [fault["field"] for fault in response.json()["fields"]] == ["when.all[0]", "when.all[1]"]


def test_who_is_overtaken_in_the_same_instant_sees_what_was_amended(
    world: World, client: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def first_somebody_else(**given: Any) -> Any:
        other = {**given, "changes": {"text": "First"}, "reason": "Faster."}
        amend_condition(**other)
        return amend_condition(**given)

    monkeypatch.setattr("scenarios.api.nodes.amend_condition", first_somebody_else)
    response = patch(client, CONDITION, {"text": "Second", "reason": "Slower."})
    assert (response.status_code, response.json()["code"]) == (409, "definition-changed")
    (since,) = response.json()["since"]
    assert (since["author"], since["reason"]) == (world.actor.username, "Faster.")


def test_a_token_that_may_only_write_amends_nothing(world: World) -> None:
    client = client_of(world.actor, Scope.READ, Scope.WRITE)
    assert patch(client, CONDITION, {"text": "Another", "reason": "A."}).status_code == 403
