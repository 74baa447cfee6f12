"""What all pages share: the wrap that lets people in, and the frame they are drawn in."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.contrib.admin import site
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse

from sanctions.models.clock import database_today
from sanctions.rest.time_travel import FIRST_DAY, LAST_DAY

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_PAGES = 10_000


def render_page(
    request: HttpRequest, template: str, *, status: int = 200, **shown: Any
) -> TemplateResponse:
    """Draw `tracker/<template>.html` inside the frame of the dashboard."""
    context = {**site.each_context(request), **shown}
    return TemplateResponse(request, f"tracker/{template}.html", context, status=status)


def reader(request: HttpRequest) -> User:
    """Return who is signed in; the site's door lets nobody else in."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    return request.user


def day_asked_for(request: HttpRequest) -> date:
    """Return the day of `?as_of=`, else today.

    Raises Http404 for what is no day: a page must not answer for a day nobody asked for.
    """
    text = request.GET.get("as_of", "")
    if not text:
        return database_today()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Http404(f'as_of: expected a day such as 2025-04-02, not "{text[:40]}"') from None
    if not FIRST_DAY <= day <= LAST_DAY:
        raise Http404(f"as_of: expected a day from {FIRST_DAY} to {LAST_DAY}")
    return day


def on_a_day(request: HttpRequest, on: date) -> dict[str, Any]:
    """Return what a page of a day shows: the day, and the query that keeps it in every link."""
    asked = bool(request.GET.get("as_of"))
    return {
        "on": on,
        "is_past": on != database_today(),
        "day_query": f"?as_of={on.isoformat()}" if asked else "",
    }


def page_number(request: HttpRequest) -> int:
    """Return the number of `?page=`, from 1. Raises Http404 for what is no such number."""
    text = request.GET.get("page", "1")
    if not text.isdecimal() or not 1 <= int(text) <= MOST_PAGES:
        raise Http404(f'page: expected a whole number from 1, not "{text[:40]}"')
    return int(text)


def choice(request: HttpRequest, name: str, kinds: type[StrEnum]) -> str:
    """Return the filter `name` where it is one of `kinds`, empty where it is not given.

    Raises Http404 for another word: a filter that is passed over would show too much.
    """
    text = request.GET.get(name, "")
    if text and text not in {kind.value for kind in kinds}:
        raise Http404(f'{name}: unknown "{text[:40]}"')
    return text


def words_asked_for(request: HttpRequest) -> str:
    """Return the search words of `?q=`."""
    return request.GET.get("q", "").strip()[:200]
