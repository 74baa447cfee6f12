"""Parties of the lists, as the dashboard lists and shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from sanctions.models import Designation, Party
from sanctions.selectors.parties import PartyOverview, party_overview, search_parties
from scenarios.models import CaseParty
from tracker.domain.lanes import Axis, Band, bands
from tracker.domain.neighbours import Neighbours, neighbours

if TYPE_CHECKING:
    from sanctions.models.teams import Person
    from scenarios.selectors.moments import Moment

_BEYOND = timedelta(days=92)


@dataclass(frozen=True, slots=True)
class DesignationLane:
    """A designation along the time axis; without a start it begins where we first saw it."""

    authority: str
    list_key: str
    words: str
    since: date
    until: date | None
    bands: list[Band]


@dataclass(frozen=True, slots=True)
class PartyPage:
    """All that the page of a party shows."""

    overview: PartyOverview
    lanes: list[DesignationLane]
    axis: Axis
    in_cases: list[CaseParty]
    on: date
    steps: Neighbours

    @property
    def axis_on(self) -> str:
        """Where the day of the page lies on the axis."""
        return self.axis.place(self.on)


def party_rows(
    *, user: Person, text: str = "", kind: str = "", listed: str = ""
) -> QuerySet[Party]:
    """List parties by name, or those found by `text`, best first, with what holds now.

    `listed` is `list/id`: the party that this list knows under that id.
    """
    found: Any = search_parties(text) if text else Party.objects.order_by("name", "id")
    rows = found.visible_to(user).with_current_designations()
    if kind:
        rows = rows.filter(kind=kind)
    if listed:
        key, _, external = listed.partition("/")
        rows = rows.listed_as(list_key=key, external_id=external)
    shown: QuerySet[Party] = rows
    return shown


def party_page(*, user: Person, party_id: str, at: Moment) -> PartyPage:
    """Gather the page of a party at a moment. Raises Party.DoesNotExist."""
    on = at.as_of
    overview = party_overview(party_id=party_id, on=on, known_at=at.known_at)
    rows = sorted(
        [*overview.in_force, *overview.ended, *overview.coming],
        key=lambda row: (row.authority.code, row.program.key, row.measure, _since(row)),
    )
    starts = [_since(row) for row in rows]
    axis = _axis(starts, on=on)
    lanes = [_lane(row, axis=axis, on=on) for row in rows]
    days = {day for lane in lanes for day in (lane.since, lane.until) if day}
    return PartyPage(
        overview=overview,
        lanes=lanes,
        axis=axis,
        in_cases=_in_cases(user, overview),
        on=on,
        steps=neighbours(days, of=on),
    )


def _since(row: Designation) -> date:
    return row.began_on


def _axis(starts: list[date], *, on: date) -> Axis:
    """From the first start to the day; where something begins later, beyond it by a quarter."""
    latest = max([*starts, on])
    return Axis(min([*starts, on]), latest + _BEYOND if latest > on else on)


def _lane(row: Designation, *, axis: Axis, on: date) -> DesignationLane:
    since, until = _since(row), row.to_date
    held = "COMING" if since > on else "BLOCKED"
    changes = [(since, held), *([(until, "FREE")] if until else [])]
    # One in force has not lasted beyond the day of the page.
    to = axis.end if since > on else on
    return DesignationLane(
        authority=row.authority.code,
        list_key=row.sanctions_list.key,
        words=f"{row.program}: {row.measure.replace('_', ' ')}",
        since=since,
        until=until,
        bands=[band for band in bands(axis, changes, to=to) if band.status == held],
    )


def _in_cases(user: Person, overview: PartyOverview) -> list[CaseParty]:
    """Return the parties of cases that stand for this one."""
    known = [(entry.sanctions_list.key, entry.external_id) for entry in overview.entries]
    rows = CaseParty.objects.visible_to(user).filter(
        listed_as_id__in=[external for _, external in known]
    )
    found = rows.select_related("case").order_by("case__slug")
    return [row for row in found if (row.listed_as_list, row.listed_as_id) in known]
