"""The lists: their health, and one list with its copies and news."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from sanctions.models import SanctionsList
from tracker.selectors.list_pages import list_page, lists
from tracker.selectors.paging import slice_of
from tracker.views.pages import page_number, reader, render_page


def list_health(request: HttpRequest) -> HttpResponse:
    """Show when each list was last checked and when it last changed."""
    return render_page(request, "lists", nav="lists", title=_("Lists"), found=lists())


def list_detail(request: HttpRequest, key: str) -> HttpResponse:
    """Show one list: its terms, its copies and its news."""
    try:
        found = list_page(user=reader(request), key=key)
    except SanctionsList.DoesNotExist:
        raise Http404("no such list") from None
    return render_page(
        request,
        "list",
        nav="lists",
        title=found.sanctions_list.title,
        found=found,
        page=slice_of(found.news, number=page_number(request)),
    )
