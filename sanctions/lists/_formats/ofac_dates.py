"""OFAC's periods: four bounds in the XML formats, and the text that goes with them.

Method: as `sanctions.domain.dates`. OFAC gives `1972` as a period from its first day to its last;
here it is one day of that year that nobody knows. Where the text says all that the bounds say, the
text is enough; only where they differ do the bounds count. Source: the published schemas, and the
texts beside the bounds in ENHANCED; ADVANCED has no text, so it is written as OFAC does elsewhere.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from sanctions.domain.dates import PartialDate, read_date
from sanctions.domain.errors import UnknownValue
from sanctions.domain.kinds import DatePrecision

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
Bounds = tuple[date, date, date, date]


def bounds_of(printed: Sequence[str]) -> Bounds | None:
    """Read four ISO days; None where not all are there. Raises UnknownValue."""
    if not all(printed):
        return None
    try:
        begins, begins_by, ends, ends_by = (date.fromisoformat(text) for text in printed)
    except ValueError as error:
        raise UnknownValue(f"period {[*printed]}: {error}") from error
    return begins, begins_by, ends, ends_by


def read_period(raw: str, bounds: Bounds | None, *, approximate: bool) -> PartialDate | None:
    """The bounds where they say something else than the text; None where the text is enough."""
    if bounds is None:
        return None
    read = read_date(raw)
    same_span = (read.from_earliest, read.to_latest) == (bounds[0], bounds[3])
    if same_span and read.approximate == approximate:
        return None
    if not bounds[0] <= bounds[1] <= bounds[3] or not bounds[0] <= bounds[2] <= bounds[3]:
        return None  # bounds out of order say nothing; the text stays
    precision = _precision(bounds)
    if precision is DatePrecision.RANGE:
        return PartialDate(raw, precision, approximate, *bounds)
    first, last = bounds[0], bounds[3]
    return PartialDate(raw, precision, approximate, first, last, first, last)


def printed_period(bounds: Bounds, *, approximate: bool) -> str:
    """Write a period as OFAC does: "18 Jan 1984", "1962", "circa 1960", "1964 to 1966"."""
    if _precision(bounds) is DatePrecision.RANGE:
        text = f"{_printed_span(bounds[0], bounds[1])} to {_printed_span(bounds[2], bounds[3])}"
    else:
        text = _printed_span(bounds[0], bounds[3])
    return f"circa {text}" if approximate else text


def _precision(bounds: Bounds) -> DatePrecision:
    """A day, or the whole of a month or a year, of which OFAC repeats the ends; else a range."""
    first, last = bounds[0], bounds[3]
    if first == last:
        return DatePrecision.DAY
    if (bounds[1], bounds[2]) == (first, last):
        if _is_year(first, last):
            return DatePrecision.YEAR
        if _is_month(first, last):
            return DatePrecision.MONTH
    return DatePrecision.RANGE


def _printed_span(first: date, last: date) -> str:
    if first != last and _is_year(first, last):
        return str(first.year)
    month = f"{_MONTHS[first.month - 1]} {first.year}"
    if first != last and _is_month(first, last):
        return month
    return f"{first.day:02} {month}"


def _is_year(first: date, last: date) -> bool:
    return (first.month, first.day, last.month, last.day, last.year) == (1, 1, 12, 31, first.year)


def _is_month(first: date, last: date) -> bool:
    days = monthrange(first.year, first.month)[1]
    return (first.day, last.day, last.month, last.year) == (1, days, first.month, first.year)
