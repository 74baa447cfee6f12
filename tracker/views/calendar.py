"""What falls due, as a list by month."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from sanctions.models.clock import database_today
from tracker.selectors.deadlines import deadlines
from tracker.views.pages import reader, render_page

_DAYS_AHEAD = 400


def calendar(request: HttpRequest) -> HttpResponse:
    """List what falls due within the next 400 days."""
    due = deadlines(user=reader(request), today=database_today(), days=_DAYS_AHEAD)
    return render_page(
        request, "calendar", nav="calendar", title=_("Calendar"), due=due, days=_DAYS_AHEAD
    )
