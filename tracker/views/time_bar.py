"""The bar of a page about a point in time: which it is, and the links to others.

The point in time is kept in the links, so that an address can be sent to somebody else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from sanctions.models.clock import database_now
from sanctions.rest.time_travel import FIRST_DAY, LAST_DAY, TIME_PARAMETERS, PointInTime
from tracker.domain.neighbours import Neighbours
from tracker.views.points_in_time import AS_OF, KNOWN_AT, is_now

_LAST_SECOND = time(23, 59, 59, tzinfo=UTC)
_NO_STEPS = Neighbours()


@dataclass(frozen=True, slots=True)
class Step:
    """A day that the page leads to, and the address that asks for it."""

    day: date
    address: str


class TimeBar:
    """The point in time of a page, and the addresses of others; an empty one: there is none."""

    def __init__(
        self, request: HttpRequest, at: PointInTime, *, steps: Neighbours, path: str
    ) -> None:
        self._request, self._steps, self._now = request, steps, database_now()
        self.path = path
        self.on = at.as_of
        #: The instant up to which things are known, where one was asked for.
        self.known_at = at.known_at if KNOWN_AT in at.asked else None
        self.is_now = is_now(at)

    @property
    def today(self) -> str:
        """Ask for today."""
        return self._address(None, None)

    @property
    def as_known_then(self) -> str:
        """Ask for what was known on the day itself, once it is over."""
        known_at = _end_of(self.on)
        return self._address(self.on, known_at) if self._now > known_at != self.known_at else ""

    @property
    def as_known_today(self) -> str:
        """Ask for the day from all that is known today."""
        return self._address(self.on, None) if self.known_at else ""

    @property
    def previous(self) -> Step | None:
        """The last day before on which something changed."""
        return self._step(self._steps.previous)

    @property
    def next(self) -> Step | None:
        """The next day on which something changes."""
        return self._step(self._steps.next)

    def _step(self, day: date | None) -> Step | None:
        """Lead to a day; what was known on the one day is followed by what was on the other."""
        if day is None or not FIRST_DAY <= day <= LAST_DAY:
            return None
        known_at = _end_of(day) if self.known_at == _end_of(self.on) else self.known_at
        lies_ahead = known_at is not None and known_at > self._now
        return Step(day, self._address(day, None if lies_ahead else known_at))

    def _address(self, day: date | None, known_at: datetime | None) -> str:
        """Return the address of this page at a point in time, filters and all."""
        query = self._request.GET.copy()
        for name in (*TIME_PARAMETERS, "page"):
            query.pop(name, None)
        query.update(_parameters(day, known_at))
        return f"{self.path}?{query.urlencode()}" if query else self.path


def shown_at(
    request: HttpRequest, at: PointInTime, *, steps: Neighbours = _NO_STEPS, path: str = ""
) -> dict[str, Any]:
    """Return what a page about a point in time shows: its bar, and the query that links keep.

    `path` is where the page stands, if it is not the one that was asked for.
    """
    bar = TimeBar(request, at, steps=steps, path=path or request.path)
    kept = _parameters(bar.on, bar.known_at) if at.asked else {}
    day_query = f"?{urlencode(kept)}" if kept else ""
    return {"time": bar, "is_now": bar.is_now, "day_query": day_query}


def _parameters(day: date | None, known_at: datetime | None) -> dict[str, str]:
    return {
        **({AS_OF: day.isoformat()} if day else {}),
        **({KNOWN_AT: known_at.isoformat().replace("+00:00", "Z")} if known_at else {}),
    }


def _end_of(day: date) -> datetime:
    """Return the last second of a day: what was known on that day was known by then."""
    return datetime.combine(day, _LAST_SECOND)
