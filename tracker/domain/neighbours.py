"""The days around a day on which something changed: where a page about a day leads next.

Method: the last day before, the first one after. Limits: days that no page can be asked for are
the caller's to leave out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The days before and after a day on which something changed, where there are such."""

    previous: date | None = None
    next: date | None = None


def neighbours(days: Iterable[date], *, of: date) -> Neighbours:
    """Return the nearest of the days on either side of a day; the day itself is neither."""
    known = set(days)
    return Neighbours(
        previous=max((day for day in known if day < of), default=None),
        next=min((day for day in known if day > of), default=None),
    )
