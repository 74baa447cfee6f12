"""Dates of which only a part is known, as lists print them.

Four bounds, as in OFAC's Advanced Sanctions Data Model: a span begins between two days and ends
between two days. `1972` is one year wide; `1964 to 1966` begins in 1964 and ends in 1966. What
cannot be read keeps its text and gets no bounds: a date is never invented. Limits: English month
names and the Gregorian calendar only.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sanctions.domain.kinds import DatePrecision

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_PRINTED = re.compile(r"(?:(?:(\d{1,2}) )?([A-Za-z]{3,9}) )?(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_ABOUT = re.compile(r"(?:circa|approximately|c\.) ", re.IGNORECASE)
_SPAN = re.compile(r"(?:between )?(.+?) (?:to|and) (.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A span of days with uncertain ends; no bounds where the text could not be read."""

    raw: str
    precision: DatePrecision
    approximate: bool = False
    from_earliest: date | None = None
    from_latest: date | None = None
    to_earliest: date | None = None
    to_latest: date | None = None


@lru_cache(maxsize=4096)
def read_date(raw: str) -> PartialDate:
    """Read a date as a list prints it; never raises."""
    about = _ABOUT.match(raw)
    text = raw[about.end() :] if about else raw
    span = _SPAN.fullmatch(text)
    if span:
        begins, ends = _bounds(span[1]), _bounds(span[2])
        if begins and ends and begins[0] <= ends[1]:
            return PartialDate(raw, DatePrecision.RANGE, bool(about), *begins[:2], *ends[:2])
    single = _bounds(text)
    if single is None:
        return PartialDate(raw, DatePrecision.UNREADABLE)
    first, last, precision = single
    return PartialDate(raw, precision, bool(about), first, last, first, last)


def _bounds(text: str) -> tuple[date, date, DatePrecision] | None:
    """The first and last day that `text` may mean."""
    printed = _PRINTED.fullmatch(text)
    if printed:
        day, name, year = printed.groups()
        month = _MONTHS.get(name[:3].lower(), 0) if name else None
        return _days(int(year), month, int(day) if day else None)
    iso = _ISO.fullmatch(text)
    if iso:
        return _days(int(iso[1]), int(iso[2]), int(iso[3]) if iso[3] else None)
    return None


def _days(year: int, month: int | None, day: int | None) -> tuple[date, date, DatePrecision] | None:
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31), DatePrecision.YEAR
        if day is None:
            last = monthrange(year, month)[1]
            return date(year, month, 1), date(year, month, last), DatePrecision.MONTH
        exact = date(year, month, day)
    except ValueError:  # 30 February, year 0, month 0: the text stays, and no day is made up
        return None
    return exact, exact, DatePrecision.DAY
