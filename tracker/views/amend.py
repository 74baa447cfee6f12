"""Amending what a condition says: a new version of its definition, with a reason."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from scenarios.domain.errors import (
    ChangeRefused,
    DefinitionChanged,
    NotAllowed,
    WrongDefinition,
)
from scenarios.models import Condition
from scenarios.services.amend_condition import amend_condition
from scenarios.tasks import hint_changes
from tracker.selectors.amend_page import amend_page, may_amend, packages_beside
from tracker.selectors.condition_page import find_condition
from tracker.selectors.journal import changes_seen_by
from tracker.views.amend_form import AmendForm, definition_of
from tracker.views.pages import reader, render_page


def condition_amend(request: HttpRequest, case: str, slug: str) -> HttpResponse:
    """Offer the definition to be amended; store it; whoever was overtaken keeps what they typed."""
    condition = _found(request, case, slug)
    if not may_amend(reader(request), condition):
        raise PermissionDenied("only analysts of its team may amend it, and in the library admins")
    if request.method != "POST":
        return _page(request, condition, _form(condition))
    form = _form(condition, request.POST)
    if not form.is_valid():
        return _page(request, condition, form, status=422)
    return _amended(request, condition, form)


def _amended(request: HttpRequest, condition: Condition, form: AmendForm) -> HttpResponse:
    given = form.cleaned_data
    try:
        done = amend_condition(
            condition=condition,
            changes=form.changes(),
            reason=given["reason"],
            actor=reader(request),
            seen_version=given["seen_version"],
        )
    except DefinitionChanged as overtaken:
        typed = request.POST.copy()
        typed["seen_version"] = str(overtaken.version)
        held = _found(request, condition.case.slug, condition.slug)
        return _page(request, held, _form(held, typed), status=409, since=overtaken.since)
    except NotAllowed as refused:
        raise PermissionDenied(str(refused)) from refused
    except WrongDefinition as refused:
        form.add_refusal(refused)
        return _page(request, condition, form, status=422)
    except ChangeRefused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return _page(request, condition, form, status=422)
    transaction.on_commit(hint_changes, robust=True)
    seen = changes_seen_by(reader(request)).filter(pk__in=[event.pk for event in done.events])
    messages.success(request, _told(seen.count()))
    address = reverse("admin:condition", args=[condition.case.slug, condition.slug])
    return HttpResponseRedirect(address)


def _told(events: int) -> str:
    if events:
        return _("Amended. What moved is told under Changes, and on the home page.")
    return _("Amended. No status changed by it.")


def _found(request: HttpRequest, case: str, slug: str) -> Condition:
    try:
        return find_condition(user=reader(request), case=case, slug=slug)
    except Condition.DoesNotExist:
        raise Http404("no such condition") from None


def _form(condition: Condition, typed: Any = None) -> AmendForm:
    form = AmendForm(typed, initial=definition_of(condition))
    form.offer_packages(packages_beside(condition))
    return form


def _page(
    request: HttpRequest,
    condition: Condition,
    form: AmendForm,
    *,
    status: int = 200,
    since: tuple[Any, ...] = (),
) -> HttpResponse:
    return render_page(
        request,
        "condition_amend",
        status=status,
        nav="conditions",
        title=_("Amend: %s") % condition.text,
        found=amend_page(condition=condition),
        form=form,
        since=since,
    )
