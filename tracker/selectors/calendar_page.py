"""The page of what falls due: a board of renewals at a point in time, and all else of today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sanctions.selectors.renewals import Clocks
from tracker.selectors.deadlines import Deadline, deadlines, renewals

if TYPE_CHECKING:
    from sanctions.models.teams import Person
    from scenarios.selectors.moments import Moment


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """What passed without a recorded act, and what comes."""

    passed: list[Deadline]
    due: list[Deadline]


def calendar_page(
    *, user: Person, at: Moment, is_now: bool, days: int, authority: str = ""
) -> CalendarPage:
    """Gather what falls due within so many days of the moment.

    What falls due in cases is known for today alone; with an authority, renewals alone are shown.
    """
    on = at.as_of
    clocks = Clocks(None if is_now else at.known_at)
    events = [
        event
        for event in clocks.events(on=on, until=on + timedelta(days=days))
        if not authority or event.instrument.authority.code == authority
    ]
    with_cases = is_now and not authority
    return CalendarPage(
        passed=renewals(events, passed=True),
        due=deadlines(user=user, today=on, days=days) if with_cases else renewals(events),
    )
