"""Parties of the lists: the list, and the page of one."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from sanctions.domain.kinds import PartyKind
from sanctions.models import Party
from tracker.selectors.paging import slice_of
from tracker.selectors.parties import party_page, party_rows
from tracker.views.pages import (
    choice,
    day_asked_for,
    on_a_day,
    page_number,
    reader,
    render_page,
    words_asked_for,
)


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


def party_detail(request: HttpRequest, party_id: str) -> HttpResponse:
    """Show what the lists say of one party on one day."""
    on = day_asked_for(request)
    try:
        found = party_page(user=reader(request), party_id=party_id, on=on)
    except Party.DoesNotExist:
        raise Http404("no such party") from None
    title = found.overview.party.name
    return render_page(
        request, "party", nav="parties", title=title, found=found, **on_a_day(request, on)
    )
