"""The clock: review dates and deadlines, ticks that are late, doubled or beside somebody's work."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection, transaction

from scenarios.models import Case, ChangeEvent, Evaluation, GateCondition
from scenarios.services.wake_due_nodes import Woken, wake_due_nodes
from tests.clock import SetClock
from tests.scenarios.factories import (
    ActFactory,
    AssessmentFactory,
    CaseFactory,
    ConditionFactory,
    ConfirmationFactory,
    GateFactory,
    LicenceFactory,
    StepFactory,
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

MAY = date(2026, 5, 1)
JUNE = date(2026, 6, 1)
NOTHING = Woken(cases=0, events=0, failed=())


def clock_events() -> list[tuple[date, str, str, str, str]]:
    """Return the day, node, statuses and level of every event, all by the clock."""
    events = list(ChangeEvent.objects.all())
    assert {event.cause for event in events} <= {"CLOCK"}
    assert {event.assessment for event in events} <= {None}
    return [
        (event.valid_from, event.node.slug, event.old_status, event.new_status, event.level)
        for event in events
    ]


def reviewed(database_clock: SetClock) -> World:
    """Make a condition that was found met on 1 May, to be reviewed every 30 days."""
    database_clock(noon(MAY))
    world = make_world(initial=None, terms={"review_days": 30})
    AssessmentFactory(condition=world.conditions["peace"], status="MET", date=MAY)
    evaluate_whole(world.case)
    return world


def test_a_review_that_is_past_leaves_it_unverified(database_clock: SetClock) -> None:
    world = reviewed(database_clock)
    assert current(world.conditions["peace"]).wake_on == JUNE
    assert current(world.gate).next_change_on == JUNE
    assert current(world.gate).next_change_status == "UNVERIFIED"
    database_clock(noon(date(2026, 5, 31)))
    assert wake_due_nodes() == NOTHING
    database_clock(noon(JUNE))
    assert wake_due_nodes() == Woken(cases=1, events=2, failed=())
    assert clock_events() == [
        (JUNE, "peace", "MET", "UNVERIFIED", "3"),
        (JUNE, "main", "MET", "UNVERIFIED", "3"),
    ]
    assert world.state() == "TRACKING"


def test_a_second_tick_finds_nothing(database_clock: SetClock) -> None:
    reviewed(database_clock)
    database_clock(noon(JUNE))
    wake_due_nodes()
    before = row_counts()
    assert wake_due_nodes() == NOTHING
    assert row_counts() == before


def test_a_deadline_that_passes_fails_the_gate(database_clock: SetClock) -> None:
    database_clock(noon(MAY))
    world = make_world(
        when={"before": {"of": "peace", "deadline": "2026-05-31", "start": "2026-01-01"}}
    )
    evaluate_whole(world.case)
    database_clock(noon(JUNE))
    wake_due_nodes()
    assert clock_events() == [(JUNE, "main", "NOT_MET", "FAILED", "3")]
    assert current(world.gate).blocking is None
    assert world.state() == "TRACKING, IMPOSSIBLE"


def test_a_month_without_a_tick_is_told_day_by_day(database_clock: SetClock) -> None:
    world = reviewed(database_clock)
    # A confirmation entered ahead, then a sustained gate: each day has its own event.
    ConfirmationFactory(condition=world.conditions["peace"], date=date(2026, 6, 10))
    held = GateFactory(
        case=world.case,
        slug="held",
        when={"sustained": {"of": "peace", "days": 20, "start": "2026-05-01"}},
    )
    evaluate_whole(world.case)
    database_clock(noon(date(2026, 7, 31)))
    wake_due_nodes()
    assert clock_events() == [
        (date(2026, 5, 21), "held", "NOT_MET", "MET", "3"),
        (JUNE, "peace", "MET", "UNVERIFIED", "3"),
        (JUNE, "main", "MET", "UNVERIFIED", "3"),
        (JUNE, "held", "MET", "UNVERIFIED", "3"),
        (date(2026, 6, 10), "peace", "UNVERIFIED", "MET", "3"),
        (date(2026, 6, 10), "main", "UNVERIFIED", "MET", "3"),
        (date(2026, 6, 30), "held", "UNVERIFIED", "MET", "3"),
        (date(2026, 7, 11), "peace", "MET", "UNVERIFIED", "3"),
        (date(2026, 7, 11), "main", "MET", "UNVERIFIED", "3"),
        (date(2026, 7, 11), "held", "MET", "UNVERIFIED", "3"),
    ]
    assert current(held).as_of == date(2026, 7, 11)
    assert len({event.occasion for event in ChangeEvent.objects.all()}) == 1


def test_ticks_day_by_day_tell_the_same_as_one_late_tick(database_clock: SetClock) -> None:
    world = reviewed(database_clock)
    ConfirmationFactory(condition=world.conditions["peace"], date=date(2026, 6, 10))
    evaluate_whole(world.case)
    for number in range(1, 75):
        database_clock(noon(date.fromordinal(MAY.toordinal() + number)))
        wake_due_nodes()
    assert [(day, node, new) for day, node, _, new, _ in clock_events()] == [
        (JUNE, "peace", "UNVERIFIED"),
        (JUNE, "main", "UNVERIFIED"),
        (date(2026, 6, 10), "peace", "MET"),
        (date(2026, 6, 10), "main", "MET"),
        (date(2026, 7, 11), "peace", "UNVERIFIED"),
        (date(2026, 7, 11), "main", "UNVERIFIED"),
    ]


def test_an_assessment_first_tells_what_the_clock_did(database_clock: SetClock) -> None:
    world = reviewed(database_clock)
    database_clock(noon(date(2026, 6, 20)))
    assessed = world.assess("peace", "MET", date(2026, 6, 20))
    assert clock_events_before(assessed.events) == [
        (JUNE, "peace", "UNVERIFIED"),
        (JUNE, "main", "UNVERIFIED"),
    ]
    assert told(assessed.events) == [
        ("peace", "UNVERIFIED", "MET", "EVIDENCE", "3"),
        ("main", "UNVERIFIED", "MET", "EVIDENCE", "3"),
    ]


def clock_events_before(events: tuple[ChangeEvent, ...]) -> list[tuple[date, str, str]]:
    """Return the day, node and status of the events before these."""
    earlier = ChangeEvent.objects.filter(sequence__lt=events[0].sequence, cause="CLOCK")
    return [(event.valid_from, event.node.slug, event.new_status) for event in earlier]


def test_a_fact_dated_ahead_changes_the_status_on_its_day(database_clock: SetClock) -> None:
    database_clock(noon(MAY))
    world = make_world()
    AssessmentFactory(condition=world.conditions["peace"], status="MET", date=JUNE)
    evaluate_whole(world.case)
    assert current(world.gate).wake_on == JUNE
    # The clock alone, without the fact ahead, would change nothing.
    assert current(world.gate).next_change_on is None
    database_clock(noon(JUNE))
    wake_due_nodes()
    assert [event[1:4] for event in clock_events()] == [
        ("peace", "NOT_MET", "MET"),
        ("main", "NOT_MET", "MET"),
    ]


@pytest.mark.parametrize(
    "reach",
    [
        lambda world: StepFactory(package=world.package, effective=JUNE),
        lambda world: ActFactory(case=world.case, package=world.package, date=JUNE),
    ],
    ids=["a step", "an act"],
)
def test_a_scenario_wakes_when_a_date_of_its_package_is_reached(
    database_clock: SetClock, reach: Callable[[World], object]
) -> None:
    database_clock(noon(MAY))
    world = make_world(initial="MET")
    reach(world)
    evaluate_whole(world.case)
    assert world.state() == "GATE_OPEN"
    database_clock(noon(JUNE))
    assert wake_due_nodes() == Woken(cases=1, events=0, failed=())
    assert world.state() == "TRIGGERED"
    assert wake_due_nodes() == NOTHING


def test_a_scenario_wakes_when_its_licence_ends(database_clock: SetClock) -> None:
    database_clock(noon(MAY))
    world = make_world(initial="MET")
    LicenceFactory(case=world.case, slug="GL 8", expires_local="2026-06-01T00:01")
    StepFactory(package=world.package, effective=MAY, licence="GL 8")
    evaluate_whole(world.case)
    assert world.state() == "TRIGGERED"
    database_clock(noon(JUNE))
    wake_due_nodes()
    assert world.state() == "REVERSED"


def test_a_case_that_cannot_be_evaluated_keeps_no_other_one_back(
    database_clock: SetClock,
) -> None:
    world = reviewed(database_clock)
    # A gate whose condition was lost from the index names what its logic does not hold.
    broken = evaluate_broken_case()
    database_clock(noon(JUNE))
    woken = wake_due_nodes()
    assert woken.failed == (broken.pk,)
    assert current(world.gate).status == "UNVERIFIED"


def evaluate_broken_case() -> Case:
    """Make a case that was sound when it was evaluated, and is so no more."""
    case: Case = CaseFactory()
    x = ConditionFactory(case=case, slug="x")
    AssessmentFactory(condition=x, status="NOT_MET", date=BEGINNING)
    when = {"before": {"of": "x", "deadline": "2026-05-20", "start": "2026-01-01"}}
    gate = GateFactory(case=case, when=when)
    evaluate_whole(case)
    GateCondition.objects.filter(gate=gate).delete()
    return case


@pytest.mark.django_db(transaction=True)
def test_a_case_that_somebody_holds_is_passed_over(database_clock: SetClock) -> None:
    world = reviewed(database_clock)

    def tick() -> Woken:
        database_clock(noon(JUNE))
        try:
            return wake_due_nodes()
        finally:
            connection.close()

    with transaction.atomic(), ThreadPoolExecutor(1) as pool:
        list(Case.objects.select_for_update(no_key=True).filter(pk=world.case.pk))
        assert pool.submit(tick).result() == NOTHING
    database_clock(noon(JUNE))
    assert wake_due_nodes() == Woken(cases=1, events=2, failed=())


@pytest.mark.django_db(transaction=True)
def test_two_ticks_at_once_tell_everything_once(database_clock: SetClock) -> None:
    world = reviewed(database_clock)

    def tick(_: int) -> None:
        database_clock(noon(JUNE))
        try:
            wake_due_nodes()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(tick, range(4)))
    assert ChangeEvent.objects.count() == 2
    assert Evaluation.objects.filter(gate=world.gate).count() == 2
