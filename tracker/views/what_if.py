"""What if: a scenario as it would be, were some of its conditions otherwise.

All of it is in the address, so that it can be sent to somebody else; nothing is stored.
"""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext as _

from sanctions.rest.time_travel import PointInTime
from scenarios.models import Scenario
from tracker.selectors.what_if_page import conditions_of, find_scenario, what_if_page
from tracker.views.pages import reader, render_page
from tracker.views.points_in_time import AS_OF, at_a_time, moment_of
from tracker.views.suppose_form import DATE, STATUS, SupposeForm, is_supposition
from tracker.views.time_bar import shown_at


@at_a_time
def what_if(request: HttpRequest, case: str, slug: str, *, at: PointInTime) -> HttpResponse:
    """Show the scenario under what the address supposes, and what would change."""
    said = _said(request.GET)
    if said != request.GET:
        return HttpResponseRedirect(f"{request.path}?{said.urlencode()}" if said else request.path)
    try:
        scenario = find_scenario(user=reader(request), case=case, slug=slug)
    except Scenario.DoesNotExist:
        raise Http404("no such scenario") from None
    moment = moment_of(at)
    real = conditions_of(user=reader(request), scenario=scenario, at=moment)
    form = SupposeForm(request.GET, conditions=real.conditions)
    for key in filter(is_supposition, request.GET):
        if key not in form.fields:
            raise Http404(f'nothing here rests on "{key.partition(".")[2][:40]}"')
    if form.is_valid():
        if AS_OF not in at.asked:
            at = replace(at, as_of=max(at.as_of, form.last_day or at.as_of))
        moment = replace(moment_of(at), supposed=form.supposed(default=at.as_of))
    return render_page(
        request,
        "what_if",
        status=200 if form.is_valid() else 422,
        nav="scenarios",
        title=_("What if: %s") % scenario.title,
        found=what_if_page(user=reader(request), scenario=scenario, at=moment),
        form=form,
        supposes=bool(moment.supposed),
        assumed=_assumed(scenario),
        **shown_at(request, at),
    )


def _said(query: QueryDict) -> QueryDict:
    """Return the address without what says nothing: empty fields, and days of no status."""
    said = query.copy()
    for key in query:
        of_no_status = key.startswith(DATE) and not query.get(f"{STATUS}{key.removeprefix(DATE)}")
        if not query[key] or of_no_status:
            del said[key]
    return said


def _assumed(scenario: Scenario) -> str:
    """Return the address that supposes what the scenario itself assumes, where it does."""
    query: dict[str, str] = {}
    for name, terms in (scenario.assume or {}).items():
        query |= {f"{STATUS}{name}": terms["status"], f"{DATE}{name}": terms["date"]}
    return f"?{urlencode(query)}" if query else ""
