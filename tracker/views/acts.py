"""Acts: the page of one, recording another, and taking one back that was recorded in error."""

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
from scenarios.domain.errors import ChangeRefused, NotAllowed, PackageChanged
from scenarios.models import Act, Case, Package
from scenarios.services.record_act import record_act
from scenarios.services.take_back_act import take_back_act
from scenarios.tasks import hint_changes
from tracker.selectors.act_page import act_page, find_act, find_case, find_package, may_record
from tracker.views.act_form import ActForm, TakeBackForm
from tracker.views.pages import reader, render_page
from tracker.views.points_in_time import moment_of, now


def case_act(request: HttpRequest, slug: str) -> HttpResponse:
    """Record an act of a case that is for no package."""
    try:
        case = find_case(user=reader(request), slug=slug)
    except Case.DoesNotExist:
        raise Http404("no such case") from None
    return _record(request, case, None)


def package_act(request: HttpRequest, case: str, slug: str) -> HttpResponse:
    """Record an act for a package, and the steps of it that it carried out."""
    package = _package(request, case, slug)
    return _record(request, package.case, package)


def act_detail(request: HttpRequest, act_id: str) -> HttpResponse:
    """Show one act, and what it moved."""
    return _page(request, _found(request, act_id), TakeBackForm())


@require_POST
def act_take_back(request: HttpRequest, act_id: str) -> HttpResponse:
    """Take back an act that was recorded in error."""
    act, form = _found(request, act_id), TakeBackForm(request.POST)
    if not form.is_valid():
        return _page(request, act, form, status=422)
    try:
        take_back_act(act=act, reason=form.cleaned_data["reason"], actor=reader(request))
    except NotAllowed as refused:
        raise PermissionDenied(str(refused)) from refused
    except ChangeRefused as refused:
        form.add_error(None, str(refused))
        return _page(request, act, form, status=422)
    transaction.on_commit(hint_changes, robust=True)
    messages.success(request, _("Taken back. It stays to be read, and counts no more."))
    return HttpResponseRedirect(reverse("admin:act", args=[act.pk]))


def _record(request: HttpRequest, case: Case, package: Package | None) -> HttpResponse:
    """Offer the form, store what was typed; whoever was overtaken keeps it."""
    if not may_record(reader(request), case):
        raise PermissionDenied("only analysts of its team may record its acts")
    if request.method != "POST":
        return _form_page(request, case, package, _form(case, package))
    form = _form(case, package, request.POST)
    if not form.is_valid():
        return _form_page(request, case, package, form, status=422)
    given = form.act(package)
    try:
        done = record_act(
            case=case, given=given, reason=form.cleaned_data["reason"], actor=reader(request)
        )
    except PackageChanged as overtaken:
        return _overtaken(request, overtaken)
    except NotAllowed as refused:
        raise PermissionDenied(str(refused)) from refused
    except ChangeRefused as refused:
        form.add_refusal(str(refused), field=refused.field)
        return _form_page(request, case, package, form, status=422)
    transaction.on_commit(hint_changes, robust=True)
    messages.success(request, _("Recorded. What follows from it is told below."))
    return HttpResponseRedirect(reverse("admin:act", args=[done.act.pk]))


def _overtaken(request: HttpRequest, overtaken: PackageChanged) -> HttpResponse:
    """Show what is new, and the form as it was typed, good for the version that is now."""
    changed = overtaken.package
    package = _package(request, changed.case.slug, changed.slug)
    typed = request.POST.copy()
    typed["seen_version"] = str(overtaken.version)
    form = _form(package.case, package, typed)
    return _form_page(request, package.case, package, form, status=409, since=overtaken.since)


def _form(case: Case, package: Package | None, typed: Any = None) -> ActForm:
    empty = {"date": database_today(), "seen_version": package and package.version}
    form = ActForm(typed, initial=empty)
    form.offer_sources(case.sources.all())
    form.ask_of(package)
    return form


def _package(request: HttpRequest, case: str, slug: str) -> Package:
    try:
        return find_package(user=reader(request), case=case, slug=slug)
    except Package.DoesNotExist:
        raise Http404("no such package") from None


def _found(request: HttpRequest, act_id: str) -> Act:
    try:
        return find_act(user=reader(request), act=act_id)
    except Act.DoesNotExist:
        raise Http404("no such act") from None


def _form_page(
    request: HttpRequest,
    case: Case,
    package: Package | None,
    form: ActForm,
    *,
    status: int = 200,
    since: tuple[Any, ...] = (),
) -> HttpResponse:
    return render_page(
        request,
        "act_new",
        status=status,
        nav="packages" if package else "cases",
        title=_("Record an act: %s") % (package.title if package else case.title),
        case=case,
        package=package,
        form=form,
        since=since,
    )


def _page(request: HttpRequest, act: Act, form: TakeBackForm, *, status: int = 200) -> HttpResponse:
    return render_page(
        request,
        "act",
        status=status,
        nav="cases",
        title=act.what,
        found=act_page(user=reader(request), act=act, at=moment_of(now())),
        form=form,
        is_now=True,
    )
