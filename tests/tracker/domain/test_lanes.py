"""Lanes of a time axis: bands meet without a gap, and nothing lies outside of the axis."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.lanes import Axis, bands, dots

AXIS = Axis(date(2025, 1, 1), date(2025, 12, 31))
days = st.dates(date(2024, 1, 1), date(2026, 12, 31))


def share(text: str) -> float:
    """Return the number of a percent."""
    return float(text.removesuffix("%"))


def test_the_first_and_the_last_day_are_the_ends_of_the_axis() -> None:
    assert AXIS.place(AXIS.start) == "0.000%"
    assert AXIS.place(AXIS.end) == "100.000%"


def test_a_band_lasts_until_the_day_before_the_next() -> None:
    first, second = bands(
        AXIS, [(date(2025, 1, 1), "NOT_MET"), (date(2025, 7, 1), "MET")], to=AXIS.end
    )
    assert (first.start, first.end) == (date(2025, 1, 1), date(2025, 6, 30))
    assert (second.start, second.end, second.status) == (
        date(2025, 7, 1), date(2025, 12, 31), "MET",
    )  # fmt: skip


def test_a_band_that_was_over_before_the_axis_is_left_out() -> None:
    changes = [(date(2023, 1, 1), "NOT_MET"), (date(2024, 1, 1), "MET")]
    assert [band.status for band in bands(AXIS, changes, to=AXIS.end)] == ["MET"]


def test_nothing_is_drawn_after_the_day_that_is_asked_for() -> None:
    (band,) = bands(AXIS, [(date(2025, 1, 1), "MET")], to=date(2025, 3, 31))
    assert band.end == date(2025, 3, 31)
    assert share(band.width) < 26


def test_an_axis_of_one_day_divides_by_nothing() -> None:
    one_day = Axis(date(2025, 1, 1), date(2025, 1, 1))
    assert one_day.place(date(2025, 1, 1)) == "0.000%"


def test_a_long_axis_is_marked_by_years_and_a_short_one_by_quarters() -> None:
    assert [words for _, words in Axis(date(2019, 6, 1), date(2023, 6, 1)).ticks()] == [
        "2020", "2021", "2022", "2023",
    ]  # fmt: skip
    assert [words for _, words in AXIS.ticks()] == ["Jan 2025", "Apr 2025", "Jul 2025", "Oct 2025"]


@given(st.lists(st.tuples(days, st.sampled_from(["MET", "NOT_MET"])), min_size=1, unique_by=lambda
    change: change[0]))  # fmt: skip
def test_bands_meet_and_stay_on_the_axis(changes: list[tuple[date, str]]) -> None:
    drawn = bands(AXIS, sorted(changes), to=AXIS.end)
    for band in drawn:
        assert 0 <= share(band.x) <= 100
        assert share(band.x) + share(band.width) <= 100.5
    for one, following in pairwise(drawn):
        assert following.start - one.end == timedelta(days=1)


@given(st.lists(days))
def test_a_dot_is_drawn_for_each_fact_on_the_axis_and_no_other(facts: list[date]) -> None:
    drawn = dots(AXIS, ((day, "", "MET") for day in facts))
    assert [dot.day for dot in drawn] == [day for day in facts if AXIS.start <= day <= AXIS.end]
