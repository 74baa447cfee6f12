"""Cases: the list, and the page of one."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from scenarios.models import Case
from tracker.selectors.case_pages import case_page
from tracker.selectors.nodes import case_rows
from tracker.selectors.paging import slice_of
from tracker.views.pages import page_number, reader, render_page, words_asked_for


def case_list(request: HttpRequest) -> HttpResponse:
    """List cases, the newest episode first."""
    text = words_asked_for(request)
    rows = case_rows(user=reader(request), text=text)
    return render_page(
        request,
        "cases",
        nav="cases",
        title=_("Cases"),
        page=slice_of(rows, number=page_number(request)),
        chosen={"q": text},
    )


def case_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show all that a case holds."""
    try:
        found = case_page(user=reader(request), slug=slug)
    except Case.DoesNotExist:
        raise Http404("no such case") from None
    return render_page(request, "case", nav="cases", title=found.case.title, found=found)
