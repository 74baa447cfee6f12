"""Acts on their pages: recording one, the gap to the gates, who was overtaken, taking one back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from sanctions.models.teams import Role
from scenarios.models import Act, Package, TakenBackAct
from scenarios.services.record_act import GivenAct, record_act
from tests.clock import SetClock
from tests.sanctions.factories import member
from tests.scenarios.factories import StepFactory
from tests.scenarios.small_world import World, evaluate_whole, make_world, noon

pytestmark = pytest.mark.django_db

PACKAGE = "/packages/episode/P1/"
NEW = f"{PACKAGE}acts/new/"
MONDAY = date(2026, 6, 1)
MAY = date(2026, 5, 4)


@pytest.fixture
def world(database_clock: SetClock) -> World:
    """A case whose gate opened in May and whose step was to be in effect in March."""
    database_clock(noon(MONDAY))
    made = make_world()
    StepFactory(package=made.package, slug="s1", effective=date(2026, 3, 1))
    Package.objects.update(state="AGREED")
    evaluate_whole(made.case)
    made.assess("peace", "MET", MAY)
    return made


def typed(**changed: Any) -> dict[str, Any]:
    """Return a form as a browser sends it."""
    return {
        "what": "The ban was lifted.",
        "date": "2026-05-20",
        "precision": "",
        "steps": ["s1"],
        "state": "",
        "reason": "It was published.",
        "source_url": "https://gazette.example/7",
        "source_publisher": "The Gazette",
        "source_grade": "A1",
        "note": "",
        "seen_version": "1",
        **changed,
    }


def test_an_act_is_recorded_and_its_page_tells_what_it_moved(
    as_analyst: Client, analyst: User, world: World
) -> None:
    answer = as_analyst.post(NEW, typed(), follow=True)
    act = Act.objects.get()
    assert answer.redirect_chain == [(f"/acts/{act.pk}/", 302)]
    assert (act.entered_by, act.date) == (analyst, date(2026, 5, 20))
    shown = answer.content.decode()
    assert "16 days after its gates opened on 4 May 2026" in shown
    assert "was to be in effect from 1 Mar 2026" in shown
    assert "Triggered" in shown
    assert "detection lag 12 days" in shown
    assert "The Gazette" in shown


def test_the_package_shows_the_gap_and_keeps_the_date_that_was_planned(
    as_analyst: Client, world: World
) -> None:
    as_analyst.post(NEW, typed(state="EFFECTIVE"))
    shown = as_analyst.get(PACKAGE).content.decode()
    assert "gap 16 days" in shown
    assert "carried out 20 May 2026" in shown
    assert "was to be in effect from 1 Mar 2026" in shown
    assert "since 20 May 2026" in shown
    assert NEW in shown


def test_a_past_day_shows_the_state_of_that_day(as_analyst: Client, world: World) -> None:
    as_analyst.post(NEW, typed(state="EFFECTIVE"))
    for page in (PACKAGE, "/cases/episode/", "/packages/", "/scenarios/episode/relief/"):
        before = as_analyst.get(f"{page}?as_of=2026-05-19").content.decode()
        assert "Agreed" in before, page
        assert "Record an act" not in before, page
        assert "since 20 May 2026" in as_analyst.get(page).content.decode(), page


def test_lists_of_packages_and_cases_keep_the_day_in_their_links(
    as_analyst: Client, world: World
) -> None:
    for page, link in (("/packages/", PACKAGE), ("/cases/", "/cases/episode/")):
        shown = as_analyst.get(f"{page}?as_of=2026-05-19").content.decode()
        assert f"{link}?as_of=2026-05-19" in shown, page


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"what": ""}, "This field is required."),
        ({"reason": ""}, "This field is required."),
        ({"date": "2026-06-02"}, "still to come"),
        ({"steps": ["s9"]}, "Select a valid choice"),
        ({"source_grade": "Z9"}, "Admiralty pair"),
    ],
)
def test_what_is_wrong_is_named_and_what_was_typed_stays(
    as_analyst: Client, world: World, changed: dict[str, Any], words: str
) -> None:
    answer = as_analyst.post(NEW, typed(note="My careful note", **changed))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "My careful note" in answer.content.decode()
    assert not Act.objects.exists()


def test_who_was_overtaken_sees_the_other_act_and_keeps_the_text(
    as_analyst: Client, world: World
) -> None:
    other = GivenAct(date=MAY, what="Somebody was faster.", package=world.package)
    record_act(case=world.case, given=other, reason="Published.", actor=member())
    answer = as_analyst.post(NEW, typed())
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody was faster." in shown
    assert "The ban was lifted." in shown
    assert as_analyst.post(NEW, typed(seen_version="2")).status_code == 302


def test_an_act_for_no_package_is_recorded_on_the_page_of_its_case(
    as_analyst: Client, world: World
) -> None:
    form = typed(seen_version="")
    del form["steps"], form["state"]
    assert as_analyst.post("/cases/episode/acts/new/", form).status_code == 302
    act = Act.objects.get()
    assert act.package is None
    assert act.what in as_analyst.get("/cases/episode/").content.decode()
    assert "It is for no package" in as_analyst.get(f"/acts/{act.pk}/").content.decode()


def test_an_act_is_taken_back_with_a_reason(as_analyst: Client, world: World) -> None:
    as_analyst.post(NEW, typed())
    act = Act.objects.get()
    back = f"/acts/{act.pk}/take-back/"
    assert as_analyst.post(back, {"reason": ""}).status_code == 422
    shown = as_analyst.post(back, {"reason": "It was another ban."}, follow=True).content.decode()
    assert "It never was" in shown
    assert "It was another ban." in shown
    assert TakenBackAct.objects.get().act == act
    assert act.what not in as_analyst.get(PACKAGE).content.decode().partition('id="acts"')[2]
    assert as_analyst.post(back, {"reason": "Again."}).status_code == 422


def test_who_may_only_read_records_nothing_and_is_not_led_there(
    client: Client, world: World
) -> None:
    given = GivenAct(date=MAY, what="It was done.", package=world.package)
    act = record_act(case=world.case, given=given, reason="Published.", actor=world.actor).act
    client.force_login(member(role=Role.VIEWER))
    assert NEW not in client.get(PACKAGE).content.decode()
    assert "take-back" not in client.get(f"/acts/{act.pk}/").content.decode()
    assert client.get(NEW).status_code == 403
    assert client.post(NEW, typed()).status_code == 403
    assert client.post(f"/acts/{act.pk}/take-back/", {"reason": "No."}).status_code == 403


def test_acts_of_another_team_are_not_found(as_analyst: Client, world: World) -> None:
    given = GivenAct(date=MAY, what="It was done.", package=world.package)
    act = record_act(case=world.case, given=given, reason="Published.", actor=world.actor).act
    world.case.team = member().memberships.get().team
    world.case.save()
    for address in (NEW, "/cases/episode/acts/new/", f"/acts/{act.pk}/"):
        assert as_analyst.get(address).status_code == 404
