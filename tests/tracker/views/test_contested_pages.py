"""On the pages: who differs on a condition, what a machine said, and the remarks of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client

from scenarios.models import Assessment, ChangeEvent, Condition
from tests.clock import SetClock
from tests.scenarios.factories import AssessmentFactory
from tests.scenarios.small_world import World, evaluate_whole, make_world, noon
from tests.tracker.factories import SubscriptionFactory
from tracker.services.dispatch_changes import dispatch_changes

pytestmark = pytest.mark.django_db

PAGE = "/conditions/episode/peace/"
SOON = datetime(2026, 2, 24, 12, tzinfo=UTC)


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


def text_of(client: Client, address: str) -> str:
    """Return the words of a page."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def said_by_a_machine(**more: object) -> Assessment:
    """Store what a machine said of the condition."""
    made: Assessment = AssessmentFactory(
        condition=Condition.objects.get(slug="peace"),
        status="PARTIAL",
        date=date(2026, 2, 23),
        recorded=SOON - timedelta(days=1),
        waits_until=SOON,
        **more,
    )
    return made


def test_a_condition_shows_who_differs(as_analyst: Client, world: World) -> None:
    page = text_of(as_analyst, PAGE)
    assert "Contested: views differ" in page
    assert "in the view of RU" in page
    assert "Views diverge" in page


def test_of_an_earlier_day_nobody_differed(as_analyst: Client, world: World) -> None:
    assert "Contested: views differ" not in text_of(as_analyst, f"{PAGE}?as_of=2026-02-22")


def test_the_list_of_conditions_marks_it(as_analyst: Client, world: World) -> None:
    assert "Contested: views differ" in text_of(as_analyst, "/conditions/")


def test_a_scenario_says_what_the_flag_means(as_analyst: Client, world: World) -> None:
    assert "Assessors differ on a condition of it" in text_of(
        as_analyst, "/scenarios/episode/relief/"
    )


def test_what_a_machine_said_shows_until_when_it_waits(as_analyst: Client, world: World) -> None:
    said_by_a_machine()
    page = text_of(as_analyst, PAGE)
    assert "counts if it stands until" in page
    assert "did not stand" not in page


def test_what_did_not_stand_is_shown_as_such(
    as_analyst: Client, world: World, database_clock: SetClock
) -> None:
    database_clock(SOON + timedelta(hours=1))
    said_by_a_machine(settled_at=SOON, has_stood=False)
    assert "did not stand" in text_of(as_analyst, PAGE)
    then = text_of(as_analyst, f"{PAGE}?known_at=2026-02-24T11:00:00Z")
    assert "counts if it stands until" in then


def test_an_alert_of_a_remark_reads_as_one(as_analyst: Client, analyst: User, world: World) -> None:
    SubscriptionFactory(owner=analyst, kinds=["views_diverge"])
    ChangeEvent.objects.exclude(kind="views_diverge").update(dispatched_at=SOON)
    dispatch_changes()
    page = text_of(as_analyst, "/alerts/")
    assert "views diverge" in page


def test_a_subscription_to_disputes_is_made_on_its_page(as_analyst: Client, analyst: User) -> None:
    form = {
        "name": "Disputes",
        "everything": "on",
        "kinds": ["contested", "views_diverge"],
        "least_level": "2",
        "to_inbox": "on",
    }
    assert as_analyst.post("/subscriptions/new/", form).status_code == 302
    (made,) = analyst.subscriptions.all()
    assert made.kinds == ["contested", "views_diverge"]
    assert "only: contested, views diverge" in text_of(as_analyst, "/subscriptions/")
