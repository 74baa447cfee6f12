"""What machines say must stand for a while; what flaps is told once, as contested."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.domain.dwell import (
    Move,
    Notice,
    NoticeKind,
    QuietRules,
    flapping,
    notices,
    waiting_until,
)
from scenarios.domain.statuses import Status

NOON = datetime(2030, 1, 1, 12, tzinfo=UTC)
MET, NOT_MET, PARTIAL = Status.MET, Status.NOT_MET, Status.PARTIAL


def after(hours: float) -> datetime:
    return NOON + timedelta(hours=hours)


def flips(*hours: float) -> list[Move]:
    """Return a machine's moves to and fro between MET and NOT_MET, the first one to MET."""
    return [
        Move(at=after(hour), status=NOT_MET if number % 2 else MET)
        for number, hour in enumerate(hours)
    ]


def told(moves: list[Move], *, until: float = 1000) -> list[tuple[float, str, str]]:
    """Return what is told as (hours after the beginning, kind, new status)."""
    found = notices(moves, told=NOT_MET, until=after(until))
    return [((one.at - NOON) / timedelta(hours=1), str(one.kind), str(one.new)) for one in found]


def test_a_machines_change_is_told_once_it_has_stood_for_a_day() -> None:
    assert told(flips(0), until=23.9) == []
    assert told(flips(0), until=24) == [(24, "change", "MET")]


def test_a_blip_tells_nothing() -> None:
    assert told(flips(0, 23)) == []


def test_flips_within_the_dwell_time_are_one_change() -> None:
    moves = [Move(at=after(0), status=PARTIAL), Move(at=after(10), status=MET)]
    (only,) = notices(moves, told=NOT_MET, until=after(1000))
    assert only == Notice(at=after(34), kind=NoticeKind.CHANGE, old=NOT_MET, new=MET)


def test_the_same_said_again_does_not_begin_to_wait_anew() -> None:
    moves = [Move(at=after(0), status=MET), Move(at=after(20), status=MET)]
    assert told(moves) == [(24, "change", "MET")]


def test_four_flips_in_thirty_hours_are_one_contested_notice() -> None:
    assert told(flips(0, 10, 20, 30)) == [(20, "contested", "MET")]


def test_what_stands_after_flapping_is_told_too() -> None:
    assert told(flips(0, 10, 20)) == [(20, "contested", "MET"), (44, "change", "MET")]


def test_three_flips_in_seven_days_are_contested_though_each_has_stood() -> None:
    assert told(flips(0, 48, 168)) == [
        (24, "change", "MET"),
        (72, "change", "NOT_MET"),
        (168, "contested", "MET"),
        (192, "change", "MET"),
    ]


def test_three_flips_in_more_than_seven_days_are_not() -> None:
    assert [kind for _, kind, _ in told(flips(0, 48, 168.1))] == ["change"] * 3


def test_one_notice_as_long_as_it_goes_on_and_another_after_a_rest() -> None:
    moves = flips(0, 1, 2, 3, 100, 101, 102, 500, 501, 502)
    assert [hour for hour, kind, _ in told(moves) if kind == "contested"] == [2, 502]


def test_flapping_lasts_until_fewer_flips_lie_within_seven_days() -> None:
    assert flapping(flips(0, 10, 20), told=NOT_MET) == [(after(20), after(168))]


def test_a_persons_assessment_is_told_at_once() -> None:
    moves = [Move(at=after(0), status=MET, by_machine=False)]
    assert told(moves) == [(0, "change", "MET")]


def test_a_person_settles_what_waits() -> None:
    confirmed = [*flips(0), Move(at=after(5), status=MET, by_machine=False)]
    denied = [*flips(0), Move(at=after(5), status=NOT_MET, by_machine=False)]
    assert told(confirmed) == [(5, "change", "MET")]
    assert told(denied) == []


def test_what_is_final_is_told_at_once() -> None:
    moves = [Move(at=after(0), status=Status.FAILED, final=True)]
    assert told(moves) == [(0, "change", "FAILED")]


def test_people_do_not_flap() -> None:
    moves = [
        Move(at=after(hour), status=status, by_machine=False)
        for hour, status in ((0, MET), (1, NOT_MET), (2, MET), (3, NOT_MET))
    ]
    assert [kind for _, kind, _ in told(moves)] == ["change"] * 4


def test_what_waits_is_known_with_the_instant_at_which_it_will_be_told() -> None:
    moves = flips(0, 30)
    assert waiting_until(moves, told=NOT_MET, at=after(1)) == after(24)
    assert waiting_until(moves, told=NOT_MET, at=after(25)) is None
    assert waiting_until(moves, told=NOT_MET, at=after(31)) == after(54)


def test_a_team_may_set_its_own_rules() -> None:
    rules = QuietRules(dwell=timedelta(hours=1), flips=2)
    found = notices(flips(0, 2), told=NOT_MET, until=after(10), rules=rules)
    assert [(one.at, one.kind) for one in found] == [
        (after(1), NoticeKind.CHANGE),
        (after(2), NoticeKind.CONTESTED),
        (after(3), NoticeKind.CHANGE),
    ]


moves_drawn = st.lists(
    st.tuples(
        st.integers(0, 400),
        st.sampled_from((MET, NOT_MET, PARTIAL)),
        st.booleans(),
        st.booleans(),
    ),
    max_size=12,
).map(
    lambda rows: [
        Move(at=after(hour), status=status, by_machine=machine, final=final)
        for hour, status, machine, final in sorted(rows, key=lambda row: row[0])
    ]
)


@given(moves_drawn, st.integers(0, 450))
def test_asked_again_later_it_tells_the_same_and_what_has_come_since(
    moves: list[Move], hour: int
) -> None:
    now = [move for move in moves if move.at <= after(hour)]
    early = notices(now, told=NOT_MET, until=after(hour))
    late = [one for one in notices(moves, told=NOT_MET, until=after(999)) if one.at <= after(hour)]
    # A notice that is due at the very instant of a later move may be told in either order.
    assert sorted(map(repr, early)) == sorted(map(repr, late))


@given(moves_drawn)
def test_changes_are_chained_and_what_is_told_last_is_what_holds(moves: list[Move]) -> None:
    found = notices(moves, told=NOT_MET, until=after(999))
    changes = [one for one in found if one.kind is NoticeKind.CHANGE]
    path = [NOT_MET, *(one.new for one in changes)]
    assert [one.old for one in changes] == path[:-1]
    assert path[-1] is (moves[-1].status if moves else NOT_MET)


@given(moves_drawn)
def test_a_machines_change_that_is_told_has_stood(moves: list[Move]) -> None:
    by_machines = [Move(at=one.at, status=one.status) for one in moves]
    for one in notices(by_machines, told=NOT_MET, until=after(999)):
        if one.kind is NoticeKind.CHANGE:
            before = one.at - timedelta(hours=24)
            within = {move.status for move in by_machines if before < move.at < one.at}
            assert within <= {one.new}


@pytest.mark.parametrize("hours", [(), (0,), (0, 1)])
def test_fewer_than_three_flips_are_never_contested(hours: tuple[float, ...]) -> None:
    assert flapping(flips(*hours), told=NOT_MET) == []
