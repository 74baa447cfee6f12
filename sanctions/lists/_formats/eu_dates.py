"""Dates as the EU's acts and lists print them.

`17.3.2014`, `2 December 1985`, `26 Feb. 2011`, `1957 (approximative)`, `1964-1966`, `approx. 1952`,
and several under letters: `(a) 1.1.1950, (b) 1951`. Source: the annexes and files themselves. What
cannot be read keeps its text and gets no bounds.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

from sanctions.domain.dates import PartialDate, read_date
from sanctions.domain.kinds import DatePrecision

_LETTER = re.compile(r"(?:^|(?<=[\s,;]))\(?[a-z]\)\s*")
_ABOUT = re.compile(
    r"\b(?:circa|approximately|approx\.?|on or around|around|about|possibly|ca?\.)\s*"
    r"|\(probably\)\s*|\s*\((?:presumed|probably|approximat(?:iv)?e(?:ly)?)\s*\)",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.\s?(\d{4})")
_ABBREVIATED = re.compile(r"([A-Za-z]{3,4})\.(?=\s?\d{4})\s?")
_WRAPPED = re.compile(r"^\((.*)\)$")
_BETWEEN = re.compile(r"^(?:between|from)\s+", re.IGNORECASE)
_SPAN = re.compile(r"(\d{4})\s?[-–/]\s?(\d{4})")
_OR = re.compile(r"\s+\(?or\s+|,\s*|\s/\s")


def lettered(printed: str) -> list[str]:
    """Take `(a) …, (b) …` apart; a text without letters is one piece."""
    printed = " ".join(printed.split())
    starts = [match.start() for match in _LETTER.finditer(printed)]
    if not starts or starts[0] != 0:
        return [printed] if printed else []
    pieces = _LETTER.split(printed)
    return [plain for piece in pieces if (plain := piece.strip(" ,;"))]


def read_eu_date(printed: str) -> PartialDate:
    """Read one date; never raises."""
    plain, about = _ABOUT.subn("", _WRAPPED.sub(r"\1", printed.strip(" .")))
    plain = _DOTTED.sub(lambda day: f"{day[3]}-{day[2]:0>2}-{day[1]:0>2}", plain.strip())
    plain = _ABBREVIATED.sub(r"\1 ", plain)
    plain = _SPAN.sub(r"\1 to \2", _BETWEEN.sub("", plain))
    read = read_date(plain)
    if read.precision is DatePrecision.UNREADABLE:
        return PartialDate(printed, DatePrecision.UNREADABLE)
    return replace(read, raw=printed, approximate=bool(about))


def alternatives(printed: str) -> list[str]:
    """Take `(a) …, (b) …` and `X or Y` apart, where each piece is a date; else keep it whole."""
    found: list[str] = []
    for piece in lettered(printed):
        parts = [part.strip(" ()") for part in _OR.split(piece)]
        readable = all(read_eu_date(part).from_earliest for part in parts)
        found += parts if readable else [piece]
    return found


def eu_day(printed: str) -> date | None:
    """The day from which an entry holds; None where it is no whole and certain day."""
    read = read_eu_date(printed)
    certain = read.precision is DatePrecision.DAY and not read.approximate
    return read.from_earliest if certain else None


def file_day(printed: str) -> date | None:
    """The day of a file or of an act, as the lists write it: `2018-02-16`, or `04/07/2018`."""
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(printed.strip(), form).date()
        except ValueError:
            continue
    return None
