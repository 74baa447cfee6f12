"""Assessing a condition: what is stored, and what follows from it at once."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pghistory.models
import pytest

from scenarios.models import Assessment, ChangeEvent, FlaggedScenario, Source
from scenarios.models.assessments import Origin
from tests.clock import SetClock
from tests.scenarios.small_world import (
    World,
    current,
    evaluate_whole,
    make_world,
    noon,
    row_counts,
    told,
)

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 6, 1)
TUESDAY = date(2026, 6, 2)
THURSDAY, FRIDAY = date(2026, 6, 4), date(2026, 6, 5)


@pytest.fixture
def world(database_clock: SetClock) -> World:
    database_clock(noon(MONDAY))
    world = make_world()
    evaluate_whole(world.case)
    return world


def test_what_is_met_opens_the_gate_and_flags_the_scenario(world: World) -> None:
    assessed = world.assess("peace", "MET", MONDAY)
    assert told(assessed.events) == [
        ("peace", "NOT_MET", "MET", "EVIDENCE", "3"),
        ("main", "NOT_MET", "MET", "EVIDENCE", "3"),
    ]
    assert world.state() == "GATE_OPEN"
    flagged = FlaggedScenario.objects.order_by("event__sequence")
    assert [(one.scenario, one.old_state, one.new_state) for one in flagged] == [
        (world.scenario, "TRACKING", "GATE_OPEN"),
        (world.scenario, "TRACKING", "GATE_OPEN"),
    ]


def test_every_event_says_who_why_on_what_and_from_when(world: World) -> None:
    assessed = world.assess("peace", "MET", MONDAY, reason="Signed in Geneva.")
    for event in assessed.events:
        assert event.case == world.case
        assert event.actor == world.actor
        assert event.reason == "Signed in Geneva."
        assert event.assessment == assessed.assessment
        assert event.valid_from == MONDAY
        assert event.recorded_at == noon(MONDAY)
    assert len({event.occasion for event in assessed.events}) == 1
    gate = assessed.events[1]
    assert (gate.old_deciding, gate.new_deciding) == (["peace"], ["peace"])


def test_the_assessment_keeps_what_was_said(world: World) -> None:
    made = world.assess(
        "peace", "PARTIAL", MONDAY, assessor="OSCE", degree=2, precision="week", note="two of three"
    ).assessment
    made.refresh_from_db()
    assert (made.status, made.date, made.recorded) == ("PARTIAL", MONDAY, noon(MONDAY))
    assert (made.assessor, made.degree, made.precision) == ("OSCE", 2, "week")
    assert (made.note, made.reason) == ("two of three", "The ministry said so.")
    assert (made.origin, made.entered_by) == (Origin.PERSON, world.actor)
    assert made.position > 0
    assert made.slug == made.pk


def test_evaluations_are_appended_and_one_of_each_is_current(world: World) -> None:
    world.assess("peace", "MET", MONDAY)
    rows = world.gate.evaluations.order_by("id")
    assert [(row.status, row.is_current) for row in rows] == [("NOT_MET", False), ("MET", True)]
    assert current(world.gate).value == "T"
    assert current(world.gate).blocking == []


def test_what_was_met_and_is_lost_is_breached_then_restored(
    world: World, database_clock: SetClock
) -> None:
    world.assess("peace", "MET", MONDAY)
    database_clock(noon(TUESDAY))
    lost = world.assess("peace", "NOT_MET", TUESDAY)
    database_clock(noon(FRIDAY))
    back = world.assess("peace", "MET", FRIDAY)
    assert told(lost.events) == [
        ("peace", "MET", "BREACHED", "EVIDENCE", "3"),
        ("main", "MET", "BREACHED", "EVIDENCE", "3"),
    ]
    assert told(back.events) == [
        ("peace", "BREACHED", "RESTORED", "EVIDENCE", "3"),
        ("main", "BREACHED", "RESTORED", "EVIDENCE", "3"),
    ]


def test_taking_an_assessment_back_corrects(world: World, database_clock: SetClock) -> None:
    first = world.assess("peace", "MET", MONDAY)
    database_clock(noon(TUESDAY))
    back = world.assess("peace", "NOT_MET", TUESDAY, retracts=first.assessment)
    assert told(back.events) == [
        ("peace", "MET", "NOT_MET", "CORRECTION", "3"),
        ("main", "MET", "NOT_MET", "CORRECTION", "3"),
    ]
    assert world.state() == "TRACKING"


@pytest.mark.parametrize(("happened", "cause"), [(THURSDAY, "EVIDENCE"), (TUESDAY, "CORRECTION")])
def test_news_of_yesterday_is_evidence_and_a_late_report_corrects(
    world: World, database_clock: SetClock, happened: date, cause: str
) -> None:
    database_clock(noon(FRIDAY))
    assessed = world.assess("peace", "MET", happened)
    assert [(event.cause, event.valid_from) for event in assessed.events] == [
        (cause, happened),
        (cause, happened),
    ]


def test_news_that_what_was_told_was_wrong_corrects(world: World) -> None:
    assessed = world.assess("peace", "MET", date(2026, 5, 20))
    assert {event.cause for event in assessed.events} == {"CORRECTION"}
    assert {event.valid_from for event in assessed.events} == {date(2026, 5, 20)}


def test_the_same_status_again_is_no_event(world: World) -> None:
    evaluations, of_scenarios, _ = row_counts()
    assessed = world.assess("peace", "NOT_MET", MONDAY)
    assert assessed.events == ()
    assert row_counts() == (evaluations, of_scenarios, 0)
    assert Assessment.objects.count() == 2


def test_a_claim_made_again_after_it_was_taken_back_is_news_again(world: World) -> None:
    first = world.assess("peace", "MET", MONDAY)
    world.assess("peace", "NOT_MET", MONDAY, retracts=first.assessment)
    again = world.assess("peace", "MET", MONDAY)
    assert told(again.events)[0] == ("peace", "NOT_MET", "MET", "EVIDENCE", "3")
    assert [event.key for event in again.events] == [
        f"condition:episode/peace:v1:NOT_MET>MET:{MONDAY}:EVIDENCE:1",
        f"gate:episode/main:v1:NOT_MET>MET:{MONDAY}:EVIDENCE:1",
    ]


def test_a_condition_that_decides_nothing_alone_is_a_notice(database_clock: SetClock) -> None:
    database_clock(noon(MONDAY))
    world = make_world(["a", "b", "c"])
    evaluate_whole(world.case)
    assessed = world.assess("a", "PARTIAL", MONDAY)
    assert told(assessed.events) == [("a", "NOT_MET", "PARTIAL", "EVIDENCE", "1")]
    assert world.state() == "TRACKING"


def test_a_change_of_what_decides_is_important(database_clock: SetClock) -> None:
    database_clock(noon(MONDAY))
    world = make_world(["a", "b"])
    evaluate_whole(world.case)
    assessed = world.assess("a", "MET", MONDAY)
    assert told(assessed.events) == [("a", "NOT_MET", "MET", "EVIDENCE", "2")]
    assert current(world.gate).deciding == ["b"]
    assert current(world.gate).blocking == [["b"]]


def test_the_version_rises_and_history_says_who_and_why(world: World) -> None:
    with pghistory.context(actor="ada", request_id="r1"):
        assessed = world.assess("peace", "MET", MONDAY, reason="Signed.")
    assert assessed.condition.version == 2
    rows: Any = pghistory.models.Events.objects
    row = rows.tracks(world.conditions["peace"]).last()
    assert row.pgh_context == {"actor": "ada", "request_id": "r1", "reason": "Signed."}


def test_a_source_of_the_case_is_cited_and_a_new_one_is_added(world: World) -> None:
    Source.objects.create(case=world.case, key="s1", position=0, publisher="The Gazette")
    new = {"url": "https://osce.example/report", "publisher": "OSCE", "grade": "A2"}
    assessed = world.assess("peace", "MET", MONDAY, sources=["s1", new])
    assert assessed.assessment.sources == ["s1", "s2"]
    added = Source.objects.get(case=world.case, key="s2")
    assert (added.url, added.publisher, added.grade, added.position) == (
        "https://osce.example/report",
        "OSCE",
        "A2",
        1,
    )


def test_an_assessment_before_the_first_fact_moves_the_start_of_every_node(
    database_clock: SetClock,
) -> None:
    database_clock(noon(MONDAY))
    world = make_world(["peace", "quiet"], when="peace", terms={"initial": "MET"})
    evaluate_whole(world.case)
    assert current(world.conditions["quiet"]).status == "NOT_MET"
    assessed = world.assess("peace", "NOT_MET", date(2025, 12, 1))
    # History now has days on which the quiet was still met, as it was initially.
    assert ("quiet", "NOT_MET", "BREACHED", "CORRECTION", "3") in told(assessed.events)


def test_the_clock_is_the_databases(world: World, database_clock: SetClock) -> None:
    late = datetime.fromisoformat("2026-06-05T23:30:00-05:00")
    database_clock(late)
    assessed = world.assess("peace", "MET", date(2026, 6, 6))
    assert assessed.assessment.recorded == late
    assert current(world.gate).as_of == date(2026, 6, 6)
    assert ChangeEvent.objects.filter(recorded_at=late).count() == 2
