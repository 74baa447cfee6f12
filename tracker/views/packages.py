"""Relief packages: the list, and one package with its steps."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from sanctions.rest.time_travel import PointInTime
from scenarios.domain.statuses import PackageState
from scenarios.models import Package
from tracker.selectors.nodes import package_rows
from tracker.selectors.package_page import package_page
from tracker.selectors.package_states import packages_then
from tracker.selectors.paging import slice_of
from tracker.selectors.retold import gates_at
from tracker.views.pages import choice, page_number, reader, render_page, words_asked_for
from tracker.views.points_in_time import at_a_time, is_now, moment_of
from tracker.views.time_bar import shown_at


@at_a_time
def package_list(request: HttpRequest, *, at: PointInTime) -> HttpResponse:
    """List packages by case, at a point in time."""
    state = choice(request, "state", PackageState)
    text, case = words_asked_for(request), request.GET.get("case", "")
    rows = package_rows(user=reader(request), text=text, state=state, case=case)
    page = slice_of(rows, number=page_number(request))
    packages_then(page.rows, at=moment_of(at))
    if not is_now(at):
        gates_at([gate for row in page.rows for gate in row.opened_by.all()], at=moment_of(at))
    return render_page(
        request,
        "packages",
        nav="packages",
        title=_("Packages"),
        page=page,
        states=list(PackageState),
        chosen={"q": text, "state": state, "case": case},
        **shown_at(request, at),
    )


@at_a_time
def package_detail(request: HttpRequest, case: str, slug: str, *, at: PointInTime) -> HttpResponse:
    """Show one package at a point in time."""
    try:
        found = package_page(user=reader(request), case=case, slug=slug, at=moment_of(at))
    except Package.DoesNotExist:
        raise Http404("no such package") from None
    return render_page(
        request,
        "package",
        nav="packages",
        title=found.package.title,
        found=found,
        **shown_at(request, at, steps=found.steps),
    )
