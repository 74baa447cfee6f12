"""A replay equals what the product wrote while it lived through the same days."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import pytest

from scenarios.models import Assessment, ChangeEvent, Condition, ScenarioEvaluation
from scenarios.services.assess_condition import assess_condition
from scenarios.services.load_case import load_case
from scenarios.services.wake_due_nodes import wake_due_nodes
from tests.clock import SetClock
from tests.sanctions.factories import TeamFactory, member
from tests.scenarios.management.replay_runs import BEGIN, LIVED, run_replay

pytestmark = pytest.mark.django_db


def changes(case: str, first: str, last: str, *kinds: str) -> list[dict[str, Any]]:
    """Return the changes of a replay of these kinds."""
    status, out, err = run_replay(case, "--from", first, "--to", last, "--json")
    assert (status, err) == (0, "")
    answer = json.loads(out)
    assert answer["case"] == case
    return [one for one in answer["changes"] if one["kind"] in kinds]


def live(database_clock: SetClock) -> None:
    """Live through the case: a tick each morning, and what people enter later in the day."""
    team = TeamFactory()
    analyst = member(team=team)
    database_clock(at(BEGIN - timedelta(days=1), 12))
    load_case(document=LIVED, team=team)
    for number in range(150):
        day = BEGIN + timedelta(days=number)
        database_clock(at(day, 6))
        wake_due_nodes()
        for hour, (name, status, dated, retracts) in enumerate(ENTERED.get(number, []), start=9):
            database_clock(at(day, hour))
            assess_condition(
                condition=Condition.objects.get(slug=name),
                status=status,
                date=BEGIN + timedelta(days=dated),
                reason="as lived",
                actor=analyst,
                assessor="UN",
                retracts=last_claim(name) if retracts else None,
            )


#: By the day on which it is entered: condition, status, the day it was true, whether it retracts.
ENTERED = {
    4: [("truce", "NOT_MET", 4, False)],
    10: [("truce", "MET", 10, False), ("treaty", "NOT_MET", 8, False)],
    35: [("treaty", "MET", 33, False)],
    50: [("truce", "MET", 49, False)],
    60: [("truce", "NOT_MET", 30, False)],
    70: [("truce", "MET", 68, False)],
    71: [("treaty", "NOT_MET", 33, True)],
    72: [("treaty", "PARTIAL", 72, False)],
    80: [("treaty", "MET", 80, False)],
    85: [("treaty", "FAILED", 85, False)],
}


def last_claim(name: str) -> Assessment | None:
    claims = Assessment.objects.filter(condition__slug=name, status="MET")
    return claims.order_by("recorded").last()


def at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=UTC)


def lived_event(event: ChangeEvent) -> dict[str, Any]:
    """Return a change event as a replay would tell it."""
    told_on = event.recorded_at.date()
    return {
        "at": told_on.isoformat(),
        "kind": event.node_kind,
        "node": event.node.slug,
        "from": event.old_status,
        "to": event.new_status,
        "cause": event.cause,
        "level": event.level,
        "lag_days": (told_on - event.valid_from).days,
    }


def test_a_replay_equals_the_events_that_a_live_run_wrote(database_clock: SetClock) -> None:
    live(database_clock)
    lived = [lived_event(event) for event in ChangeEvent.objects.order_by("sequence")]
    assert {one["cause"] for one in lived} == {"EVIDENCE", "CLOCK", "CORRECTION"}
    assert len(lived) > 20
    assert changes("lived", "2030-01-01", "2030-05-30", "condition", "gate") == lived


def test_a_replay_tells_the_states_that_scenarios_took(database_clock: SetClock) -> None:
    live(database_clock)
    rows = ScenarioEvaluation.objects.order_by("pk").values_list("as_of", "state")
    lived = [(day.isoformat(), state) for day, state in rows]
    steps = [now for before, now in pairwise(lived) if before[1] != now[1]]
    told = changes("lived", "2030-01-01", "2030-05-30", "scenario")
    assert [(one["at"], one["to"]) for one in told] == steps
