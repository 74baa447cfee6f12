"""Gates: the list, and one gate as a tree."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from scenarios.domain.statuses import Status
from scenarios.models import Gate
from tracker.selectors.case_pages import gate_page
from tracker.selectors.nodes import gate_rows
from tracker.selectors.paging import slice_of
from tracker.views.pages import (
    choice,
    day_asked_for,
    on_a_day,
    page_number,
    reader,
    render_page,
    words_asked_for,
)


def gate_list(request: HttpRequest) -> HttpResponse:
    """List gates by case."""
    status = choice(request, "status", Status)
    text, case = words_asked_for(request), request.GET.get("case", "")
    rows = gate_rows(user=reader(request), text=text, status=status, case=case)
    return render_page(
        request,
        "gates",
        nav="gates",
        title=_("Gates"),
        page=slice_of(rows, number=page_number(request)),
        statuses=list(Status),
        chosen={"q": text, "status": status, "case": case},
    )


def gate_detail(request: HttpRequest, case: str, slug: str) -> HttpResponse:
    """Show one gate on one day."""
    on = day_asked_for(request)
    try:
        found = gate_page(user=reader(request), case=case, slug=slug, on=on)
    except Gate.DoesNotExist:
        raise Http404("no such gate") from None
    title = _("Gate %s") % slug
    return render_page(
        request, "gate", nav="gates", title=title, found=found, **on_a_day(request, on)
    )
