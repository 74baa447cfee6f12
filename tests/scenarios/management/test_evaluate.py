"""The command `evaluate`: its answer in JSON and in words, and what it cannot use."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from scenarios.models import Gate
from scenarios.selectors.explanations import explain_gate
from scenarios.selectors.moments import Moment
from scenarios.services.amend_gate import amend_gate
from tests.clock import SetClock
from tests.scenarios.factories import AssessmentFactory
from tests.scenarios.small_world import World, evaluate_whole, make_world, noon

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(database_clock: SetClock) -> World:
    database_clock(noon(date(2026, 6, 1)))
    world = make_world(["peace", "truce"])
    AssessmentFactory(condition=world.conditions["truce"], status="MET", date=date(2026, 3, 1))
    return world


def answer(*arguments: str) -> list[dict[str, Any]]:
    """Run the command with --json, and return its cases."""
    out = StringIO()
    call_command("evaluate", *arguments, "--json", stdout=out)
    cases: list[dict[str, Any]] = json.loads(out.getvalue())["cases"]
    return cases


def test_the_answer_is_as_promised(world: World) -> None:
    (case,) = answer("episode")
    assert case["case"] == "episode"
    assert case["as_of"] == "2026-06-01"
    assert case["gates"]["main"] == {
        "value": "F",
        "status": "NOT_MET",
        "final": False,
        "deciding": ["peace"],
        "blocking": [["peace"]],
        "next_clock_change": None,
    }
    assert case["conditions"]["truce"]["status"] == "MET"
    assert case["scenarios"] == {
        "relief": {"status": "TRACKING", "flags": [], "blocking": [["peace"]]}
    }


def test_it_says_by_what_a_condition_is_contested(world: World) -> None:
    for assessor, status in (("UN", "NOT_MET"), ("RU", "MET")):
        AssessmentFactory(
            condition=world.conditions["peace"],
            status=status,
            date=date(2026, 4, 1),
            assessor=assessor,
        )
    (case,) = answer("episode")
    assert case["conditions"]["peace"]["contested"] == ["views"]
    assert case["scenarios"]["relief"]["flags"] == ["CONTESTED"]
    (before,) = answer("episode", "--as-of", "2026-03-31")
    assert "contested" not in before["conditions"]["peace"]


def test_it_evaluates_any_day(world: World) -> None:
    (case,) = answer("--as-of", "2026-02-01")
    assert case["as_of"] == "2026-02-01"
    assert case["conditions"]["truce"]["status"] == "NOT_MET"
    assert case["gates"]["main"]["blocking"] == [["peace", "truce"]]


def test_it_evaluates_what_was_known_then(world: World) -> None:
    (case,) = answer("--known-at", "2026-02-01T00:00:00Z")
    assert case["conditions"]["truce"]["status"] == "NOT_MET"


def test_it_remembers_what_was_met_under_a_former_text_as_explaining_does(
    world: World, database_clock: SetClock
) -> None:
    evaluate_whole(world.case)
    terms: dict[str, Any] = {"reason": "The text was agreed.", "actor": world.actor}
    amend_gate(gate=world.gate, changes={"when": "truce"}, **terms)
    held = Gate.objects.get(pk=world.gate.pk)
    database_clock(noon(date(2026, 6, 2)))
    amend_gate(gate=held, changes={"when": {"all": ["peace", "truce"]}}, **terms)
    (case,) = answer("episode")
    assert case["gates"]["main"]["status"] == "BREACHED"
    moment = Moment(as_of=date(2026, 6, 2), known_at=noon(date(2026, 6, 2)))
    explained = explain_gate(user=world.actor, gate=held, moment=moment)
    assert explained.gates[0].state.status == "BREACHED"


def test_a_case_is_found_by_its_ulid(world: World) -> None:
    assert [case["case"] for case in answer(world.case.pk)] == ["episode"]


def test_it_stores_nothing_and_needs_nothing_stored(world: World) -> None:
    first = answer("episode")
    evaluate_whole(world.case)
    assert answer("episode") == first
    assert world.scenario.evaluations.count() == 1


def test_people_read_it_in_words(world: World) -> None:
    out = StringIO()
    call_command("evaluate", "episode", stdout=out)
    assert out.getvalue().splitlines() == [
        "episode as of 2026-06-01",
        "  scenario relief: TRACKING",
        "  gate main: NOT_MET (F); decided by peace; blocked by peace",
        "  condition peace: NOT_MET (F); decided by peace; blocked by peace",
        "  condition truce: MET (T); decided by truce",
    ]


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["nowhere"], "CASE nowhere: expected the id of a case in the database"),
        (["--as-of", "soon"], "--as-of soon: expected a day as YYYY-MM-DD"),
        (
            ["--known-at", "2026-02-01"],
            "--known-at 2026-02-01: expected an instant as YYYY-MM-DDThh:mm:ssZ",
        ),
        (
            ["--known-at", "2027-01-01T00:00:00Z"],
            "--known-at 2027-01-01T00:00:00Z: expected an instant that is over",
        ),
    ],
)
def test_what_cannot_be_used_is_named(world: World, arguments: list[str], fault: str) -> None:
    err, out = StringIO(), StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("evaluate", *arguments, "--json", stdout=out, stderr=err)
    assert stopped.value.code == 2
    assert err.getvalue().splitlines() == [fault]
    assert out.getvalue() == ""
