"""Recording an act: what is kept, what moves at once, who is told, and what is refused."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from sanctions.models.teams import Role
from scenarios.domain.errors import NotAllowed, PackageChanged, WrongFact
from scenarios.models import Act, DatedState, FlaggedScenario, Package
from scenarios.services.record_act import GivenAct, RecordedAct, record_act
from tests.clock import SetClock
from tests.sanctions.factories import member
from tests.scenarios.factories import CaseFactory, ConditionFactory, PackageFactory, StepFactory
from tests.scenarios.small_world import (
    BEGINNING,
    World,
    current,
    evaluate_whole,
    make_world,
    noon,
    row_counts,
)

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 6, 1)
MAY = date(2026, 5, 4)
REASON = "It was published."


@pytest.fixture
def world(database_clock: SetClock) -> World:
    database_clock(noon(MONDAY))
    world = make_world()
    StepFactory(package=world.package, slug="s1")
    evaluate_whole(world.case)
    return world


def record(world: World, **given: Any) -> RecordedAct:
    """Record an act for the package as the analyst."""
    terms = {"date": MONDAY, "what": "The order was revoked.", "package": world.package, **given}
    return record_act(case=world.case, given=GivenAct(**terms), reason=REASON, actor=world.actor)


def test_an_act_is_kept_with_its_day_its_author_and_its_source(world: World) -> None:
    source = {"publisher": "The Gazette", "grade": "A1"}
    done = record(world, steps=["s1"], sources=[source], note="No. 7", precision="week")
    act = Act.objects.get()
    assert act == done.act
    assert (act.date, act.recorded, act.entered_by) == (MONDAY, noon(MONDAY), world.actor)
    assert (act.reason, act.note, act.precision) == (REASON, "No. 7", "week")
    assert [step.slug for step in act.steps.all()] == ["s1"]
    assert world.case.sources.get().key in act.sources


def test_relief_by_an_act_while_its_gate_is_open_triggers_the_scenario(world: World) -> None:
    world.assess("peace", "MET", MONDAY)
    assert world.state() == "GATE_OPEN"
    record(world)
    assert world.state() == "TRIGGERED"


def test_relief_by_an_act_while_no_gate_is_open_is_flagged(world: World) -> None:
    (event,) = record(world).events
    assert world.state() == "TRIGGERED, RELIEF_WITHOUT_GATE"
    flagged = FlaggedScenario.objects.get(event=event)
    assert (flagged.old_state, flagged.old_flags) == ("TRACKING", [])
    assert (flagged.new_state, flagged.new_flags) == ("TRIGGERED", ["RELIEF_WITHOUT_GATE"])


def test_the_event_of_an_act_is_of_its_package_and_critical_where_relief_came(
    world: World,
) -> None:
    (event,) = record(world, state="EFFECTIVE").events
    assert (event.node, event.act, event.kind) == (world.package, Act.objects.get(), "act")
    assert (event.old_status, event.new_status) == (None, "EFFECTIVE")
    assert (event.cause, event.level, event.valid_from) == ("EVIDENCE", "3", MONDAY)
    assert (event.reason, event.actor, event.definition_version) == (REASON, world.actor, 2)


def test_an_act_that_changes_nothing_is_evidence(world: World) -> None:
    record(world)
    (event,) = record(world, what="A speech was given.").events
    assert (event.level, event.cause) == ("0", "EVIDENCE")


def test_relief_that_is_reported_late_is_a_correction_with_its_lag(world: World) -> None:
    (event,) = record(world, date=MAY).events
    assert (event.cause, event.level, event.detection_lag) == ("CORRECTION", "3", 28)


def test_an_act_for_no_package_stands_in_the_case_and_tells_nobody(world: World) -> None:
    before = row_counts()
    done = record(world, package=None)
    assert (done.package, done.events) == (None, ())
    assert row_counts() == before


def test_a_step_carried_out_puts_a_package_in_force_that_was_only_agreed(world: World) -> None:
    Package.objects.update(state="AGREED")
    record(world, what="A report on the talks.")
    assert world.state() == "TRACKING"
    record(world, steps=["s1"])
    assert world.state() == "TRIGGERED, RELIEF_WITHOUT_GATE"


def test_a_state_that_an_act_gives_holds_from_its_day_on(world: World) -> None:
    Package.objects.update(state="AGREED")
    record(world, state="EFFECTIVE", date=MAY)
    record(world, state="LAPSED")
    assert world.state() == "REVERSED"
    assert Package.objects.get(pk=world.package.pk).state == "LAPSED"
    assert list(DatedState.objects.values_list("state", "since")) == [
        ("EFFECTIVE", MAY),
        ("LAPSED", MONDAY),
        ("AGREED", None),
    ]


def test_a_state_of_an_earlier_day_leaves_that_of_today(world: World) -> None:
    record(world, state="LAPSED")
    record(world, state="EFFECTIVE", date=MAY)
    assert Package.objects.get(pk=world.package.pk).state == "LAPSED"
    assert world.state() == "REVERSED"


def test_an_act_before_all_facts_moves_the_beginning_of_the_history(world: World) -> None:
    world.case.start = None
    world.case.save()
    war = ConditionFactory(case=world.case, slug="war", initial="NOT_MET")
    evaluate_whole(world.case)
    assert current(war).since == BEGINNING
    record(world, package=None, date=date(2025, 3, 1))
    assert current(war).since == date(2025, 3, 1)


def test_who_saw_an_older_package_is_told_what_was_recorded_since(world: World) -> None:
    first = record(world, seen_version=1)
    with pytest.raises(PackageChanged) as refused:
        record(world, seen_version=1)
    assert (refused.value.version, refused.value.since) == (2, (first.act,))
    assert Act.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"date": MONDAY + timedelta(days=1)}, "date"),
        ({"what": " "}, "what"),
        ({"steps": ["s1", "s9"]}, "steps[1]"),
        ({"package": None, "steps": ["s1"]}, "steps[0]"),
        ({"state": "DONE"}, "state"),
        ({"package": None, "state": "EFFECTIVE"}, "state"),
        ({"sources": ["nowhere"]}, "sources[0]"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_stored(
    world: World, given: dict[str, Any], field: str
) -> None:
    before = row_counts()
    with pytest.raises(WrongFact) as refused:
        record(world, **given)
    assert refused.value.field == field
    assert (row_counts(), Act.objects.count()) == (before, 0)


def test_an_act_needs_a_reason(world: World) -> None:
    given = GivenAct(date=MONDAY, what="It was done.")
    with pytest.raises(WrongFact, match="Say why"):
        record_act(case=world.case, given=given, reason=" ", actor=world.actor)


def test_a_package_of_another_case_is_refused(world: World) -> None:
    with pytest.raises(WrongFact, match="another case"):
        record(world, package=PackageFactory())


def test_who_may_only_read_records_nothing(world: World) -> None:
    given = GivenAct(date=MONDAY, what="It was done.")
    viewer = member(role=Role.VIEWER)
    with pytest.raises(NotAllowed):
        record_act(case=world.case, given=given, reason=REASON, actor=viewer)
    theirs = CaseFactory(private=True)
    with pytest.raises(NotAllowed):
        record_act(case=theirs, given=given, reason=REASON, actor=world.actor)
    assert Act.objects.count() == 0
