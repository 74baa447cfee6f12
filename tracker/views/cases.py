"""Cases: the list, and the page of one."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from sanctions.rest.time_travel import PointInTime
from scenarios.models import Case
from tracker.selectors.case_page import case_page
from tracker.selectors.nodes import case_rows
from tracker.selectors.paging import slice_of
from tracker.views.pages import page_number, reader, render_page, words_asked_for
from tracker.views.points_in_time import at_a_time, is_now, moment_of
from tracker.views.time_bar import shown_at


@at_a_time
def case_list(request: HttpRequest, *, at: PointInTime) -> HttpResponse:
    """List cases, the newest episode first; they lead to the point in time of the list."""
    text = words_asked_for(request)
    rows = case_rows(user=reader(request), text=text)
    return render_page(
        request,
        "cases",
        nav="cases",
        title=_("Cases"),
        page=slice_of(rows, number=page_number(request)),
        chosen={"q": text},
        **shown_at(request, at),
    )


@at_a_time
def case_detail(request: HttpRequest, slug: str, *, at: PointInTime) -> HttpResponse:
    """Show all that a case holds, at a point in time."""
    try:
        found = case_page(user=reader(request), slug=slug, at=moment_of(at), stored=is_now(at))
    except Case.DoesNotExist:
        raise Http404("no such case") from None
    return render_page(
        request,
        "case",
        nav="cases",
        title=found.case.title,
        found=found,
        **shown_at(request, at, steps=found.steps),
    )
