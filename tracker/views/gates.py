"""Gates: the list, and one gate as a tree."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from sanctions.rest.time_travel import PointInTime
from scenarios.domain.statuses import Status
from scenarios.models import Gate
from tracker.selectors.gate_page import gate_page
from tracker.selectors.nodes import gate_rows
from tracker.selectors.paging import slice_of
from tracker.selectors.retold import gates_at
from tracker.views.pages import choice, page_number, reader, render_page, words_asked_for
from tracker.views.points_in_time import at_a_time, is_now, moment_of
from tracker.views.time_bar import shown_at


@at_a_time
def gate_list(request: HttpRequest, *, at: PointInTime) -> HttpResponse:
    """List gates by case, at a point in time."""
    status = choice(request, "status", Status)
    text, case = words_asked_for(request), request.GET.get("case", "")
    rows = gate_rows(user=reader(request), text=text, status=status, case=case)
    page = slice_of(rows, number=page_number(request))
    if not is_now(at):
        gates_at(page.rows, at=moment_of(at))
    return render_page(
        request,
        "gates",
        nav="gates",
        title=_("Gates"),
        page=page,
        statuses=list(Status),
        chosen={"q": text, "status": status, "case": case},
        **shown_at(request, at),
    )


@at_a_time
def gate_detail(request: HttpRequest, case: str, slug: str, *, at: PointInTime) -> HttpResponse:
    """Show one gate at a point in time."""
    try:
        found = gate_page(user=reader(request), case=case, slug=slug, at=moment_of(at))
    except Gate.DoesNotExist:
        raise Http404("no such gate") from None
    return render_page(
        request,
        "gate",
        nav="gates",
        title=_("Gate %s") % slug,
        found=found,
        **shown_at(request, at, steps=found.steps),
    )
