"""Conditions: the list, and the page on which one is read and assessed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sanctions.models.clock import database_today
from scenarios.domain.errors import ChangeRefused, ConditionChanged, NotAllowed
from scenarios.domain.statuses import ConditionKind, Status
from scenarios.models import Condition
from scenarios.services.assess_condition import assess_condition
from scenarios.tasks import hint_changes
from tracker.selectors.condition_page import condition_page, find_condition
from tracker.selectors.nodes import condition_rows
from tracker.selectors.paging import slice_of
from tracker.views.assess_form import AssessForm, fresh_form
from tracker.views.pages import (
    choice,
    day_asked_for,
    on_a_day,
    page_number,
    reader,
    render_page,
    words_asked_for,
)


def condition_list(request: HttpRequest) -> HttpResponse:
    """List conditions by case."""
    chosen = {
        "text": words_asked_for(request),
        "status": choice(request, "status", Status),
        "kind": choice(request, "kind", ConditionKind),
        "case": request.GET.get("case", ""),
    }
    rows = condition_rows(user=reader(request), **chosen)
    return render_page(
        request,
        "conditions",
        nav="conditions",
        title=_("Conditions"),
        page=slice_of(rows, number=page_number(request)),
        statuses=list(Status),
        kinds=list(ConditionKind),
        chosen={**chosen, "q": chosen["text"]},
    )


def condition_detail(request: HttpRequest, case: str, slug: str) -> HttpResponse:
    """Show one condition on one day, and today the form that assesses it."""
    return _page(request, _found(request, case, slug))


@require_POST
def condition_assess(request: HttpRequest, case: str, slug: str) -> HttpResponse:
    """Assess a condition; whoever was overtaken sees what changed, and keeps what they typed."""
    condition = _found(request, case, slug)
    form = AssessForm(request.POST, sources=_sources(condition))
    if not form.is_valid():
        return _page(request, condition, form=form, status=422)
    try:
        done = assess_condition(condition=condition, actor=reader(request), **form.terms())
    except ConditionChanged as overtaken:
        typed = request.POST.copy()
        typed["seen_version"] = str(overtaken.version)
        kept = AssessForm(typed, sources=_sources(condition))
        return _page(
            request, _found(request, case, slug), form=kept, status=409, since=overtaken.since
        )
    except NotAllowed as refused:
        raise PermissionDenied(str(refused)) from refused
    except ChangeRefused as refused:
        form.add_refusal(str(refused), field=refused.field)
        return _page(request, condition, form=form, status=422)
    transaction.on_commit(hint_changes, robust=True)
    messages.success(request, _told(len(done.events)))
    return HttpResponseRedirect(reverse("admin:condition", args=[case, slug]))


def _told(events: int) -> str:
    if events:
        return _("Assessed. What moved is told under Changes, and on the home page.")
    return _("Assessed. No status changed by it.")


def _found(request: HttpRequest, case: str, slug: str) -> Condition:
    try:
        return find_condition(user=reader(request), case=case, slug=slug)
    except Condition.DoesNotExist:
        raise Http404("no such condition") from None


def _sources(condition: Condition) -> dict[str, Any]:
    return {source.key: source for source in condition.case.sources.all()}


def _page(
    request: HttpRequest,
    condition: Condition,
    *,
    form: AssessForm | None = None,
    status: int = 200,
    since: tuple[Any, ...] = (),
) -> HttpResponse:
    on = day_asked_for(request)
    found = condition_page(user=reader(request), condition=condition, on=on)
    today = database_today()
    empty = fresh_form(sources=found.sources, version=condition.version, today=today)
    return render_page(
        request,
        "condition",
        status=status,
        nav="conditions",
        title=condition.text,
        found=found,
        form=form or empty,
        since=since,
        today=today,
        **on_a_day(request, on),
    )
