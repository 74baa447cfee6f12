"""Partial dates: what is known gets bounds, what is not keeps its text, nothing is invented."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctions.domain.dates import PartialDate, read_date
from sanctions.domain.kinds import DatePrecision

YEAR_1962 = (date(1962, 1, 1), date(1962, 12, 31))


@pytest.mark.parametrize(
    ("raw", "precision", "first", "last"),
    [
        ("28 Sep 1973", DatePrecision.DAY, date(1973, 9, 28), date(1973, 9, 28)),
        ("8 September 1973", DatePrecision.DAY, date(1973, 9, 8), date(1973, 9, 8)),
        ("1973-09-28", DatePrecision.DAY, date(1973, 9, 28), date(1973, 9, 28)),
        ("29 Feb 1972", DatePrecision.DAY, date(1972, 2, 29), date(1972, 2, 29)),
        ("Feb 1972", DatePrecision.MONTH, date(1972, 2, 1), date(1972, 2, 29)),
        ("1972-05", DatePrecision.MONTH, date(1972, 5, 1), date(1972, 5, 31)),
        ("1962", DatePrecision.YEAR, *YEAR_1962),
    ],
)
def test_what_is_printed_gets_its_bounds(
    raw: str, precision: DatePrecision, first: date, last: date
) -> None:
    assert read_date(raw) == PartialDate(raw, precision, False, first, last, first, last)


@pytest.mark.parametrize(
    ("raw", "approximate"),
    [("1964 to 1966", False), ("between 1964 and 1966", False), ("circa 1964 to 1966", True)],
)
def test_a_range_begins_in_one_year_and_ends_in_another(raw: str, approximate: bool) -> None:
    read = read_date(raw)
    assert (read.precision, read.approximate) == (DatePrecision.RANGE, approximate)
    assert (read.from_earliest, read.from_latest) == (date(1964, 1, 1), date(1964, 12, 31))
    assert (read.to_earliest, read.to_latest) == (date(1966, 1, 1), date(1966, 12, 31))


@pytest.mark.parametrize("raw", ["circa 1962", "Circa 1962", "approximately 1962", "c. 1962"])
def test_about_is_kept_as_approximate(raw: str) -> None:
    read = read_date(raw)
    assert (read.approximate, read.from_earliest, read.to_latest) == (True, *YEAR_1962)


@pytest.mark.parametrize(
    "raw",
    [
        "00/00/1960", "30 Feb 1960", "1960-02-30", "29 Feb 1973", "0000", "1960-13", "dd/mm/1945",
        "12 Rajab 1380", "28-Feb-24", "", "unknown", "1966 to 1964", "1964 to whenever",
        "99 Sep 1973", "28 Foo 1973",
    ],
)  # fmt: skip
def test_what_cannot_be_read_keeps_its_text_only(raw: str) -> None:
    assert read_date(raw) == PartialDate(raw, DatePrecision.UNREADABLE)


@given(st.text(max_size=40))
def test_any_text_is_read_without_a_fault_and_kept(raw: str) -> None:
    assert read_date(raw).raw == raw


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_day_survives_being_printed(day: date) -> None:
    read = read_date(day.isoformat())
    assert (read.from_earliest, read.to_latest) == (day, day)
