"""What "the condition changed" means, as the services write it (domain notes, section 7).

The pure rules are tested beside `scenarios/domain/`; what machines say and views that differ have
files of their own beside `scenarios/services/`.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from scenarios.models import ChangeEvent
from scenarios.services.amend_gate import amend_gate
from scenarios.services.wake_due_nodes import wake_due_nodes
from tests.clock import SetClock
from tests.scenarios.factories import ConditionFactory
from tests.scenarios.small_world import (
    World,
    evaluate_whole,
    make_world,
    noon,
    row_counts,
    told,
)

pytestmark = pytest.mark.django_db

BEGIN = date(2026, 1, 1)
HOUR = timedelta(hours=1)


@pytest.fixture
def world(database_clock: SetClock) -> World:
    """A gate that needs one condition, to be reviewed every 90 days."""
    database_clock(noon(BEGIN))
    world = make_world(terms={"review_days": 90})
    evaluate_whole(world.case)
    return world


def events() -> list[tuple[str, str, str, str, str]]:
    """Return every event: its node, statuses, cause and level."""
    return told(ChangeEvent.objects.order_by("sequence"))


def test_a_second_item_with_the_same_status_is_no_event(
    world: World, database_clock: SetClock
) -> None:
    world.assess("peace", "MET", BEGIN)
    before = events()
    database_clock(noon(date(2026, 1, 5)))
    assert world.assess("peace", "MET", date(2026, 1, 5)).events == ()
    assert events() == before


def test_a_leaf_that_changes_while_its_gate_does_not_is_an_event_of_its_own(
    database_clock: SetClock,
) -> None:
    database_clock(noon(BEGIN))
    world = make_world(["a", "b", "c"])
    evaluate_whole(world.case)
    world.assess("a", "MET", BEGIN)
    assert events() == [("a", "NOT_MET", "MET", "EVIDENCE", "1")]


def test_a_finding_that_goes_stale_is_unverified_by_the_clock(
    world: World, database_clock: SetClock
) -> None:
    world.assess("peace", "MET", BEGIN)
    database_clock(noon(date(2026, 4, 2)))
    wake_due_nodes()
    assert events()[-2:] == [
        ("peace", "MET", "UNVERIFIED", "CLOCK", "3"),
        ("main", "MET", "UNVERIFIED", "CLOCK", "3"),
    ]


def test_a_finding_that_is_taken_back_is_corrected(world: World, database_clock: SetClock) -> None:
    first = world.assess("peace", "MET", BEGIN)
    database_clock(noon(date(2026, 1, 3)))
    world.assess("peace", "NOT_MET", date(2026, 1, 3), retracts=first.assessment)
    assert events()[-2:] == [
        ("peace", "MET", "NOT_MET", "CORRECTION", "3"),
        ("main", "MET", "NOT_MET", "CORRECTION", "3"),
    ]


def test_a_late_report_of_an_old_breach_corrects_with_a_lag_of_49_days(
    world: World, database_clock: SetClock
) -> None:
    world.assess("peace", "MET", BEGIN)
    database_clock(noon(date(2026, 3, 10)))
    late = world.assess("peace", "NOT_MET", date(2026, 1, 20))
    assert told(late.events) == [
        ("peace", "MET", "BREACHED", "CORRECTION", "3"),
        ("main", "MET", "BREACHED", "CORRECTION", "3"),
    ]
    lags = {(event.recorded_at.date() - event.valid_from).days for event in late.events}
    assert lags == {49}


def test_a_job_that_runs_twice_tells_nothing_twice(world: World, database_clock: SetClock) -> None:
    world.assess("peace", "MET", BEGIN)
    database_clock(noon(date(2026, 4, 2)))
    wake_due_nodes()
    before = row_counts()
    wake_due_nodes()
    evaluate_whole(world.case)
    assert row_counts() == before


def test_a_demand_that_is_added_changes_by_definition(
    world: World, database_clock: SetClock
) -> None:
    world.assess("peace", "MET", BEGIN)
    ConditionFactory(case=world.case, slug="monitors", initial="NOT_MET")
    database_clock(noon(date(2026, 1, 5)))
    demand(world)
    assert events()[-1] == ("main", "MET", "BREACHED", "DEFINITION", "3")


def test_a_demand_added_and_an_old_part_violated_the_same_day_end_breached_and_never_not_met(
    world: World, database_clock: SetClock
) -> None:
    world.assess("peace", "MET", BEGIN)
    ConditionFactory(case=world.case, slug="monitors")
    database_clock(noon(date(2026, 1, 5)))
    demand(world)
    database_clock(noon(date(2026, 1, 5)) + HOUR)
    world.assess("peace", "NOT_MET", date(2026, 1, 5))
    of_gate = [one[1:4] for one in events() if one[0] == "main"]
    assert of_gate[1:] == [
        ("MET", "UNVERIFIED", "DEFINITION"),
        ("UNVERIFIED", "BREACHED", "EVIDENCE"),
    ]


def demand(world: World) -> None:
    """Let the gate demand monitors too."""
    amend_gate(
        gate=world.gate,
        changes={"when": {"all": ["peace", "monitors"]}},
        reason="The annex asks for monitors.",
        actor=world.actor,
    )
