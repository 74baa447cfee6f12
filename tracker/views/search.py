"""The search in the bar above every page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from tracker.selectors.search import search
from tracker.views.pages import reader, render_page, words_asked_for


def search_page(request: HttpRequest) -> HttpResponse:
    """Show a few of each kind that match."""
    text = words_asked_for(request)
    found = search(user=reader(request), text=text)
    return render_page(request, "search", title=_("Search"), query=text, found=found)
