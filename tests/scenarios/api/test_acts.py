"""Acts over REST: recording one, what comes back, taking one back, and reading them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from rest_framework.test import APIClient

from scenarios.models import Act, ChangeEvent
from tests.clock import SetClock
from tests.rest_clients import API, client_of, ids
from tests.sanctions.factories import member
from tests.scenarios.api.test_events import EVENTS, feed
from tests.scenarios.factories import ActFactory, CaseFactory, StepFactory
from tests.scenarios.small_world import World, evaluate_whole, make_world, noon
from tracker.domain.kinds import Scope

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 6, 1)
ACTS = f"{API}/cases/episode/acts/"
PACKAGE = f"{API}/packages/episode/P1/"
ACT: dict[str, Any] = {
    "date": "2026-06-01",
    "what": "The order was revoked.",
    "reason": "It was published.",
    "package": "P1",
    "steps": ["s1"],
    "state": "EFFECTIVE",
    "sources": [{"publisher": "The Gazette", "grade": "A1"}],
}


@pytest.fixture
def world(database_clock: SetClock) -> World:
    database_clock(noon(MONDAY))
    made = make_world()
    StepFactory(package=made.package, slug="s1")
    evaluate_whole(made.case)
    return made


@pytest.fixture
def client(world: World) -> APIClient:
    return client_of(world.actor)


def test_an_act_comes_back_with_what_it_changed(world: World, client: APIClient) -> None:
    answer = client.post(ACTS, ACT, format="json")
    assert answer.status_code == 201, answer.content
    act, (event,) = answer.json()["act"], answer.json()["events"]
    assert (act["package"]["address"], act["steps"]) == ("episode/P1", ["s1"])
    assert (act["state"], act["entered_by"]) == ("EFFECTIVE", world.actor.username)
    assert (act["recorded"], act["taken_back"]) == ("2026-06-01T12:00:00Z", None)
    assert answer.json()["package_version"] == 2
    assert (event["node_kind"], event["node"]["address"]) == ("package", "episode/P1")
    assert (event["kind"], event["old_status"], event["new_status"]) == ("act", None, "EFFECTIVE")
    assert (event["act"], event["detection_lag_days"]) == (act["id"], 0)
    (flagged,) = event["scenarios"]
    assert (flagged["old_state"], flagged["new_state"]) == ("TRACKING", "TRIGGERED")


def test_a_repeated_request_records_one_act(world: World, client: APIClient) -> None:
    key = {"Idempotency-Key": "once"}
    first = client.post(ACTS, ACT, format="json", headers=key)
    again = client.post(ACTS, ACT, format="json", headers=key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    other = client.post(ACTS, {**ACT, "what": "Something else."}, format="json", headers=key)
    assert (other.status_code, Act.objects.count()) == (422, 1)


@pytest.mark.parametrize(
    ("changed", "status", "field"),
    [
        ({"what": ""}, 400, "what"),
        ({"date": "2026-06-02"}, 400, "date"),
        ({"package": "P9"}, 400, "package"),
        ({"steps": ["s9"]}, 400, "steps[0]"),
        ({"state": "DONE"}, 400, "state"),
        ({"package": None, "steps": []}, 400, "state"),
        ({"precision": "roughly"}, 400, "precision"),
        ({"who": "me"}, 400, "who"),
        ({"seen_version": 7}, 409, None),
    ],
)
def test_what_cannot_be_recorded_is_refused_by_name(
    world: World, client: APIClient, changed: dict[str, Any], status: int, field: str | None
) -> None:
    answer = client.post(ACTS, {**ACT, **changed}, format="json")
    assert (answer.status_code, answer.json().get("field")) == (status, field)
    assert answer["Content-Type"] == "application/problem+json"
    assert not Act.objects.exists()


def test_recording_needs_the_scope_to_assess(world: World) -> None:
    reading = client_of(world.actor, Scope.READ, Scope.WRITE)
    assert reading.post(ACTS, ACT, format="json").status_code == 403
    assert reading.get(ACTS).status_code == 200


def test_the_acts_of_a_case_of_another_team_are_not_there(client: APIClient) -> None:
    theirs = CaseFactory(private=True)
    act = ActFactory(case=theirs)
    for address in (f"{API}/cases/{theirs.slug}/acts/", f"{API}/acts/{act.pk}/"):
        assert client.get(address).status_code == 404
    url = f"{API}/acts/{act.pk}/take-back/"
    assert client.post(url, {"reason": "No."}, format="json").status_code == 404


def test_an_act_is_taken_back_and_stays_to_be_read(world: World, client: APIClient) -> None:
    act = client.post(ACTS, ACT, format="json").json()["act"]["id"]
    body = {"reason": "It was another order."}
    answer = client.post(f"{API}/acts/{act}/take-back/", body, format="json")
    assert answer.status_code == 200
    assert answer.json()["act"]["taken_back"] == {
        "recorded": "2026-06-01T12:00:00Z",
        "reason": "It was another order.",
        "by": world.actor.username,
    }
    assert [event["kind"] for event in answer.json()["events"]] == ["act_taken_back"]
    assert ids(client.get(f"{API}/acts/?taken_back=true")) == [act]
    assert ids(client.get(f"{API}/acts/?taken_back=false")) == []
    again = client.post(f"{API}/acts/{act}/take-back/", body, format="json")
    assert (again.status_code, again.json()["field"]) == (400, "act")


def test_a_package_shows_its_state_of_a_day_as_known_at_an_instant(
    world: World, client: APIClient, database_clock: SetClock
) -> None:
    client.post(ACTS, {**ACT, "date": "2026-05-04"}, format="json")
    database_clock(noon(date(2026, 6, 5)))
    expected = {
        "": ("EFFECTIVE", "2026-05-04", "IN_FORCE"),
        "?as_of=2026-05-03": (None, None, "AHEAD"),
        "?as_of=2026-05-04": ("EFFECTIVE", "2026-05-04", "IN_FORCE"),
        "?known_at=2026-05-20T00:00:00Z": (None, None, "AHEAD"),
    }
    for query, told in expected.items():
        standing = client.get(f"{PACKAGE}{query}").json()["phase"]
        assert (standing["state"], standing["since"], standing["phase"]) == told, query


@pytest.mark.django_db(transaction=True)
def test_events_are_found_by_their_package(world: World, client: APIClient) -> None:
    client.post(ACTS, ACT, format="json")
    event = ChangeEvent.objects.get()
    assert ids(feed(client, f"{EVENTS}?package={world.package.pk}")) == [event.pk]
    assert ids(feed(client, f"{EVENTS}?node_kind=package&kind=act")) == [event.pk]
    assert ids(client_of(member()).get(f"{API}/events/?node_kind=gate")) == []
