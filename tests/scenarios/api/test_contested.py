"""Over REST: what contests a condition, what waits to count, and remarks in the feed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from scenarios.models import Condition
from tests.clock import SetClock
from tests.rest_clients import API, client_of
from tests.sanctions.factories import UserFactory
from tests.scenarios.api.test_events import EVENTS, feed
from tests.scenarios.factories import AssessmentFactory
from tests.scenarios.small_world import World, evaluate_whole, make_world, noon

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(database_clock: SetClock) -> World:
    """A condition that Moscow found met on 23 February, and the Council did not."""
    database_clock(noon(date(2026, 2, 1)))
    world = make_world()
    evaluate_whole(world.case)
    for day, assessor, status in ((2, "UN", "NOT_MET"), (23, "RU", "MET")):
        database_clock(noon(date(2026, 2, day)))
        world.assess("peace", status, date(2026, 2, day), assessor=assessor)
    return world


def get(path: str, **query: str) -> Any:
    """Return what anybody who is signed in reads."""
    response = client_of(UserFactory()).get(f"{API}/{path}", query)
    assert response.status_code == 200, response.content
    return response.json()


def test_a_condition_says_by_what_it_is_contested(world: World) -> None:
    assert get("conditions/episode/peace/")["state"]["contested"] == ["views"]
    assert get("gates/episode/main/")["state"]["contested"] == []


def test_it_is_told_of_another_day_as_it_was(world: World) -> None:
    then = get("conditions/episode/peace/", as_of="2026-02-22")
    assert then["state"]["contested"] == []
    later = get("conditions/episode/peace/", as_of="2026-02-23")
    assert later["state"]["contested"] == ["views"]


def test_scenarios_are_found_by_the_flag(world: World) -> None:
    (found,) = get("scenarios/", flag="CONTESTED")["results"]
    assert found["state"]["flags"] == ["CONTESTED"]


def test_an_explanation_tells_it_too(world: World) -> None:
    told = get("scenarios/episode/relief/explain/")
    assert told["conditions"][0]["state"]["contested"] == ["views"]
    assert told["scenarios"][0]["state"]["flags"] == ["CONTESTED"]


@pytest.mark.django_db(transaction=True)
def test_the_feed_tells_remarks_by_their_kind(world: World) -> None:
    told = feed(client_of(UserFactory()), f"{EVENTS}?kind=views_diverge").json()
    (remark,) = told["results"]
    assert remark["node"]["address"] == "episode/peace"
    assert (remark["old_status"], remark["new_status"]) == ("MET", "MET")
    assert {one["kind"] for one in get("events/")["results"]} == {"change", "views_diverge"}


def test_an_assessment_says_until_when_it_waits(world: World) -> None:
    condition = Condition.objects.get(slug="peace")
    until = datetime(2026, 2, 24, 12, tzinfo=UTC)
    waiting = AssessmentFactory(condition=condition, status="NOT_MET", waits_until=until)
    told = get(f"assessments/{waiting.pk}/")
    assert told["waits_until"] == "2026-02-24T12:00:00Z"
    assert (told["settled_at"], told["has_stood"]) == (None, None)
