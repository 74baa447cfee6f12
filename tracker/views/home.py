"""The first page: what changed, my scenarios, what is due, what waits."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from sanctions.models.clock import database_now
from tracker.selectors import home as read
from tracker.views.pages import reader, render_page


def home(request: HttpRequest) -> HttpResponse:
    """Draw the first page."""
    found = read.home(user=reader(request), now=database_now())
    return render_page(request, "home", nav="index", title=_("Home"), home=found)
