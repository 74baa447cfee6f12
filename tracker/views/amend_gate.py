"""Amending a gate: a preview of what would change, and a new version of its definition."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from scenarios.domain.errors import ChangeRefused, DefinitionChanged, NotAllowed, WrongDefinition
from scenarios.models import Gate
from scenarios.services.amend_gate import amend_gate
from scenarios.services.preview_gate import PreviewedGate, preview_gate
from scenarios.tasks import hint_changes
from tracker.selectors.amend_page import conditions_beside, former_of, may_amend, packages_beside
from tracker.selectors.gate_page import find_gate
from tracker.selectors.journal import changes_seen_by
from tracker.views.gate_form import GateForm, definition_of
from tracker.views.pages import reader, render_page


def gate_amend(request: HttpRequest, case: str, slug: str) -> HttpResponse:
    """Offer the definition to be amended; preview or store it; who was overtaken keeps it."""
    gate = _found(request, case, slug)
    if not may_amend(reader(request), gate):
        raise PermissionDenied("only analysts of its team may amend it, and in the library admins")
    if request.method != "POST":
        return _page(request, gate, _form(gate))
    form, previews = _form(gate, request.POST), "preview" in request.POST
    form.fields["reason"].required = not previews
    valid, form.fields["reason"].required = form.is_valid(), True
    if not valid:
        return _page(request, gate, form, status=422)
    try:
        return _previewed(request, gate, form) if previews else _amended(request, gate, form)
    except DefinitionChanged as overtaken:
        typed = request.POST.copy()
        typed["seen_version"] = str(overtaken.version)
        held = _found(request, case, slug)
        return _page(request, held, _form(held, typed), status=409, since=overtaken.since)
    except NotAllowed as refused:
        raise PermissionDenied(str(refused)) from refused
    except WrongDefinition as refused:
        form.add_refusal(refused)
    except ChangeRefused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
    return _page(request, gate, form, status=422)


def _previewed(request: HttpRequest, gate: Gate, form: GateForm) -> HttpResponse:
    seen = form.cleaned_data["seen_version"]
    preview = preview_gate(
        gate=gate, changes=form.changes(), actor=reader(request), seen_version=seen
    )
    return _page(request, gate, form, preview=preview)


def _amended(request: HttpRequest, gate: Gate, form: GateForm) -> HttpResponse:
    given = form.cleaned_data
    done = amend_gate(
        gate=gate,
        changes=form.changes(),
        reason=given["reason"],
        actor=reader(request),
        seen_version=given["seen_version"],
    )
    transaction.on_commit(hint_changes, robust=True)
    seen = changes_seen_by(reader(request)).filter(pk__in=[event.pk for event in done.events])
    messages.success(request, _told(seen.count()))
    return HttpResponseRedirect(reverse("admin:gate", args=[gate.case.slug, gate.slug]))


def _told(events: int) -> str:
    if events:
        return _("Amended. What moved is told under Changes, and on the home page.")
    return _("Amended. No status changed by it.")


def _found(request: HttpRequest, case: str, slug: str) -> Gate:
    try:
        return find_gate(user=reader(request), case=case, slug=slug)
    except Gate.DoesNotExist:
        raise Http404("no such gate") from None


def _form(gate: Gate, typed: Any = None) -> GateForm:
    form = GateForm(typed, initial=definition_of(gate))
    form.offer(packages_beside(gate), conditions_beside(gate))
    return form


def _page(
    request: HttpRequest,
    gate: Gate,
    form: GateForm,
    *,
    status: int = 200,
    since: tuple[Any, ...] = (),
    preview: PreviewedGate | None = None,
) -> HttpResponse:
    return render_page(
        request,
        "gate_amend",
        status=status,
        nav="gates",
        title=_("Amend gate %s") % gate.slug,
        gate=gate,
        present=definition_of(gate),
        former=former_of(gate),
        form=form,
        since=since,
        preview=preview,
    )
