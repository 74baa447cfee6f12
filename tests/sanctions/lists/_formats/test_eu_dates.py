"""Dates as the EU prints them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctions.domain.kinds import DatePrecision
from sanctions.lists._formats.eu_dates import (
    alternatives,
    eu_day,
    file_day,
    lettered,
    read_eu_date,
)


@pytest.mark.parametrize(
    ("printed", "first", "last", "approximate"),
    [
        ("17.3.2014", date(2014, 3, 17), date(2014, 3, 17), False),
        ("17.3. 2014", date(2014, 3, 17), date(2014, 3, 17), False),
        ("2 December 1985", date(1985, 12, 2), date(1985, 12, 2), False),
        ("26 Feb. 2011", date(2011, 2, 26), date(2011, 2, 26), False),
        ("11 Sept. 2018", date(2018, 9, 11), date(2018, 9, 11), False),
        ("4 Dec. 1971", date(1971, 12, 4), date(1971, 12, 4), False),
        ("November 1960", date(1960, 11, 1), date(1960, 11, 30), False),
        ("1957 (approximative)", date(1957, 1, 1), date(1957, 12, 31), True),
        ("1958 - 1963 (approximative)", date(1958, 1, 1), date(1963, 12, 31), True),
        ("Between 1968 and 1972", date(1968, 1, 1), date(1972, 12, 31), False),
        ("1964/1965", date(1964, 1, 1), date(1965, 12, 31), False),
        ("c. 1956", date(1956, 1, 1), date(1956, 12, 31), True),
        ("(approx. 1980)", date(1980, 1, 1), date(1980, 12, 31), True),
        ("1980 (presumed)", date(1980, 1, 1), date(1980, 12, 31), True),
        ("on or around 3.4.1973", date(1973, 4, 3), date(1973, 4, 3), True),
    ],
)
def test_a_date_is_read_between_its_bounds(
    printed: str, first: date, last: date, approximate: bool
) -> None:
    read = read_eu_date(printed)
    assert (read.raw, read.from_earliest, read.to_latest) == (printed, first, last)
    assert read.approximate is approximate


@pytest.mark.parametrize(
    "printed",
    ["24.6.1402 (Hijri Calendar)", "30.2.2014", "(year unknown)", "1960s", "before 1964", ""],
)
def test_what_is_no_date_keeps_its_text_and_gets_no_bounds(printed: str) -> None:
    read = read_eu_date(printed)
    assert (read.raw, read.precision) == (printed, DatePrecision.UNREADABLE)
    assert read.from_earliest is None


@pytest.mark.parametrize(
    ("printed", "pieces"),
    [
        ("(a) Mullah, (b) Maulavi", ["Mullah", "Maulavi"]),
        ("a) 1950 b) 1951", ["1950", "1951"]),
        ("1.1.1950 (a)", ["1.1.1950 (a)"]),
        ("", []),
    ],
)
def test_what_stands_under_letters_is_taken_apart(printed: str, pieces: list[str]) -> None:
    assert lettered(printed) == pieces


@pytest.mark.parametrize(
    ("printed", "pieces"),
    [
        ("(a) 1.1.1950, (b) 1951", ["1.1.1950", "1951"]),
        ("6.3.1955 or 15.3.1955", ["6.3.1955", "15.3.1955"]),
        ("25.7.1978 (or 23.3.1975)", ["25.7.1978", "23.3.1975"]),
        ("15.4.1957, 22.2.1958", ["15.4.1957", "22.2.1958"]),
        ("1999 (privatised 2009)", ["1999 (privatised 2009)"]),
        ("Qom, Iran", ["Qom, Iran"]),
    ],
)
def test_dates_of_which_one_holds_are_taken_apart_only_where_each_is_a_date(
    printed: str, pieces: list[str]
) -> None:
    assert alternatives(printed) == pieces


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("24.7.2026", date(2026, 7, 24)),
        ("2026-08-07", date(2026, 8, 7)),
        ("25 January 2027", date(2027, 1, 25)),
        ("July 2026", None),
        ("about 24.7.2026", None),
        ("", None),
    ],
)
def test_only_a_whole_and_certain_day_begins_a_measure(printed: str, day: date | None) -> None:
    assert eu_day(printed) == day


def test_files_are_dated_day_first() -> None:
    assert file_day("04/07/2018") == file_day(" 2018-07-04") == date(2018, 7, 4)
    assert file_day("soon") is None


@given(st.text(max_size=60))
def test_any_text_is_read_without_a_fault_and_kept(printed: str) -> None:
    assert read_eu_date(printed).raw == printed
    assert all(piece.strip() for piece in alternatives(printed))
