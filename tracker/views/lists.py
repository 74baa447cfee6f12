"""The lists: their health, and one list with its copies, fetches and news."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sanctions.domain.errors import ComesByHand, UnknownList
from sanctions.models import SanctionsList
from sanctions.models.clock import database_now
from sanctions.services.ask_fetch import ask_fetch
from sanctions.tasks import hint_lists
from tracker.selectors.list_pages import list_page, lists, may_ask
from tracker.selectors.paging import slice_of
from tracker.views.pages import page_number, reader, render_page


def list_health(request: HttpRequest) -> HttpResponse:
    """Show when each list was last checked and when it last changed."""
    found = lists(user=reader(request), now=database_now())
    return render_page(request, "lists", nav="lists", title=_("Lists"), found=found)


def list_detail(request: HttpRequest, key: str) -> HttpResponse:
    """Show one list: its terms, its copies, its fetches and its news."""
    try:
        found = list_page(user=reader(request), key=key, now=database_now())
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


@require_POST
def list_fetch(request: HttpRequest, key: str) -> HttpResponse:
    """Ask for a list to be fetched now; whoever looks next for what is due does it."""
    person = reader(request)
    if not may_ask(person):
        raise PermissionDenied
    try:
        fetch = ask_fetch(key=key, asked_by=person)
    except (UnknownList, ComesByHand):
        raise Http404("no such list to fetch") from None
    transaction.on_commit(hint_lists, robust=True)
    messages.success(request, _("Asked for; it is fetched within a minute or so."))
    return HttpResponseRedirect(reverse("admin:list", args=[fetch.sanctions_list.key]))
