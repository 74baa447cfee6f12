"""The pages of programs: the list, and one with what it rests on and when that comes up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from sanctions.domain.program_kinds import ProgramStatus
from sanctions.models import Authority, Designation, Program
from sanctions.selectors.programs import ProgramOverview, program_overview, with_counts
from sanctions.selectors.renewals import ClockEvent, Clocks, program_status
from sanctions.selectors.terms import terms_of
from tracker.domain.neighbours import Neighbours, neighbours
from tracker.selectors.deadlines import Deadline, renewals
from tracker.selectors.paging import Slice, slice_of

if TYPE_CHECKING:
    from sanctions.models.teams import Person
    from scenarios.selectors.moments import Moment

_PARTIES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramChoice:
    """What programs are narrowed by; empty: not at all."""

    text: str = ""
    authority: str = ""
    status: str = ""
    measure: str = ""
    territory: str = ""


@dataclass(frozen=True, slots=True)
class ProgramRow:
    """A program of the list, its status today and its next day."""

    program: Any
    status: ProgramStatus
    next_event: ClockEvent | None


@dataclass(frozen=True, slots=True)
class ProgramPage:
    """All that the page of a program shows: with some of the designations in force."""

    overview: ProgramOverview
    designations: list[Designation]
    designation_count: int
    party_count: int
    deadlines: list[Deadline]
    steps: Neighbours


def program_rows(
    *, user: Person, choice: ProgramChoice, on: date, number: int
) -> tuple[Slice[Program], list[ProgramRow]]:
    """Read one page of the programs as they are today, with what each comes to."""
    found = with_counts(_narrowed(user, choice, on=on), on=on).select_related("authority")
    page = slice_of(found.prefetch_related("bases__instrument"), number=number)
    clocks = Clocks()
    rows = [
        ProgramRow(
            program=row,
            status=program_status(terms_of(row), on=on),
            next_event=clocks.next_of(row, on=on),
        )
        for row in page.rows
    ]
    return page, rows


def program_page(*, user: Person, program_id: str, at: Moment) -> ProgramPage:
    """Gather the page of a program at a moment. Raises Program.DoesNotExist."""
    on, known_at = at.as_of, at.known_at
    rows = Program.objects.visible_to(user).select_related("authority")
    program: Any = with_counts(
        rows.prefetch_related("former", "bases__instrument"), on=on, known_at=known_at
    ).get(pk=program_id)
    overview = program_overview(program=program, on=on, known_at=known_at)
    held = Designation.objects.filter(program=program).in_force(on=on, known_at=known_at)
    days = {event.on for event in overview.clock} | {one.decided_on for one in overview.renewals}
    days |= {
        date.fromisoformat(overview.terms[key])
        for key in ("began_on", "ended_on")
        if overview.terms[key]
    }
    return ProgramPage(
        overview=overview,
        designations=[*held.select_related("party").order_by("-first_seen_on", "id")[:_PARTIES]],
        designation_count=program.designation_count,
        party_count=program.party_count,
        deadlines=[*renewals(overview.clock, passed=True), *renewals(overview.clock)],
        steps=neighbours(days, of=on),
    )


def authorities_with_programs() -> list[str]:
    """List the codes of the authorities that have programs."""
    rows = Authority.objects.filter(programs__isnull=False).order_by("code")
    return [*rows.values_list("code", flat=True).distinct()]


def _narrowed(user: Person, choice: ProgramChoice, *, on: date) -> QuerySet[Program]:
    rows: Any = Program.objects.visible_to(user)
    if choice.status:
        rows = rows.with_status(ProgramStatus(choice.status), on=on)
    if choice.authority:
        rows = rows.filter(authority__code=choice.authority)
    if choice.measure:
        rows = rows.filter(measures__contains=[choice.measure])
    if choice.territory:
        rows = rows.filter(territories__contains=[choice.territory.lower()])
    if choice.text:
        rows = rows.filter(
            Q(key__icontains=choice.text)
            | Q(title__icontains=choice.text)
            | Q(catalogue_key__icontains=choice.text)
            | Q(bases__instrument__identifier__icontains=choice.text)
        ).distinct()
    found: QuerySet[Program] = rows.order_by("authority__code", "key")
    return found
