"""What machines say must stand for a while before it counts; to and fro is flapping."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.domain.condition_timelines import Horizon, condition_timeline
from scenarios.domain.dwell import flapping_days, has_stood, is_provisional, waiting
from scenarios.domain.knowledge import condition_known
from scenarios.domain.records import Assessment, Condition, ConditionTerms, Quantity, Reading
from scenarios.domain.statuses import Comparison, Status
from tests.scenarios.domain.quiet_model import BEGIN, Move, flips, said, told_by_the_model

MET, NOT_MET, PARTIAL = Status.MET, Status.NOT_MET, Status.PARTIAL


def stood(moves: Sequence[Move]) -> list[bool]:
    """Return of each thing a machine said whether it has stood."""
    condition = said(moves)
    return [has_stood(condition, row) for row in condition.provisional]


def settled(condition: Condition) -> Condition:
    """Return the condition with all that has stood among its facts, known once its time is over."""
    counted = [
        Assessment(
            id=row.id,
            date=row.date,
            status=row.status,
            recorded=row.waits_until,
            heard=row.recorded,
        )
        for row in condition.provisional
        if has_stood(condition, row)
    ]
    return replace(condition, assessments=(*condition.assessments, *counted))


def told(moves: Sequence[Move]) -> list[tuple[datetime, Status]]:
    """Return each instant at which the last word on the condition becomes another one."""
    condition = settled(said(moves))
    found, status = [], NOT_MET
    for at in sorted({row.recorded for row in condition.assessments}):
        known = condition_timeline(condition_known(condition, at=at), horizon=Horizon())
        if known.governing.values[-1] is not status:
            status = known.governing.values[-1]
            found.append((at, status))
    return found


def test_what_a_machine_says_is_provisional() -> None:
    assert is_provisional(MET, official=False)


def test_an_official_act_is_a_fact_at_once() -> None:
    assert not is_provisional(MET, official=True)


def test_what_is_final_is_a_fact_at_once() -> None:
    assert not is_provisional(Status.FAILED, official=False)


def test_what_nobody_contradicts_has_stood() -> None:
    assert stood(flips(0)) == [True]


def test_a_blip_has_not_stood() -> None:
    assert stood(flips(0, 23)) == [False, True]
    assert told(flips(0, 23)) == []


def test_what_comes_when_the_time_is_over_is_no_part_of_the_answer() -> None:
    assert stood(flips(0, 24)) == [True, True]


def test_flips_within_the_dwell_time_are_one_change() -> None:
    moves = [Move(0, PARTIAL), Move(10, MET)]
    assert stood(moves) == [False, True]
    assert told(moves) == [(Move(34, MET).at, MET)]


def test_the_same_said_again_does_not_begin_to_wait_anew() -> None:
    assert told([Move(0, MET), Move(20, MET)]) == [(Move(24, MET).at, MET)]


def test_a_persons_word_against_it_settles_it() -> None:
    denied = [Move(0, MET), Move(5, NOT_MET, by_machine=False)]
    assert stood(denied) == [False]
    assert told(denied) == []


def test_a_persons_word_for_it_counts_at_once() -> None:
    assert told([Move(0, MET), Move(5, MET, by_machine=False)]) == [(Move(5, MET).at, MET)]


def test_a_persons_word_on_an_earlier_day_leaves_it_waiting() -> None:
    condition = said([Move(0, MET), Move(5, NOT_MET, by_machine=False)])
    (word,) = condition.assessments
    early = replace(condition, assessments=(replace(word, date=date(2029, 12, 1)),))
    assert has_stood(early, early.provisional[0])


def test_who_takes_it_back_settles_it() -> None:
    condition = said([Move(0, MET), Move(5, MET, by_machine=False)])
    (word,) = condition.assessments
    back = replace(condition, assessments=(replace(word, retracts="m0"),))
    assert not has_stood(back, back.provisional[0])


def test_a_reading_against_it_settles_it() -> None:
    moves = [Move(0, MET)]
    quantity = Quantity(op=Comparison.LESS, threshold=Decimal("50"))
    reading = Reading(
        date=Move(5, MET).at.date(),
        low=quantity.threshold,
        high=quantity.threshold,
        recorded=Move(5, MET).at,
    )
    condition = replace(
        said(moves),
        terms=ConditionTerms(initial=NOT_MET, quantity=quantity),
        readings=(reading,),
    )
    assert not has_stood(condition, condition.provisional[0])


def test_what_waits_is_known_until_its_time_is_over() -> None:
    condition = settled(said(flips(0, 30)))

    def at(hour: float) -> str | None:
        row = waiting(condition_known(condition, at=Move(hour, MET).at))
        return row.id if row else None

    assert [at(1), at(24), at(31), at(54)] == ["m0", None, "m1", None]


def test_a_blip_waits_no_longer() -> None:
    row = waiting(said(flips(0, 10)))
    assert row is not None
    assert row.id == "m1"


def flapping(*hours: float, by_machine: bool = True) -> list[tuple[int, bool]]:
    """Return on which days after the beginning flapping begins and ends."""
    moves = [replace(move, by_machine=by_machine) for move in flips(*hours)]
    first = BEGIN.date().toordinal()
    return [(day - first, flaps) for day, flaps in flapping_days(said(moves)).changes() if day]


def test_four_flips_in_thirty_hours_are_flapping_from_the_third_on() -> None:
    assert flapping(0, 10, 20, 30) == [(1, True), (8, False)]


def test_flapping_lasts_until_fewer_flips_lie_within_seven_days() -> None:
    assert flapping(0, 48, 168) == [(7, True), (8, False)]


def test_three_flips_in_more_than_seven_days_are_not_flapping() -> None:
    assert flapping(0, 48, 168.1) == []


def test_it_is_one_time_as_long_as_it_goes_on_and_another_after_a_rest() -> None:
    assert flapping(0, 1, 2, 3, 100, 101, 102, 500, 501, 502) == [
        (0, True),
        (12, False),
        (21, True),
        (29, False),
    ]


def test_people_do_not_flap() -> None:
    assert flapping(0, 1, 2, 3, by_machine=False) == []


@pytest.mark.parametrize("hours", [(), (0,), (0, 1)])
def test_fewer_than_three_flips_are_never_flapping(hours: tuple[float, ...]) -> None:
    assert flapping(*hours) == []


#: People speak at half past the hour, so that nobody speaks in the instant at which a time is over.
moves_drawn = st.lists(
    st.tuples(st.integers(0, 400), st.sampled_from((MET, NOT_MET, PARTIAL)), st.booleans()),
    max_size=12,
    unique_by=lambda row: row[0],
).map(
    lambda rows: [
        Move(hour if by_machine else hour + 0.5, status, by_machine)
        for hour, status, by_machine in sorted(rows)
    ]
)


@given(moves_drawn)
def test_it_tells_what_the_rules_tell_move_by_move(moves: list[Move]) -> None:
    assert told(moves) == told_by_the_model(moves)


@given(moves_drawn, st.integers(0, 450))
def test_asked_at_its_time_or_later_whether_it_has_stood_is_the_same(
    moves: list[Move], hours: int
) -> None:
    condition = said(moves)
    for row in condition.provisional:
        later = row.waits_until + timedelta(hours=hours)
        assert has_stood(condition_known(condition, at=later), row) == has_stood(condition, row)
