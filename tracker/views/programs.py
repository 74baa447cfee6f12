"""Programs: the list, and the page of one with its legal bases and its clock."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from sanctions.domain.kinds import Measure
from sanctions.domain.program_kinds import ProgramStatus
from sanctions.models import Program
from sanctions.models.clock import database_today
from sanctions.rest.time_travel import PointInTime
from tracker.selectors.program_pages import (
    ProgramChoice,
    authorities_with_programs,
    program_page,
    program_rows,
)
from tracker.views.pages import choice, page_number, reader, render_page, words_asked_for
from tracker.views.points_in_time import at_a_time, moment_of
from tracker.views.time_bar import shown_at


def program_list(request: HttpRequest) -> HttpResponse:
    """List the programs of all authorities, as they are today."""
    chosen = ProgramChoice(
        text=words_asked_for(request),
        authority=request.GET.get("authority", "")[:20],
        status=choice(request, "status", ProgramStatus),
        measure=choice(request, "measure", Measure),
        territory=request.GET.get("territory", "").strip()[:10],
    )
    page, rows = program_rows(
        user=reader(request), choice=chosen, on=database_today(), number=page_number(request)
    )
    return render_page(
        request,
        "programs",
        nav="programs",
        title=_("Programs"),
        page=page,
        rows=rows,
        authorities=authorities_with_programs(),
        statuses=list(ProgramStatus),
        measures=list(Measure),
        chosen=chosen,
    )


@at_a_time
def program_detail(request: HttpRequest, program_id: str, *, at: PointInTime) -> HttpResponse:
    """Show one program at a point in time."""
    try:
        found = program_page(user=reader(request), program_id=program_id, at=moment_of(at))
    except Program.DoesNotExist:
        raise Http404("no such program") from None
    return render_page(
        request,
        "program",
        nav="programs",
        title=found.overview.terms["title"] or found.overview.program.key,
        found=found,
        **shown_at(request, at, steps=found.steps),
    )
