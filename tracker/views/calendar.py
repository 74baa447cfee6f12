"""What falls due, as a board by month: renewals at any point in time, cases for today."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from sanctions.rest.time_travel import PointInTime
from tracker.selectors.calendar_page import calendar_page
from tracker.selectors.program_pages import authorities_with_programs
from tracker.views.pages import reader, render_page
from tracker.views.points_in_time import at_a_time, is_now, moment_of
from tracker.views.time_bar import shown_at

SPANS = ("30", "90", "400")
_SPAN = "90"


@at_a_time
def calendar(request: HttpRequest, *, at: PointInTime) -> HttpResponse:
    """Show what falls due within 90 days, or another span."""
    days = request.GET.get("days", "") or _SPAN
    if days not in SPANS:
        raise Http404(f"days: expected one of {', '.join(SPANS)}")
    authority = request.GET.get("authority", "")[:20]
    found = calendar_page(
        user=reader(request),
        at=moment_of(at),
        is_now=is_now(at),
        days=int(days),
        authority=authority,
    )
    return render_page(
        request,
        "calendar",
        nav="calendar",
        title=_("Calendar"),
        found=found,
        spans=SPANS,
        authorities=authorities_with_programs(),
        chosen={"days": days, "authority": authority},
        **shown_at(request, at),
    )
