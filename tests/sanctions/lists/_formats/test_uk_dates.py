"""Dates of the UK's lists: letters and zeros stand for what is unknown."""

from __future__ import annotations

from datetime import date

import pytest

from sanctions.domain.kinds import DatePrecision
from sanctions.lists._formats.uk_dates import read_uk_date, uk_day


@pytest.mark.parametrize(
    ("printed", "precision", "first", "last"),
    [
        ("24/10/1966", DatePrecision.DAY, date(1966, 10, 24), date(1966, 10, 24)),
        ("dd/10/1966", DatePrecision.MONTH, date(1966, 10, 1), date(1966, 10, 31)),
        ("00/02/1960", DatePrecision.MONTH, date(1960, 2, 1), date(1960, 2, 29)),
        ("dd/mm/1945", DatePrecision.YEAR, date(1945, 1, 1), date(1945, 12, 31)),
        ("00/00/1980", DatePrecision.YEAR, date(1980, 1, 1), date(1980, 12, 31)),
    ],
)
def test_a_date_is_as_wide_as_what_is_unknown_of_it(
    printed: str, precision: DatePrecision, first: date, last: date
) -> None:
    read = read_uk_date(printed)
    assert (read.raw, read.precision) == (printed, precision)
    assert (read.from_earliest, read.to_latest) == (first, last)


@pytest.mark.parametrize("printed", ["31/02/1960", "12/13/1960", "01/01/0000", "1/1/60", ""])
def test_a_day_that_is_none_is_never_made_one(printed: str) -> None:
    read = read_uk_date(printed)
    assert (read.raw, read.precision, read.from_earliest) == (
        printed,
        DatePrecision.UNREADABLE,
        None,
    )


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("13/04/2018", date(2018, 4, 13)),
        ("07-May-2026", date(2026, 5, 7)),
        ("2026-05-07", date(2026, 5, 7)),
        ("00/00/2018", None),
        ("soon", None),
    ],
)
def test_a_stated_day_is_read_in_the_forms_of_the_two_files(printed: str, day: date | None) -> None:
    assert uk_day(printed) == day
