"""The day that a page is true for, and the instant up to which things are known.

Both stand in the address and are read as REST reads them. A day alone is seen from all that is
known today.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from sanctions.models.clock import database_now
from sanctions.rest.problems import Problem
from sanctions.rest.time_travel import TIME_PARAMETERS, PointInTime, read_point_in_time
from scenarios.selectors.moments import Moment
from tracker.views.pages import render_page

AS_OF, KNOWN_AT = TIME_PARAMETERS
#: What a browser sends for an instant: of no zone, so the page says that UTC is meant.
_OF_NO_ZONE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?", re.ASCII)


def at_a_time(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the point in time of its address, as `at`.

    What cannot be read is said on a page, with 400: none must answer for a day nobody asked for.
    """

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            at = _asked_for(request)
        except Problem as refused:
            return _not_understood(request, refused)
        return view(request, *args, at=at, **kwargs)

    return inner


def now() -> PointInTime:
    """Return today, from all that is known."""
    return read_point_in_time({}, now=database_now())


def moment_of(at: PointInTime) -> Moment:
    """Return the point in time as selectors take it."""
    return Moment(as_of=at.as_of, known_at=at.known_at)


def is_now(at: PointInTime) -> bool:
    """Tell whether it is today, from all that is known: what is stored is true of it."""
    return KNOWN_AT not in at.asked and at.as_of == at.known_at.date()


def _asked_for(request: HttpRequest) -> PointInTime:
    """Read the point in time of the address; raises Problem. An empty field asks for nothing."""
    given = {name: request.GET.get(name, "").strip() for name in TIME_PARAMETERS}
    if _OF_NO_ZONE.fullmatch(given[KNOWN_AT]):
        given[KNOWN_AT] += "Z"
    asked = {name: text for name, text in given.items() if text}
    return read_point_in_time(asked, now=database_now())


def _not_understood(request: HttpRequest, refused: Problem) -> HttpResponse:
    return render_page(
        request,
        "time_not_understood",
        status=400,
        title=_("No such point in time"),
        said=str(refused.detail),
        hint=refused.hint,
    )
