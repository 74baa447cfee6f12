"""Relief packages: the list, and one package with its steps."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from sanctions.rest.time_travel import PointInTime
from scenarios.domain.statuses import PackageState
from scenarios.models import Package
from tracker.selectors.nodes import package_rows
from tracker.selectors.package_page import package_page
from tracker.selectors.paging import slice_of
from tracker.views.pages import choice, page_number, reader, render_page, words_asked_for
from tracker.views.points_in_time import at_a_time, moment_of
from tracker.views.time_bar import shown_at


def package_list(request: HttpRequest) -> HttpResponse:
    """List packages by case."""
    state = choice(request, "state", PackageState)
    text, case = words_asked_for(request), request.GET.get("case", "")
    rows = package_rows(user=reader(request), text=text, state=state, case=case)
    return render_page(
        request,
        "packages",
        nav="packages",
        title=_("Packages"),
        page=slice_of(rows, number=page_number(request)),
        states=list(PackageState),
        chosen={"q": text, "state": state, "case": case},
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
