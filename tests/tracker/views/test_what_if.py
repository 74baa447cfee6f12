"""The what-if page: what is supposed stands in the address alone, what follows on the page."""

from __future__ import annotations

from datetime import date

import pytest
from django.apps import apps
from django.test import Client

from tests.clock import SetClock
from tests.scenarios.small_world import BEGINNING, World, evaluate_whole, make_world, noon

pytestmark = pytest.mark.django_db

PAGE = "/scenarios/episode/relief/what-if/"
APRIL = date(2026, 4, 1)


@pytest.fixture
def world(database_clock: SetClock) -> World:
    """A gate of two conditions, one of which was met on the first of April."""
    database_clock(noon(BEGINNING))
    made = make_world(["peace", "truce"])
    evaluate_whole(made.case)
    database_clock(noon(APRIL))
    made.assess("peace", "MET", APRIL)
    return made


def rows_stored() -> dict[str, int]:
    """Return how many rows each of our tables has."""
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model._meta.app_label in ("sanctions", "scenarios", "tracker")
    }


def test_without_a_supposition_the_page_offers_one(as_analyst: Client, world: World) -> None:
    shown = as_analyst.get(PAGE).content.decode()
    assert "Suppose something" in shown
    assert "Nothing is stored." in shown
    assert shown.count('name="status.') == 2


def test_what_would_change_is_told_against_what_is(as_analyst: Client, world: World) -> None:
    answer = as_analyst.get(f"{PAGE}?status.truce=MET&date.truce=2026-05-01")
    found = answer.context["found"]
    assert (found.real.state, found.told.state) == ("TRACKING", "GATE_OPEN")
    (gate,) = found.found.gates
    assert (gate.before.state.status, gate.after.state.status) == ("NOT_MET", "MET")
    shown = answer.content.decode()
    assert "looked at on 1 May 2026" in shown
    assert "Nothing blocks it." in shown
    assert '<option value="MET" selected>' in shown


def test_the_day_looked_at_can_be_chosen(as_analyst: Client, world: World) -> None:
    answer = as_analyst.get(f"{PAGE}?status.truce=MET&date.truce=2026-05-01&as_of=2026-04-15")
    assert "Nothing would change" in answer.content.decode()


def test_supposing_stores_nothing(as_analyst: Client, world: World) -> None:
    as_analyst.get(PAGE)
    before = rows_stored()
    for status in ("MET", "FAILED", "WAIVED"):
        assert as_analyst.get(f"{PAGE}?status.truce={status}").status_code == 200
    assert rows_stored() == before


def test_the_address_is_kept_short(as_analyst: Client, world: World) -> None:
    answer = as_analyst.get(
        f"{PAGE}?status.peace=&date.peace=2026-04-01&status.truce=MET&date.truce=&as_of="
    )
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"{PAGE}?status.truce=MET"


@pytest.mark.parametrize("query", ["status.war=MET", "status.other%2Fpeace=MET"])
def test_what_nothing_rests_on_is_not_found(as_analyst: Client, world: World, query: str) -> None:
    assert as_analyst.get(f"{PAGE}?{query}").status_code == 404


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("status.truce=RESTORED", "Select a valid choice"),
        ("status.truce=MET&date.truce=soon", "Enter a valid date"),
        ("status.truce=MET&date.truce=9999-12-31", "less than or equal to 2199"),
    ],
)
def test_a_wrong_field_is_named_beside_it(
    as_analyst: Client, world: World, query: str, words: str
) -> None:
    answer = as_analyst.get(f"{PAGE}?{query}")
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_what_the_scenario_assumes_is_offered(as_analyst: Client, world: World) -> None:
    world.scenario.assume = {"truce": {"status": "MET", "date": "2026-05-01"}}
    world.scenario.save()
    shown = as_analyst.get(PAGE).content.decode()
    assert "?status.truce=MET&amp;date.truce=2026-05-01" in shown


def test_the_scenario_leads_to_it(as_analyst: Client, world: World) -> None:
    assert PAGE in as_analyst.get("/scenarios/episode/relief/").content.decode()
