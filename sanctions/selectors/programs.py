"""Programs with what they rest on, when they come up for renewal, and how many they hold now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from sanctions.domain.program_kinds import ProgramStatus
from sanctions.models import Designation, FormerTerms, Instrument, Program, Renewal
from sanctions.selectors.renewals import ClockEvent, Clocks, program_status
from sanctions.selectors.terms import terms_known_at

#: How far the page of one program looks ahead.
_DAYS_AHEAD = 400


@dataclass(frozen=True, slots=True)
class ProgramOverview:
    """All that is known of one program on a day: `chains` go from a basis up to what it rests on.

    `terms` are those that were known; `clock` holds the days that come, and those that passed
    without a known act.
    """

    program: Program
    terms: dict[str, Any]
    status: ProgramStatus
    chains: list[list[Instrument]]
    clock: list[ClockEvent]
    next_event: ClockEvent | None
    renewals: list[Renewal]
    former: list[FormerTerms]


def with_counts(
    programs: QuerySet[Program], *, on: date, known_at: datetime | None = None
) -> QuerySet[Program]:
    """Count, beside each program, its designations in force on a day, and their parties."""
    held = (
        Designation.objects.in_force(on=on, known_at=known_at)
        .filter(program=OuterRef("pk"))
        .order_by()
        .values("program")
    )
    return programs.annotate(
        designation_count=_counted(held.annotate(n=Count("pk")).values("n")),
        party_count=_counted(held.annotate(n=Count("party", distinct=True)).values("n")),
    )


def program_overview(
    *, program: Program, on: date, known_at: datetime, clocks: Clocks | None = None
) -> ProgramOverview:
    """Gather the page of one program for a day, as known at an instant."""
    clocks = clocks or Clocks(known_at)
    terms = terms_known_at(program, known_at)
    chains = basis_chains(program)
    instruments = {one.pk for chain in chains for one in chain}
    acts = Renewal.objects.filter(rule__instrument__in=instruments, recorded_at__lte=known_at)
    return ProgramOverview(
        program=program,
        terms=terms,
        status=program_status(terms, on=on),
        chains=chains,
        clock=clocks.of_program(program, on=on, days=_DAYS_AHEAD),
        next_event=clocks.next_of(program, on=on),
        renewals=[*acts.select_related("rule__instrument").order_by("-decided_on", "-id")],
        former=[*program.former.filter(until__lte=known_at).order_by("-until", "-id")],
    )


def basis_chains(program: Program) -> list[list[Instrument]]:
    """List, for each basis of a program in order, the instrument and all that it rests on."""
    known = Instrument.objects.filter(authority=program.authority_id).select_related("authority")
    by_id = known.in_bulk()
    chains = []
    for basis in program.bases.all():
        chain, above = [], by_id.get(basis.instrument_id)
        while above is not None:
            chain.append(above)
            above = by_id.get(above.parent_id) if above.parent_id else None
        chains.append(chain)
    return chains


def _counted(counts: QuerySet[Any]) -> Coalesce:
    return Coalesce(Subquery(counts, output_field=IntegerField()), 0)
