"""Scenarios: the list, and the page on which one is read."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from sanctions.rest.time_travel import PointInTime
from scenarios.domain.statuses import ScenarioState
from scenarios.models import Scenario
from tracker.selectors.paging import slice_of
from tracker.selectors.retold import scenarios_then
from tracker.selectors.scenario_lists import scenario_rows
from tracker.selectors.scenario_page import scenario_page
from tracker.views.pages import choice, page_number, reader, render_page, words_asked_for
from tracker.views.points_in_time import at_a_time, is_now, moment_of
from tracker.views.time_bar import shown_at


@at_a_time
def scenario_list(request: HttpRequest, *, at: PointInTime) -> HttpResponse:
    """List scenarios, those that moved last first, at a point in time."""
    state = choice(request, "state", ScenarioState)
    text, case = words_asked_for(request), request.GET.get("case", "")
    rows = scenario_rows(user=reader(request), text=text, state=state, case=case)
    page = slice_of(rows, number=page_number(request))
    if not is_now(at):
        scenarios_then(page.rows, at=moment_of(at))
    return render_page(
        request,
        "scenarios",
        nav="scenarios",
        title=_("Scenarios"),
        page=page,
        states=list(ScenarioState),
        chosen={"q": text, "state": state, "case": case},
        **shown_at(request, at),
    )


@at_a_time
def scenario_detail(request: HttpRequest, case: str, slug: str, *, at: PointInTime) -> HttpResponse:
    """Show one scenario at a point in time."""
    try:
        found = scenario_page(
            user=reader(request), case=case, slug=slug, at=moment_of(at), stored=is_now(at)
        )
    except Scenario.DoesNotExist:
        raise Http404("no such scenario") from None
    return render_page(
        request,
        "scenario",
        nav="scenarios",
        title=found.scenario.title,
        found=found,
        **shown_at(request, at, steps=found.steps),
    )
