"""Copies of lists: those that wait for a person, what one would change, and the decision."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from sanctions.domain.errors import (
    DecisionOvertaken,
    ListError,
    NotAllowedToDecide,
    WrongDecision,
)
from sanctions.domain.kinds import CopyVerdict, SnapshotOutcome
from sanctions.models import CopyDecision, Snapshot
from sanctions.services.decide_held_copy import decide_held_copy, may_decide
from sanctions.services.preview_snapshot import Preview, preview_snapshot
from scenarios.tasks import hint_changes
from tracker.selectors.held_copies import CopyPage, copy_page, held_copies
from tracker.selectors.paging import slice_of
from tracker.views.forms import PageForm
from tracker.views.pages import page_number, reader, render_page


class DecisionForm(PageForm):
    """A decision about the file that was shown; which one is pressed is the verdict."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5000,
        help_text=gettext_lazy("Why the file is right, or why it is not. Kept with the decision."),
    )
    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    doubt = forms.CharField(widget=forms.HiddenInput)
    verdict = forms.ChoiceField(choices=[(one.value, one.value) for one in CopyVerdict])


def held_copy_list(request: HttpRequest) -> HttpResponse:
    """List the copies that wait for a person."""
    rows = held_copies(user=reader(request))
    page = slice_of(rows, number=page_number(request))
    return render_page(request, "held_copies", nav="held_copies", title=_("Held copies"), page=page)


def copy_detail(request: HttpRequest, copy_id: str) -> HttpResponse:
    """Show one copy, and of one that waits what it would change."""
    found = _found(request, copy_id)
    return _page(request, found, DecisionForm())


@require_POST
def copy_decide(request: HttpRequest, copy_id: str) -> HttpResponse:
    """Apply a held copy or turn it away; whoever was overtaken keeps the reason as typed."""
    found, form = _found(request, copy_id), DecisionForm(request.POST)
    if not may_decide(reader(request)):
        raise PermissionDenied("a reviewer or an administrator decides about held copies")
    if not form.is_valid():
        return _page(request, found, form, status=422)
    given = form.cleaned_data
    try:
        made = decide_held_copy(
            snapshot=found.copy,
            verdict=CopyVerdict(given["verdict"]),
            sha256=given["sha256"],
            doubt=given["doubt"],
            reason=given["reason"].replace("\r\n", "\n"),
            actor=reader(request),
        )
    except NotAllowedToDecide as refused:
        raise PermissionDenied(str(refused)) from refused
    except WrongDecision as wrong:
        form.add_error(wrong.field, str(wrong))
        return _page(request, found, form, status=422)
    except (DecisionOvertaken, ListError) as overtaken:
        form.add_error(None, str(overtaken))
        return _page(request, _found(request, copy_id), form, status=409)
    transaction.on_commit(hint_changes, robust=True)
    _tell(request, made)
    return HttpResponseRedirect(reverse("admin:copy", args=[found.copy.pk]))


def _tell(request: HttpRequest, made: CopyDecision) -> None:
    if made.outcome == SnapshotOutcome.HELD:
        messages.warning(request, _("Still held: applying it found another doubt, told below."))
    elif made.verdict == CopyVerdict.TURN_AWAY:
        messages.success(request, _("Turned away. It changed nothing."))
    else:
        messages.success(request, _("Decided. What became of the copy is told below."))


def _found(request: HttpRequest, copy_id: str) -> CopyPage:
    try:
        return copy_page(user=reader(request), copy_id=copy_id)
    except Snapshot.DoesNotExist:
        raise Http404("no such copy") from None


def _page(
    request: HttpRequest, found: CopyPage, form: DecisionForm, *, status: int = 200
) -> HttpResponse:
    preview, fault = _preview(found)
    return render_page(
        request,
        "copy",
        status=status,
        nav="held_copies" if found.waits else "lists",
        title=_("Copy of %s") % found.copy.sanctions_list.title,
        found=found,
        form=form,
        preview=preview,
        fault=fault,
        may_decide=may_decide(reader(request)),
    )


def _preview(found: CopyPage) -> tuple[Preview | None, str]:
    """Work out what a waiting copy would change, or say why nobody can."""
    if not found.waits:
        return None, ""
    try:
        return preview_snapshot(snapshot=found.copy), ""
    except ListError as error:
        return None, str(error)
