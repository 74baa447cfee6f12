"""The days around a day on which something changed."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.neighbours import Neighbours, neighbours

DAYS = st.dates(date(2020, 1, 1), date(2020, 3, 1))


def test_the_day_itself_is_neither_before_nor_after() -> None:
    days = [date(2020, 1, day) for day in (1, 5, 9)]
    assert neighbours(days, of=date(2020, 1, 5)) == Neighbours(date(2020, 1, 1), date(2020, 1, 9))


def test_beyond_the_last_there_is_none() -> None:
    assert neighbours([], of=date(2020, 1, 1)) == Neighbours(None, None)


@given(st.sets(DAYS), DAYS)
def test_no_day_is_left_out_between_a_day_and_its_neighbours(days: set[date], day: date) -> None:
    found = neighbours(days, of=day)
    after, before = found.next or date.max, found.previous or date.min
    assert before < day < after
    assert {one for one in days if before < one < after} <= {day}
    assert {found.previous, found.next} - {None} <= days
