"""Who is told of an event, row by row, and what holds of every watch and event."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.domain.levels import Level
from tracker.domain.subscriptions import (
    EventFacts,
    Filter,
    Match,
    Mismatch,
    Reason,
    Watch,
    matches,
)

NOW = datetime(2030, 3, 1, 12, tzinfo=UTC)
ANALYST, COLLEAGUE = 1, 2

EVERYTHING = Watch(owner_id=ANALYST, team_ids=frozenset({"desk"}), everything=True)
BREACH = EventFacts(
    level=Level.CRITICAL,
    public=False,
    team_id="desk",
    case_id="sudan",
    scenario_ids=frozenset({"staged", "whole"}),
    condition_id="peace",
    party_ids=frozenset({"bank"}),
    kind="status",
    actor_id=COLLEAGUE,
)
OF_GATE = replace(BREACH, condition_id=None, gate_id="main")
BARE = EventFacts(level=Level.CRITICAL, public=True)


def outcome(watch: Watch, event: EventFacts) -> Match | Mismatch:
    return matches(watch, event, now=NOW)


def asking(**filters: Any) -> Watch:
    return replace(EVERYTHING, **{"everything": False, **filters})


def test_who_watches_everything_is_told() -> None:
    assert outcome(EVERYTHING, BREACH) == Match(())


@pytest.mark.parametrize(
    ("filters", "event", "by"),
    [
        ({"case_id": "sudan"}, BREACH, (Filter.CASE,)),
        ({"scenario_id": "staged"}, BREACH, (Filter.SCENARIO,)),
        ({"condition_id": "peace"}, BREACH, (Filter.CONDITION,)),
        ({"gate_id": "main"}, OF_GATE, (Filter.GATE,)),
        ({"party_id": "bank"}, BREACH, (Filter.PARTY,)),
        ({"everything": True, "kinds": frozenset({"status"})}, BREACH, (Filter.KIND,)),
        (
            {"case_id": "sudan", "scenario_id": "whole", "kinds": frozenset({"status"})},
            BREACH,
            (Filter.CASE, Filter.SCENARIO, Filter.KIND),
        ),
    ],
)
def test_a_filter_that_is_answered_tells_why(
    filters: dict[str, Any], event: EventFacts, by: tuple[Filter, ...]
) -> None:
    assert outcome(asking(**filters), event) == Match(by)


FILTERS: list[tuple[dict[str, Any], Filter]] = [
    ({"case_id": "syria"}, Filter.CASE),
    ({"scenario_id": "other"}, Filter.SCENARIO),
    ({"condition_id": "truce"}, Filter.CONDITION),
    ({"gate_id": "back"}, Filter.GATE),
    ({"party_id": "ship"}, Filter.PARTY),
    ({"everything": True, "kinds": frozenset({"deadline"})}, Filter.KIND),
    ({"everything": True, "kinds": frozenset()}, Filter.KIND),
]


@pytest.mark.parametrize("event", [BREACH, OF_GATE, BARE], ids=["condition", "gate", "bare"])
@pytest.mark.parametrize(("filters", "by"), FILTERS)
def test_an_event_with_another_attribute_or_none_does_not_match(
    filters: dict[str, Any], by: Filter, event: EventFacts
) -> None:
    assert outcome(asking(**filters), event) == Mismatch(Reason.FILTER, by)


@pytest.mark.parametrize(
    "filters",
    [
        {"condition_id": "peace"},
        {"case_id": "sudan"},
        {"scenario_id": "staged"},
        {"party_id": "bank"},
    ],
    ids=str,
)
def test_an_event_without_the_attribute_does_not_match(filters: dict[str, Any]) -> None:
    assert isinstance(outcome(asking(**filters), BREACH), Match)
    assert isinstance(outcome(asking(**filters), BARE), Mismatch)


def test_every_filter_must_be_answered() -> None:
    both = asking(case_id="sudan", condition_id="truce")
    assert outcome(both, BREACH) == Mismatch(Reason.FILTER, Filter.CONDITION)


def test_everything_does_not_lift_a_filter() -> None:
    assert outcome(replace(EVERYTHING, case_id="syria"), BREACH) == Mismatch(
        Reason.FILTER, Filter.CASE
    )


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"active": False}, Reason.SWITCHED_OFF),
        ({"expires_at": NOW - timedelta(seconds=1)}, Reason.EXPIRED),
        ({"expires_at": NOW}, Reason.EXPIRED),
        ({"team_ids": frozenset()}, Reason.NOT_PERMITTED),
        ({"team_ids": frozenset({"other"})}, Reason.NOT_PERMITTED),
        ({"everything": False}, Reason.ASKS_FOR_NOTHING),
        ({"owner_id": COLLEAGUE}, Reason.OWN_CHANGE),
        ({"least_level": Level.DEADLINE}, Reason.LEVEL),
    ],
)
def test_what_speaks_against_telling_is_named(change: dict[str, Any], reason: Reason) -> None:
    assert outcome(replace(EVERYTHING, **change), BREACH) == Mismatch(reason)


def test_a_watch_that_ends_later_is_live() -> None:
    assert isinstance(
        outcome(replace(EVERYTHING, expires_at=NOW + timedelta(seconds=1)), BREACH), Match
    )


def test_kinds_alone_name_nothing_to_watch() -> None:
    assert outcome(asking(kinds=frozenset({"status"})), BREACH) == Mismatch(Reason.ASKS_FOR_NOTHING)


def test_ones_own_change_is_told_where_it_is_asked_for() -> None:
    mine = replace(EVERYTHING, owner_id=COLLEAGUE, include_own=True)
    assert isinstance(outcome(mine, BREACH), Match)


def test_what_nobody_did_is_nobodys_own_change() -> None:
    assert isinstance(outcome(EVERYTHING, replace(BREACH, actor_id=None)), Match)


def test_a_stranger_sees_public_events_only() -> None:
    stranger = replace(EVERYTHING, owner_id=3, team_ids=frozenset())
    assert outcome(stranger, BREACH) == Mismatch(Reason.NOT_PERMITTED)
    assert isinstance(outcome(stranger, replace(BREACH, team_id=None, public=True)), Match)


def test_an_event_of_no_team_that_is_not_public_is_seen_by_nobody() -> None:
    assert outcome(EVERYTHING, replace(BREACH, team_id=None)) == Mismatch(Reason.NOT_PERMITTED)


@pytest.mark.parametrize("least", list(Level))
@pytest.mark.parametrize("level", [level for level in Level if level is not Level.DEADLINE])
def test_the_level_must_reach_the_least_level(level: Level, least: Level) -> None:
    reached = least is not Level.DEADLINE and level >= least
    found = outcome(replace(EVERYTHING, least_level=least), replace(BREACH, level=level))
    assert found == (Match(()) if reached else Mismatch(Reason.LEVEL))


@pytest.mark.parametrize("least", list(Level))
def test_a_deadline_is_told_at_any_least_level_unless_none_is_wanted(least: Level) -> None:
    clock = replace(BREACH, level=Level.DEADLINE)
    watch = replace(EVERYTHING, least_level=least)
    assert outcome(watch, clock) == Match(())
    assert outcome(replace(watch, deadlines=False), clock) == Mismatch(Reason.NO_DEADLINES)


# What holds of every watch and event

ids = st.sampled_from(["a", "b"])
maybe = st.none() | ids
sets = st.frozensets(ids)
instants = st.sampled_from([NOW - timedelta(days=1), NOW, NOW + timedelta(days=1)])
people = st.sampled_from([ANALYST, COLLEAGUE])
watches = st.builds(
    Watch,
    owner_id=people,
    team_ids=sets,
    everything=st.booleans(),
    case_id=maybe,
    scenario_id=maybe,
    condition_id=maybe,
    gate_id=maybe,
    party_id=maybe,
    kinds=st.none() | sets,
    least_level=st.sampled_from(list(Level)),
    deadlines=st.booleans(),
    include_own=st.booleans(),
    active=st.booleans(),
    expires_at=st.none() | instants,
)
events = st.builds(
    EventFacts,
    level=st.sampled_from(list(Level)),
    public=st.booleans(),
    team_id=maybe,
    case_id=maybe,
    scenario_ids=sets,
    condition_id=maybe,
    gate_id=maybe,
    party_ids=sets,
    kind=maybe,
    actor_id=st.none() | people,
)
OBJECTS = ("case_id", "scenario_id", "condition_id", "gate_id", "party_id")


def changed(watch: Watch, **values: Any) -> Watch:
    return replace(watch, **values)


def told(watch: Watch, event: EventFacts) -> bool:
    return isinstance(outcome(watch, event), Match)


@given(watches.filter(lambda watch: watch.everything), events, st.sampled_from(OBJECTS), ids)
def test_one_more_filter_never_adds_a_match(
    watch: Watch, event: EventFacts, name: str, value: str
) -> None:
    without = changed(watch, **{name: None})
    assert not told(changed(watch, **{name: value}), event) or told(without, event)


@given(watches, events)
def test_asking_for_kinds_never_adds_a_match(watch: Watch, event: EventFacts) -> None:
    assert not told(watch, event) or told(replace(watch, kinds=None), event)


@given(watches, events, st.sampled_from(["case_id", "condition_id", "gate_id", "kind"]))
def test_an_event_that_says_less_never_adds_a_match(
    watch: Watch, event: EventFacts, name: str
) -> None:
    less: dict[str, Any] = {name: None}
    assert not told(watch, replace(event, **less)) or told(watch, event)


@given(watches, events)
def test_nobody_is_told_of_what_they_may_not_see(watch: Watch, event: EventFacts) -> None:
    if told(watch, event):
        assert event.public or event.team_id in watch.team_ids


@given(watches, events)
def test_a_watch_that_asks_for_nothing_is_never_told(watch: Watch, event: EventFacts) -> None:
    empty = changed(watch, everything=False, **dict.fromkeys(OBJECTS))
    assert not told(empty, event)


@given(watches, events, st.sampled_from(list(Level)), st.sampled_from(list(Level)))
def test_a_lower_least_level_never_loses_a_match(
    watch: Watch, event: EventFacts, one: Level, other: Level
) -> None:
    lower, higher = sorted((one, other))
    if told(replace(watch, least_level=higher), event):
        assert told(replace(watch, least_level=lower), event)


@given(watches, events)
def test_the_answer_says_which_filters_were_given(watch: Watch, event: EventFacts) -> None:
    found = outcome(watch, event)
    if isinstance(found, Match):
        given_ones = [name for name in OBJECTS if getattr(watch, name) is not None]
        assert len(found.filters) == len(given_ones) + (watch.kinds is not None)
