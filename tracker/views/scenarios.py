"""Scenarios: the list, and the page on which one is read."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from sanctions.models.clock import database_today
from scenarios.domain.statuses import ScenarioState
from scenarios.models import Scenario
from tracker.selectors.paging import slice_of
from tracker.selectors.scenario_lists import scenario_rows
from tracker.selectors.scenario_page import scenario_page
from tracker.views.pages import (
    choice,
    day_asked_for,
    on_a_day,
    page_number,
    reader,
    render_page,
    words_asked_for,
)


def scenario_list(request: HttpRequest) -> HttpResponse:
    """List scenarios, those that moved last first."""
    state = choice(request, "state", ScenarioState)
    text, case = words_asked_for(request), request.GET.get("case", "")
    rows = scenario_rows(user=reader(request), text=text, state=state, case=case)
    return render_page(
        request,
        "scenarios",
        nav="scenarios",
        title=_("Scenarios"),
        page=slice_of(rows, number=page_number(request)),
        states=list(ScenarioState),
        chosen={"q": text, "state": state, "case": case},
    )


def scenario_detail(request: HttpRequest, case: str, slug: str) -> HttpResponse:
    """Show one scenario on one day."""
    on = day_asked_for(request)
    try:
        found = scenario_page(
            user=reader(request), case=case, slug=slug, on=on, today=database_today()
        )
    except Scenario.DoesNotExist:
        raise Http404("no such scenario") from None
    title = found.scenario.title
    return render_page(
        request, "scenario", nav="scenarios", title=title, found=found, **on_a_day(request, on)
    )
