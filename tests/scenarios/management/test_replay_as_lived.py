"""A replay equals what the product wrote while it lived through the same days."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle, pairwise
from typing import Any

import pytest

from scenarios.domain.changes import EventKind
from scenarios.models import Assessment, ChangeEvent, Condition, ScenarioEvaluation
from scenarios.services.assess_condition import assess_condition
from scenarios.services.load_case import load_case
from scenarios.services.wake_due_nodes import wake_due_nodes
from tests.clock import SetClock
from tests.sanctions.factories import TeamFactory, member
from tests.scenarios.management.replay_runs import BEGIN, LIVED, run_replay
from tests.scenarios.moving_bank import BOTH, ONE, MovingBank

pytestmark = pytest.mark.django_db


def changes(case: str, first: str, last: str, *kinds: str) -> list[dict[str, Any]]:
    """Return the changes of a replay of these kinds."""
    status, out, err = run_replay(case, "--from", first, "--to", last, "--json")
    assert (status, err) == (0, "")
    answer = json.loads(out)
    assert answer["case"] == case
    return [one for one in answer["changes"] if one["kind"] in kinds]


def live(database_clock: SetClock, *, assessors: Sequence[str] = ("UN",)) -> None:
    """Live through the case: a tick each morning, and what people enter later in the day.

    The assessors speak in turn.
    """
    speaking = cycle(assessors)
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
                assessor=next(speaking),
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
    """Return an event as a replay would tell it."""
    told_on = event.recorded_at.date()
    kind, old, new = {
        EventKind.CHANGE: (event.node_kind, event.old_status, event.new_status),
        EventKind.CONTESTED: ("contested", None, event.new_status),
        EventKind.VIEWS_DIVERGE: ("views", "AGREE", "DIVERGE"),
        EventKind.VIEWS_AGREE: ("views", "DIVERGE", "AGREE"),
    }[EventKind(event.kind)]
    return {
        "at": told_on.isoformat(),
        "kind": kind,
        "node": event.node.slug,
        "from": old,
        "to": new,
        "cause": event.cause,
        "level": event.level,
        "lag_days": (told_on - event.valid_from).days,
    }


#: The kinds of lines that an event is told by.
TOLD = ("condition", "views", "contested", "gate")


def lived() -> list[dict[str, Any]]:
    """Return every event as a replay would tell it."""
    return [lived_event(event) for event in ChangeEvent.objects.order_by("sequence")]


def test_a_replay_equals_the_events_that_a_live_run_wrote(database_clock: SetClock) -> None:
    live(database_clock)
    events = lived()
    assert {one["cause"] for one in events} == {"EVIDENCE", "CLOCK", "CORRECTION"}
    assert len(events) > 20
    assert changes("lived", "2030-01-01", "2030-05-30", *TOLD) == events


def test_a_replay_equals_what_was_told_of_views_that_differ(database_clock: SetClock) -> None:
    live(database_clock, assessors=("UN", "RU", "NATO"))
    events = lived()
    views = [(one["to"], one["cause"]) for one in events if one["kind"] == "views"]
    assert {to for to, _ in views} == {"DIVERGE", "AGREE"}
    assert {cause for _, cause in views} >= {"CLOCK", "EVIDENCE"}
    assert changes("lived", "2030-01-01", "2030-05-30", *TOLD) == events


def test_a_replay_equals_what_was_told_of_a_list_that_goes_to_and_fro(bank: MovingBank) -> None:
    bank.says(0, b900=ONE)
    bank.settles(24)
    for hours, programs in ((30, BOTH), (40, ONE), (50, BOTH)):
        bank.says(hours, b900=programs)
    bank.settles(54)
    bank.says(60, b900=ONE)
    for hours in (64, 74, 84, 24 * 10):
        bank.settles(hours)
        wake_due_nodes()
    bank.says(500, b900=BOTH)
    bank.settles(600)
    bank.says(700, b900="")
    events = lived()
    assert [(one["kind"], one["to"], one["cause"]) for one in events if one["kind"] != "gate"] == [
        ("condition", "MET", "EVIDENCE"),
        ("contested", "MET", "EVIDENCE"),
        ("condition", "BREACHED", "EVIDENCE"),
        ("condition", "RESTORED", "EVIDENCE"),
    ]
    assert changes("harbour", "2026-05-01", "2026-07-30", *TOLD) == events


def test_a_replay_tells_the_flags_that_scenarios_had(bank: MovingBank) -> None:
    bank.leaves_and_returns(0, 10, 20, 30)
    bank.settles(60)
    bank.at(24 * 8)
    wake_due_nodes()
    assert changes("harbour", "2026-05-01", "2026-06-09", "flag") == [
        {
            "at": at,
            "kind": "flag",
            "node": "port",
            "from": old,
            "to": new,
            "cause": cause,
            "level": level,
            "lag_days": 0,
        }
        for at, old, new, cause, level in (
            ("2026-06-02", None, "CONTESTED", "EVIDENCE", "2"),
            ("2026-06-09", "CONTESTED", None, "CLOCK", "1"),
        )
    ]


def test_a_replay_tells_the_states_that_scenarios_took(database_clock: SetClock) -> None:
    live(database_clock)
    rows = ScenarioEvaluation.objects.order_by("pk").values_list("as_of", "state")
    lived = [(day.isoformat(), state) for day, state in rows]
    steps = [now for before, now in pairwise(lived) if before[1] != now[1]]
    told = changes("lived", "2030-01-01", "2030-05-30", "scenario")
    assert [(one["at"], one["to"]) for one in told] == steps
