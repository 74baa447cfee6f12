"""Lanes of a time axis: what held from when to when, as shares of the axis.

Method: days are counted along the axis and told as percent of its length, so that a drawing needs
no scale of its own. Limits: whole days.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Axis:
    """The days from `start` to `end`, both shown."""

    start: date
    end: date

    def place(self, day: date) -> str:
        """Return where a day lies, in percent as SVG writes it."""
        length = max((self.end - self.start).days, 1)
        share = min(max((day - self.start).days / length, 0), 1)
        return f"{share * 100:.3f}%"

    def ticks(self) -> list[tuple[str, str]]:
        """Return places and words for the years, or for the quarters of a short axis."""
        months = (1,) if (self.end - self.start).days > 3 * 365 else (1, 4, 7, 10)
        days = (
            date(year, month, 1)
            for year in range(self.start.year, self.end.year + 1)
            for month in months
        )
        return [
            (self.place(day), f"{day:%Y}" if len(months) == 1 else f"{day:%b %Y}")
            for day in days
            if self.start <= day <= self.end
        ]


@dataclass(frozen=True, slots=True)
class Band:
    """A status for a time."""

    x: str
    width: str
    status: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Dot:
    """Something on a day."""

    x: str
    day: date
    words: str
    status: str


def bands(axis: Axis, changes: Sequence[tuple[date, str]], *, to: date) -> list[Band]:
    """Return a band for each status, from its day to the next one's, the last one up to `to`."""
    starts = [*changes, (min(to, axis.end) + timedelta(days=1), "")]
    return [
        Band(
            x=axis.place(day),
            width=_width(axis, day, until),
            status=status,
            start=day,
            end=until - timedelta(days=1),
        )
        for (day, status), (until, _) in pairwise(starts)
        if until > axis.start and day <= axis.end
    ]


def dots(axis: Axis, facts: Iterable[tuple[date, str, str]]) -> list[Dot]:
    """Return a dot for each fact on the axis: its day, words and status."""
    return [
        Dot(x=axis.place(day), day=day, words=words, status=status)
        for day, words, status in facts
        if axis.start <= day <= axis.end
    ]


def _width(axis: Axis, day: date, until: date) -> str:
    left = float(axis.place(day)[:-1])
    right = float(axis.place(min(until, axis.end))[:-1])
    return f"{max(right - left, 0.4):.3f}%"
