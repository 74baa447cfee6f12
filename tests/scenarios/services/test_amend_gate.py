"""Amending a gate: its expression, what it is for, what it rests on, and what follows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from scenarios.casefiles.case_library import library_files
from scenarios.casefiles.read_cases import read_case_file
from scenarios.domain.errors import WrongDefinition
from scenarios.domain.statuses import NodeKind
from scenarios.models import FormerDefinition, Gate, GateCondition, ScenarioGate
from scenarios.selectors.states_at import states_at
from scenarios.services.amend_definition import Amended
from scenarios.services.amend_gate import amend_gate
from scenarios.services.assess_condition import assess_condition
from scenarios.services.export_case import export_case
from scenarios.services.load_case import load_case
from tests.clock import SetClock
from tests.sanctions.factories import member
from tests.scenarios.factories import (
    AssessmentFactory,
    CaseFactory,
    ConditionFactory,
    PackageFactory,
    ScenarioFactory,
)
from tests.scenarios.small_world import World, current, evaluate_whole, make_world, noon, told

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 6, 1)
TUESDAY = date(2026, 6, 2)
HOUR = timedelta(hours=1)


@pytest.fixture
def world(database_clock: SetClock) -> World:
    database_clock(noon(MONDAY))
    world = make_world(["peace", "truce"])
    evaluate_whole(world.case)
    return world


def amend(world: World, **changes: Any) -> Amended[Gate]:
    """Amend the gate as the analyst."""
    return amend_gate(
        gate=world.gate, changes=changes, reason="The text was agreed.", actor=world.actor
    )


def test_another_expression_is_evaluated_at_once(world: World) -> None:
    world.assess("truce", "MET", MONDAY)
    done = amend(world, when={"any": ["peace", "truce"]})
    assert told(done.events) == [("main", "NOT_MET", "MET", "DEFINITION", "3")]
    assert world.state() == "GATE_OPEN"
    former = FormerDefinition.objects.get(gate=world.gate)
    assert former.terms == {"when": {"all": ["peace", "truce"]}}
    assert (former.author, former.reason) == (world.actor.username, "The text was agreed.")
    held = Gate.objects.get(pk=world.gate.pk)
    assert (held.definition_version, held.version) == (2, 2)


def test_a_demand_added_to_a_gate_that_was_met_breaches_it(
    world: World, database_clock: SetClock
) -> None:
    amend(world, when="peace")
    world.assess("peace", "MET", MONDAY)
    database_clock(noon(MONDAY) + HOUR)
    done = amend(world, when={"all": ["peace", "truce"]})
    assert told(done.events) == [("main", "MET", "BREACHED", "DEFINITION", "3")]


def test_a_demand_added_and_an_old_part_violated_the_same_day_ends_breached(
    world: World, database_clock: SetClock
) -> None:
    amend(world, when="peace")
    world.assess("peace", "MET", MONDAY)
    database_clock(noon(TUESDAY))
    ConditionFactory(case=world.case, slug="monitors")
    first = amend(world, when={"all": ["peace", "monitors"]})
    database_clock(noon(TUESDAY) + HOUR)
    second = world.assess("peace", "NOT_MET", TUESDAY)
    assert told(first.events) == [("main", "MET", "UNVERIFIED", "DEFINITION", "3")]
    assert told(second.events)[-1] == ("main", "UNVERIFIED", "BREACHED", "EVIDENCE", "3")


def test_the_gate_rests_on_what_it_names_now_and_on_what_it_named(world: World) -> None:
    fresh = ConditionFactory(case=world.case, slug="monitors")
    amend(world, when={"all": ["peace", "monitors"]})
    resting = GateCondition.objects.filter(gate=world.gate)
    assert {row.condition.slug for row in resting} == {"peace", "truce", "monitors"}
    world.assess("peace", "MET", MONDAY)
    done = assess_condition(
        condition=fresh, status="MET", date=MONDAY, reason="They came.", actor=world.actor
    )
    assert ("main", "UNKNOWN", "MET", "EVIDENCE", "3") in told(done.events)


def test_what_it_opens_moves_its_scenarios(world: World) -> None:
    other = PackageFactory(case=world.case, slug="P2", state=None)
    scenario = ScenarioFactory(case=world.case, slug="more", packages=[other])
    evaluate_whole(world.case)
    world.assess("peace", "MET", MONDAY)
    world.assess("truce", "MET", MONDAY)
    assert world.state() == "GATE_OPEN"
    amend(world, opens="P2")
    assert [row.scenario for row in ScenarioGate.objects.filter(gate=world.gate)] == [scenario]
    assert world.state() == "TRACKING"
    assert scenario.evaluations.get(is_current=True).state == "GATE_OPEN"


def test_terms_that_wait_for_each_other_from_now_on_are_flagged(world: World) -> None:
    ahead = ConditionFactory(case=world.case, slug="relief", fulfilled_by=world.package)
    evaluate_whole(world.case)
    assert world.state() == "TRACKING"
    amend(world, when={"all": ["peace", ahead.slug]})
    assert world.state() == "TRACKING, DEADLOCKED"


def test_a_condition_of_a_public_case_is_cited_and_moves_the_gate(world: World) -> None:
    elsewhere = ConditionFactory(case=CaseFactory(slug="elsewhere"), slug="deal")
    AssessmentFactory(condition=elsewhere, status="NOT_MET", date=MONDAY)
    evaluate_whole(elsewhere.case)
    amend(world, when={"any": ["elsewhere/deal"]})
    done = assess_condition(
        condition=elsewhere, status="MET", date=MONDAY, reason="Signed.", actor=world.actor
    )
    assert ("main", "NOT_MET", "MET", "EVIDENCE", "3") in told(done.events)


@pytest.mark.parametrize(
    ("changes", "place", "words"),
    [
        ({"when": {"all": ["peace", "war"]}}, "when.all[1]", 'the id of a condition, got "war"'),
        ({"when": {"all": []}}, "when.all", "at least 1"),
        ({"when": {"hope": "peace"}}, "when.hope", "unknown key"),
        ({"when": {"latch": {"of": "peace"}}}, "when.latch.start", "it is missing"),
        ({"when": "nowhere/deal"}, "when", 'got "nowhere/deal"'),
        ({"when": "private/deal"}, "when", 'the id of a condition, got "private/deal"'),
        ({"when": "episode/peace"}, "when", "cites its own conditions without its id"),
        ({"when": None}, "when", "it is missing"),
        ({"when": 7}, "when", "got 7"),
        ({"opens": "P9"}, "opens", 'expected the id of a package, got "P9"'),
        ({"yields": "war"}, "yields", 'expected the id of a condition, got "war"'),
        ({"yields": ["peace"]}, "yields", "got a list"),
        ({"slug": "other"}, "slug", "unknown key"),
    ],
)
def test_a_wrong_definition_is_refused_with_its_place(
    world: World, changes: dict[str, Any], place: str, words: str
) -> None:
    ConditionFactory(case=CaseFactory(slug="private", private=True), slug="deal")
    with pytest.raises(WrongDefinition) as refused:
        amend(world, **changes)
    assert refused.value.field == place
    assert words in str(refused.value)
    assert not FormerDefinition.objects.exists()


def test_all_faults_are_told_at_once(world: World) -> None:
    with pytest.raises(WrongDefinition) as refused:
        amend(world, when={"all": ["war", "pax"]}, opens="P9")
    places = {fault.place for fault in refused.value.faults}
    assert places == {"when.all[0]", "when.all[1]", "opens"}


def test_a_deadline_moved_by_an_act_keeps_the_old_date(database_clock: SetClock) -> None:
    """Sudan: on 11 July 2017 an order moved the decision from 12 July by three months."""
    (path,) = [path for path in library_files() if "sudan" in str(path)]
    (document,) = read_case_file(str(path))
    del document["expect"]
    terms = document["gates"][0]["when"]["all"]
    terms[1]["before"]["deadline"] = "2017-07-12"
    document["conditions"][5]["assessments"] = document["conditions"][5]["assessments"][:1]
    database_clock(datetime(2017, 7, 11, tzinfo=UTC))
    load_case(document=document)
    gate = Gate.objects.select_related("case").get(slug="main")
    signed = datetime(2017, 7, 11, 18, tzinfo=UTC)
    database_clock(signed)
    moved = {"before": {**terms[1]["before"], "deadline": "2017-10-12"}}
    amend_gate(
        gate=gate,
        changes={"when": {"all": [terms[0], moved]}},
        reason="E.O. 13804 moves the decision by three months.",
        actor=member(),
    )
    ahead = current(gate)
    assert (ahead.next_change_on, ahead.next_change_status) == (date(2017, 10, 13), "FAILED")
    database_clock(datetime(2017, 8, 1, tzinfo=UTC))
    told_on = {
        known_at: states_at(
            kind=NodeKind.GATE, ids=[gate.pk], as_of=date(2017, 8, 1), known_at=known_at
        )[gate.pk].status
        for known_at in (datetime(2017, 7, 11, 17, tzinfo=UTC), signed)
    }
    assert list(told_on.values()) == ["FAILED", "NOT_MET"]
    (former,) = export_case(case=gate.case)["gates"][0]["former"]
    assert former["when"]["all"][1]["before"]["deadline"] == "2017-07-12"
    assert former["reason"].startswith("E.O. 13804")
