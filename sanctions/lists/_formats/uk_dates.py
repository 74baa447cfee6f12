"""Dates as the UK prints them: day/month/year, with `00`, `dd` or `mm` for what is unknown.

Source: the UK Sanctions List's own files. What cannot be read keeps its text and gets no bounds.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

from sanctions.domain.dates import PartialDate, read_date

_PRINTED = re.compile(r"(\d{1,2}|dd)/(\d{1,2}|mm)/(\d{4})", re.IGNORECASE)
_UNKNOWN = {"00", "0", "dd", "mm"}
_DAY_FORMATS = ("%d/%m/%Y", "%d-%b-%Y", "%Y-%m-%d")


def read_uk_date(printed: str) -> PartialDate:
    """Read a date of which the day, or the day and the month, may be unknown; never raises."""
    match = _PRINTED.fullmatch(printed)
    if match is None:
        return read_date(printed)
    day, month, year = match[1].lower(), match[2].lower(), match[3]
    if month in _UNKNOWN:
        plain = year
    elif day in _UNKNOWN:
        plain = f"{year}-{month:0>2}"
    else:
        plain = f"{year}-{month:0>2}-{day:0>2}"
    return replace(read_date(plain), raw=printed)


def uk_day(printed: str) -> date | None:
    """The day that a list states of itself or of a designation; None where there is none."""
    for form in _DAY_FORMATS:
        try:
            return datetime.strptime(printed.strip(), form).date()
        except ValueError:
            continue
    return None
