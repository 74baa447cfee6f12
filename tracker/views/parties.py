"""Parties of the lists: the list, and the page of one."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from sanctions.domain.kinds import PartyKind
from sanctions.models import Party
from sanctions.rest.time_travel import PointInTime
from tracker.selectors.paging import slice_of
from tracker.selectors.parties import party_page, party_rows
from tracker.views.pages import choice, page_number, reader, render_page, words_asked_for
from tracker.views.points_in_time import at_a_time, moment_of
from tracker.views.time_bar import shown_at


def party_list(request: HttpRequest) -> HttpResponse:
    """List parties by name, or by how well they match the search."""
    kind = choice(request, "kind", PartyKind)
    text, listed = words_asked_for(request), request.GET.get("listed", "")
    rows = party_rows(user=reader(request), text=text, kind=kind, listed=listed)
    return render_page(
        request,
        "parties",
        nav="parties",
        title=_("Parties"),
        page=slice_of(rows, number=page_number(request)),
        kinds=list(PartyKind),
        chosen={"q": text, "kind": kind, "listed": listed},
    )


@at_a_time
def party_detail(request: HttpRequest, party_id: str, *, at: PointInTime) -> HttpResponse:
    """Show what the lists say of one party at a point in time."""
    try:
        found = party_page(user=reader(request), party_id=party_id, at=moment_of(at))
    except Party.DoesNotExist:
        raise Http404("no such party") from None
    return render_page(
        request,
        "party",
        nav="parties",
        title=found.overview.party.name,
        found=found,
        **shown_at(request, at, steps=found.steps),
    )
