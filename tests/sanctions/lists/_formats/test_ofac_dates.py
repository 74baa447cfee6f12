"""OFAC's periods: their bounds, and the text that says the same."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctions.domain.dates import read_date
from sanctions.domain.errors import UnknownValue
from sanctions.domain.kinds import DatePrecision
from sanctions.lists._formats.ofac_dates import bounds_of, printed_period, read_period

DAY = "1984-01-18"


@pytest.mark.parametrize(
    ("printed", "approximate", "text"),
    [
        ((DAY, DAY, DAY, DAY), False, "18 Jan 1984"),
        (("1962-01-01", "1962-01-01", "1962-12-31", "1962-12-31"), False, "1962"),
        (("1957-01-01", "1957-01-01", "1957-12-31", "1957-12-31"), True, "circa 1957"),
        (("1961-04-01", "1961-04-01", "1961-04-30", "1961-04-30"), False, "Apr 1961"),
        (("1951-01-01", "1951-12-31", "1953-01-01", "1953-12-31"), False, "1951 to 1953"),
        (
            ("1955-03-01", "1955-03-31", "1956-03-01", "1956-03-31"),
            False,
            "Mar 1955 to Mar 1956",
        ),
        (
            ("1965-03-21", "1965-03-21", "1966-03-20", "1966-03-20"),
            False,
            "21 Mar 1965 to 20 Mar 1966",
        ),
    ],
)
def test_a_period_is_written_as_ofac_prints_it_and_the_text_says_all(
    printed: tuple[str, ...], approximate: bool, text: str
) -> None:
    bounds = bounds_of(printed)
    assert bounds
    assert printed_period(bounds, approximate=approximate) == text
    assert read_period(text, bounds, approximate=approximate) is None


def test_bounds_that_say_something_else_than_the_text_count() -> None:
    bounds = bounds_of(["1960-01-01", "1960-12-31", "1962-01-01", "1962-12-31"])
    read = read_period("early sixties", bounds, approximate=True)
    assert read
    assert (read.raw, read.precision, read.approximate) == (
        "early sixties",
        DatePrecision.RANGE,
        True,
    )
    assert (read.from_earliest, read.from_latest) == (date(1960, 1, 1), date(1960, 12, 31))
    assert (read.to_earliest, read.to_latest) == (date(1962, 1, 1), date(1962, 12, 31))


def test_a_year_under_another_text_is_one_unknown_day_of_it() -> None:
    bounds = bounds_of(["1962-01-01", "1962-01-01", "1962-12-31", "1962-12-31"])
    read = read_period("the year of the tiger", bounds, approximate=False)
    assert read
    assert read.precision is DatePrecision.YEAR
    assert read.from_latest == read.to_latest == date(1962, 12, 31)


def test_bounds_out_of_order_say_nothing_and_the_text_stays() -> None:
    bounds = bounds_of(["1962-01-01", "1961-01-01", "1962-12-31", "1962-12-31"])
    assert read_period("1960", bounds, approximate=False) is None


def test_bounds_of_which_some_are_missing_are_none() -> None:
    assert bounds_of(["1962-01-01", "", "", ""]) is None
    assert read_period("1962", None, approximate=False) is None


def test_a_day_that_is_none_is_named() -> None:
    with pytest.raises(UnknownValue, match="1962-02-30"):
        bounds_of(["1962-02-30"] * 4)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 3000), st.booleans())
def test_what_is_written_is_read_back_to_the_same_days(
    first: date, days: int, approximate: bool
) -> None:
    last = first + timedelta(days)
    text = printed_period((first, first, last, last), approximate=approximate)
    read = read_date(text)
    assert (read.from_earliest, read.to_latest, read.approximate) == (first, last, approximate)
