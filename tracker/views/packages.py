"""Relief packages: the list, and one package with its steps."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from scenarios.domain.statuses import PackageState
from scenarios.models import Package
from tracker.selectors.case_pages import package_page
from tracker.selectors.nodes import package_rows
from tracker.selectors.paging import slice_of
from tracker.views.pages import (
    choice,
    day_asked_for,
    on_a_day,
    page_number,
    reader,
    render_page,
    words_asked_for,
)


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


def package_detail(request: HttpRequest, case: str, slug: str) -> HttpResponse:
    """Show one package on one day."""
    on = day_asked_for(request)
    try:
        found = package_page(user=reader(request), case=case, slug=slug, on=on)
    except Package.DoesNotExist:
        raise Http404("no such package") from None
    title = found.package.title
    return render_page(
        request, "package", nav="packages", title=title, found=found, **on_a_day(request, on)
    )
