"""The table of levels, row by row."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.domain.changes import ChangeCause, GateChange, StatusChange
from scenarios.domain.levels import Level, News, level_of, level_of_news
from scenarios.domain.statuses import NodeKind, Status
from scenarios.domain.truth import Truth
from tests.scenarios.domain.attributed import day

STILL = GateChange(
    old_value=Truth.F,
    new_value=Truth.F,
    old_deciding=("a", "b"),
    new_deciding=("a", "b"),
    old_blocking=(("a",),),
    new_blocking=(("a",),),
)
TURNED = replace(STILL, new_value=Truth.U)
REDECIDED = replace(STILL, new_deciding=("b",))
REBLOCKED = replace(STILL, new_blocking=(("b",),))


def change(old: str, new: str, cause: str = "EVIDENCE") -> StatusChange:
    return StatusChange(
        node_kind=NodeKind.CONDITION,
        node_id="a",
        definition_version=1,
        old=Status(old),
        new=Status(new),
        cause=ChangeCause(cause),
        valid_from=day("03-01"),
        detection_lag=0,
    )


@pytest.mark.parametrize(
    ("moved", "gates", "level"),
    [
        # 1: the condition changed; value and deciding conditions of its gates did not
        (change("NOT_MET", "MET"), [STILL], Level.NOTICE),
        (change("NOT_MET", "MET"), [], Level.NOTICE),
        (change("NOT_MET", "PARTIAL"), [STILL], Level.NOTICE),
        (change("NOT_MET", "MET"), [REBLOCKED], Level.NOTICE),
        (change("BREACHED", "RESTORED"), [STILL], Level.NOTICE),
        # 2: other conditions decide; unverified
        (change("NOT_MET", "MET"), [STILL, REDECIDED], Level.IMPORTANT),
        (change("MET", "UNVERIFIED", "CLOCK"), [STILL], Level.IMPORTANT),
        (change("MET", "UNVERIFIED", "CLOCK"), [], Level.IMPORTANT),
        # 3: a gate turned; a breach; a failure
        (change("NOT_MET", "MET"), [STILL, TURNED], Level.CRITICAL),
        (change("MET", "UNVERIFIED", "CLOCK"), [TURNED], Level.CRITICAL),
        (change("MET", "BREACHED"), [STILL], Level.CRITICAL),
        (change("NOT_MET", "FAILED", "CLOCK"), [], Level.CRITICAL),
        (change("MET", "BREACHED", "DEFINITION"), [], Level.CRITICAL),
    ],
)
def test_a_change_has_the_level_of_its_row(
    moved: StatusChange, gates: list[GateChange], level: Level
) -> None:
    assert level_of(moved, gates=gates) is level


@pytest.mark.parametrize(
    ("corrects", "level"),
    [
        (None, Level.NOTICE),
        (Level.NOTICE, Level.NOTICE),
        (Level.IMPORTANT, Level.NOTICE),
        (Level.CRITICAL, Level.CRITICAL),
        (Level.DEADLINE, Level.NOTICE),
    ],
)
def test_a_correction_of_what_was_critical_is_critical(
    corrects: Level | None, level: Level
) -> None:
    back = change("MET", "NOT_MET", "CORRECTION")
    assert level_of(back, gates=[STILL], corrects=corrects) is level


def test_only_a_correction_takes_the_level_of_what_it_corrects() -> None:
    assert level_of(change("MET", "NOT_MET"), gates=[], corrects=Level.CRITICAL) is Level.NOTICE


@pytest.mark.parametrize(
    ("news", "level"),
    [
        (News.EVIDENCE, Level.INFO),
        (News.FORECAST_MOVED, Level.IMPORTANT),
        (News.CONTESTED, Level.IMPORTANT),
        (News.VIEWS_DIVERGE, Level.IMPORTANT),
        (News.PACKAGE_STATE, Level.CRITICAL),
        (News.LISTING_STATE, Level.CRITICAL),
        (News.RELIEF_WITHOUT_GATE, Level.CRITICAL),
        (News.CLOCK, Level.DEADLINE),
    ],
)
def test_news_has_the_level_of_its_kind(news: News, level: Level) -> None:
    assert level_of_news(news) is level


def test_every_kind_of_news_has_a_level() -> None:
    assert {level_of_news(news) for news in News} <= set(Level)


def test_levels_are_shown_by_words() -> None:
    assert [level.label for level in Level] == [
        "info",
        "notice",
        "important",
        "critical",
        "deadline",
    ]


REACHED = {
    ("0", "0"),
    *product("1", "01"),
    *product("2", "012"),
    *product("3", "0123"),
    *product("C", "0123C"),
}


@pytest.mark.parametrize(("level", "least"), list(product("0123C", repeat=2)))
def test_a_level_reaches_who_asks_for_less_and_a_deadline_everyone(level: str, least: str) -> None:
    assert Level(level).reaches(Level(least)) is ((level, least) in REACHED)


gate_changes = st.lists(st.sampled_from([STILL, TURNED, REDECIDED, REBLOCKED]), max_size=4)
moves = st.builds(
    change,
    st.sampled_from(list(Status)),
    st.sampled_from(list(Status)),
    st.sampled_from(list(ChangeCause)),
)


@given(moves, gate_changes, gate_changes)
def test_more_gates_never_lower_a_level(
    moved: StatusChange, gates: list[GateChange], more: list[GateChange]
) -> None:
    assert level_of(moved, gates=[*gates, *more]) >= level_of(moved, gates=gates)
    assert level_of(moved, gates=[*gates, *more]) is level_of(moved, gates=[*more, *gates])
