"""Conditions: the list, and the page on which one is read, assessed, confirmed and measured."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sanctions.models.clock import database_today
from sanctions.rest.time_travel import PointInTime
from scenarios.domain.errors import ChangeRefused, ConditionChanged, NotAllowed
from scenarios.domain.statuses import ConditionKind, Status
from scenarios.models import Condition
from scenarios.services.assess_condition import assess_condition
from scenarios.services.confirm_condition import confirm_condition
from scenarios.services.record_reading import record_reading
from scenarios.tasks import hint_changes
from tracker.selectors.condition_page import condition_page, find_condition
from tracker.selectors.journal import changes_seen_by
from tracker.selectors.nodes import condition_rows
from tracker.selectors.paging import slice_of
from tracker.selectors.retold import conditions_at
from tracker.views.fact_forms import AssessForm, ConfirmForm, FactForm, ReadingForm
from tracker.views.pages import choice, page_number, reader, render_page, words_asked_for
from tracker.views.points_in_time import at_a_time, is_now, moment_of, now
from tracker.views.time_bar import shown_at


@dataclass(frozen=True, slots=True)
class Way:
    """A way to state a fact: the form that takes it, and the service that records it."""

    form: type[FactForm]
    record: Callable[..., Any]


WAYS = {
    "assess": Way(AssessForm, assess_condition),
    "confirm": Way(ConfirmForm, confirm_condition),
    "read": Way(ReadingForm, record_reading),
}


@at_a_time
def condition_list(request: HttpRequest, *, at: PointInTime) -> HttpResponse:
    """List conditions by case, at a point in time."""
    chosen = {
        "text": words_asked_for(request),
        "status": choice(request, "status", Status),
        "kind": choice(request, "kind", ConditionKind),
        "case": request.GET.get("case", ""),
    }
    rows = condition_rows(user=reader(request), **chosen)
    page = slice_of(rows, number=page_number(request))
    if not is_now(at):
        conditions_at(page.rows, at=moment_of(at))
    return render_page(
        request,
        "conditions",
        nav="conditions",
        title=_("Conditions"),
        page=page,
        statuses=list(Status),
        kinds=list(ConditionKind),
        chosen={**chosen, "q": chosen["text"]},
        **shown_at(request, at),
    )


@at_a_time
def condition_detail(
    request: HttpRequest, case: str, slug: str, *, at: PointInTime
) -> HttpResponse:
    """Show one condition at a point in time, and now the forms that state facts of it."""
    return _page(request, _found(request, case, slug), at=at)


@require_POST
def condition_state(request: HttpRequest, case: str, slug: str, way: str) -> HttpResponse:
    """State a fact; whoever was overtaken sees what changed, and keeps what they typed."""
    if way not in WAYS:
        raise Http404("no such way to state a fact")
    condition = _found(request, case, slug)
    form = _form(way, condition, request.POST)
    if not form.is_valid():
        return _page(request, condition, way=way, form=form, status=422)
    try:
        done = WAYS[way].record(condition=condition, actor=reader(request), **form.terms())
    except ConditionChanged as overtaken:
        return _overtaken(request, overtaken, way=way)
    except NotAllowed as refused:
        raise PermissionDenied(str(refused)) from refused
    except ChangeRefused as refused:
        form.add_refusal(str(refused), field=refused.field)
        return _page(request, condition, way=way, form=form, status=422)
    transaction.on_commit(hint_changes, robust=True)
    seen = changes_seen_by(reader(request)).filter(pk__in=[event.pk for event in done.events])
    messages.success(request, _told(seen.count()))
    return HttpResponseRedirect(reverse("admin:condition", args=[case, slug]))


def _overtaken(request: HttpRequest, overtaken: ConditionChanged, *, way: str) -> HttpResponse:
    """Show what is new, and the form as it was typed, good for the version that is now."""
    condition = find_condition(
        user=reader(request),
        case=overtaken.condition.case.slug,
        slug=overtaken.condition.slug,
    )
    typed = request.POST.copy()
    typed["seen_version"] = str(overtaken.version)
    kept = _form(way, condition, typed)
    return _page(request, condition, way=way, form=kept, status=409, since=overtaken.since)


def _told(events: int) -> str:
    if events:
        return _("Assessed. What moved is told under Changes, and on the home page.")
    return _("Recorded. No status changed by it.")


def _found(request: HttpRequest, case: str, slug: str) -> Condition:
    try:
        return find_condition(user=reader(request), case=case, slug=slug)
    except Condition.DoesNotExist:
        raise Http404("no such condition") from None


def _form(way: str, condition: Condition, typed: Any = None) -> FactForm:
    """Return the form of a way, as typed, or empty for the condition as it is now."""
    empty = {"date": database_today(), "seen_version": condition.version}
    made = WAYS[way].form(typed, initial=empty, auto_id=f"{way}_%s")
    if isinstance(made, AssessForm):
        made.offer_sources(condition.case.sources.all())
        made.offer_to_take_back(condition)
    return made


def _page(
    request: HttpRequest,
    condition: Condition,
    *,
    at: PointInTime | None = None,
    way: str = "",
    form: FactForm | None = None,
    status: int = 200,
    since: tuple[Any, ...] = (),
) -> HttpResponse:
    at = at or now()
    found = condition_page(
        user=reader(request), condition=condition, at=moment_of(at), stored=is_now(at)
    )
    path = reverse("admin:condition", args=[condition.case.slug, condition.slug])
    forms = {name: _form(name, condition) for name in WAYS} | ({way: form} if form else {})
    forms["assess"].initial["retracts"] = request.GET.get("retracts")
    return render_page(
        request,
        "condition",
        status=status,
        nav="conditions",
        title=found.text,
        found=found,
        forms=forms,
        stated=way,
        since=since,
        **shown_at(request, at, steps=found.steps, path=path),
    )
