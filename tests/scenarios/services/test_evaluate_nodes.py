"""Evaluating what a change touches: baselines, dependents, rewrites, other cases, flags."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from scenarios.models import ChangeEvent, Evaluation, FlaggedScenario, GateCondition
from scenarios.services.evaluate_nodes import Occasion, evaluate_nodes
from scenarios.services.hold_cases import hold_nodes
from tests.clock import SetClock
from tests.sanctions.factories import member
from tests.scenarios.factories import (
    AssessmentFactory,
    CaseFactory,
    ConditionFactory,
    FormerDefinitionFactory,
    GateFactory,
    PackageFactory,
    ScenarioFactory,
)
from tests.scenarios.small_world import (
    BEGINNING,
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
FRIDAY = date(2026, 6, 5)


@pytest.fixture(autouse=True)
def _today(database_clock: SetClock) -> None:
    database_clock(noon(MONDAY))


def test_a_first_evaluation_is_a_baseline_without_events() -> None:
    world = make_world(initial="MET")
    assert evaluate_whole(world.case) == []
    row = current(world.gate)
    assert (row.value, row.status, row.since, row.told_on) == ("T", "MET", BEGINNING, MONDAY)
    assert (row.as_of, row.final, row.deciding, row.blocking) == (MONDAY, False, ["peace"], [])
    assert world.state() == "GATE_OPEN"
    assert row_counts() == (2, 1, 0)


def test_the_same_state_evaluated_twice_writes_nothing() -> None:
    world = make_world(["a", "b"])
    evaluate_whole(world.case)
    before = row_counts()
    assert evaluate_whole(world.case) == []
    assert row_counts() == before


def test_a_baseline_tells_nobody_even_of_what_differs() -> None:
    world = make_world()
    evaluate_whole(world.case)
    AssessmentFactory(condition=world.conditions["peace"], status="MET", date=MONDAY)
    evaluate_nodes(
        conditions=[world.conditions["peace"].pk], before={}, occasion=Occasion(is_baseline=True)
    )
    assert current(world.gate).status == "MET"
    assert ChangeEvent.objects.count() == 0


def test_only_what_depends_on_the_change_is_evaluated() -> None:
    world = make_world(["peace", "other"], when="peace")
    GateFactory(case=world.case, slug="aside", when="other")
    evaluate_whole(world.case)
    world.assess("peace", "MET", MONDAY)
    counts = {
        row.condition.slug if row.condition else row.gate.slug: 0
        for row in Evaluation.objects.select_related("condition", "gate")
    }
    for row in Evaluation.objects.select_related("condition", "gate"):
        counts[row.condition.slug if row.condition else row.gate.slug] += 1
    assert counts == {"peace": 2, "main": 2, "other": 1, "aside": 1}


def test_a_scenario_that_rests_on_no_changed_gate_is_left_alone() -> None:
    world = make_world(["peace", "other"], when="peace")
    package = PackageFactory(case=world.case, slug="P2", state=None)
    GateFactory(case=world.case, slug="aside", when="other", opens=package)
    aside = ScenarioFactory(case=world.case, slug="aside", packages=[package])
    evaluate_whole(world.case)
    world.assess("peace", "MET", MONDAY)
    assert aside.evaluations.count() == 1
    assert not FlaggedScenario.objects.filter(scenario=aside).exists()


def test_every_scenario_that_a_change_touches_is_flagged_though_it_stays_as_it_is() -> None:
    world = make_world(["a", "b"])
    evaluate_whole(world.case)
    world.assess("a", "MET", MONDAY)
    flagged = FlaggedScenario.objects.get()
    assert (flagged.old_state, flagged.new_state) == ("TRACKING", "TRACKING")
    # What still blocks it is less than before, so the scenario has a new evaluation.
    rows = world.scenario.evaluations.order_by("id")
    assert [row.blocking for row in rows] == [[["a", "b"]], [["b"]]]


def rewrite(world: World, when: object, *, names: list[str]) -> list[ChangeEvent]:
    """Give the gate another text, as loading an edited case file does."""
    before = hold_nodes(gates=[world.gate.pk])
    FormerDefinitionFactory(
        condition=None,
        gate=world.gate,
        case=world.case,
        until=datetime(2026, 6, 1, 12, tzinfo=UTC),
        terms={"when": world.gate.when},
    )
    world.gate.when = when
    world.gate.definition_version += 1
    world.gate.save()
    GateCondition.objects.filter(gate=world.gate).delete()
    for name in names:
        GateCondition.objects.create(gate=world.gate, condition=world.conditions[name])
    return evaluate_nodes(gates=[world.gate.pk], before=before, occasion=Occasion(reason="Why."))


def test_another_text_is_a_change_of_definition() -> None:
    world = make_world(["a", "b"], when="a")
    evaluate_whole(world.case)
    world.assess("b", "MET", MONDAY)
    events = rewrite(world, {"any": ["a", "b"]}, names=["a", "b"])
    assert told(events) == [("main", "NOT_MET", "MET", "DEFINITION", "3")]
    assert events[0].definition_version == 2
    assert events[0].reason == "Why."
    assert current(world.gate).definition_version == 2


def test_what_was_met_under_the_former_text_is_remembered(database_clock: SetClock) -> None:
    world = make_world(["a", "b"], when="a")
    evaluate_whole(world.case)
    world.assess("a", "MET", MONDAY)
    events = rewrite(world, {"all": ["a", "b"]}, names=["a", "b"])
    assert told(events) == [("main", "MET", "BREACHED", "DEFINITION", "3")]
    database_clock(noon(TUESDAY))
    partly = world.assess("b", "PARTIAL", TUESDAY)
    assert [event.node.slug for event in partly.events] == ["b"]
    assert current(world.gate).status == "BREACHED"
    database_clock(noon(FRIDAY))
    back = world.assess("b", "MET", FRIDAY)
    assert told(back.events)[1] == ("main", "BREACHED", "RESTORED", "EVIDENCE", "3")


def test_a_retraction_unsays_what_only_the_former_text_remembers() -> None:
    world = make_world(["a", "b"], when="a")
    evaluate_whole(world.case)
    first = world.assess("a", "MET", MONDAY).assessment
    rewrite(world, {"all": ["a", "b"]}, names=["a", "b"])
    back = world.assess("a", "NOT_MET", MONDAY, retracts=first)
    assert told(back.events)[1] == ("main", "BREACHED", "NOT_MET", "CORRECTION", "3")


def test_a_gate_of_another_case_that_cites_the_condition_follows() -> None:
    world = make_world()
    other = CaseFactory(slug="other")
    package = PackageFactory(case=other, slug="P9", state=None)
    gate = GateFactory(
        case=other,
        slug="far",
        when={"latch": {"of": "episode/peace", "start": "2026-02-01"}},
        opens=package,
    )
    scenario = ScenarioFactory(case=other, slug="far", packages=[package])
    evaluate_whole(world.case)
    evaluate_whole(other)
    assessed = world.assess("peace", "MET", MONDAY)
    assert told(assessed.events) == [
        ("peace", "NOT_MET", "MET", "EVIDENCE", "3"),
        ("main", "NOT_MET", "MET", "EVIDENCE", "3"),
        ("far", "NOT_MET", "MET", "EVIDENCE", "3"),
    ]
    assert current(gate).deciding == ["episode/peace"]
    assert scenario.evaluations.get(is_current=True).state == "GATE_OPEN"
    assert {event.case for event in assessed.events} == {world.case, other}
    touched = FlaggedScenario.objects.filter(event=assessed.events[0])
    assert {one.scenario for one in touched} == {world.scenario, scenario}


def test_the_number_of_statements_does_not_follow_the_number_of_dependents() -> None:
    counts = []
    for number in (1, 20):
        world = make_world() if number == 1 else counted_world(number)
        evaluate_whole(world.case)
        world.assess("peace", "PARTIAL", MONDAY)
        with CaptureQueriesContext(connection) as queries:
            world.assess("peace", "MET", MONDAY)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def counted_world(number: int) -> World:
    """Make a case in which a condition has so many gates and scenarios."""
    case = CaseFactory(slug="wide")
    peace = ConditionFactory(case=case, slug="peace")
    AssessmentFactory(condition=peace, status="NOT_MET", date=BEGINNING)
    for place in range(number):
        package = PackageFactory(case=case, slug=f"P{place}", state=None)
        gate = GateFactory(case=case, slug=f"g{place}", when="peace", opens=package)
        scenario = ScenarioFactory(case=case, slug=f"s{place}", packages=[package])
    return World(case, {"peace": peace}, gate, package, scenario, member())
