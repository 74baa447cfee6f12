"""What all pages share: the wrap that lets people in, and the frame they are drawn in."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.contrib.admin import site
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse

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
