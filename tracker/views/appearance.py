"""Light, dark or as the system: kept in a cookie, so that the first paint is right."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

THEMES = ("system", "light", "dark")
_A_YEAR = 365 * 24 * 3600


@require_POST
def choose_appearance(request: HttpRequest) -> HttpResponse:
    """Keep the chosen theme and go back; who is not signed in may choose too."""
    theme = request.POST.get("theme", "")
    if theme not in THEMES:
        return HttpResponseBadRequest("theme: expected system, light or dark")
    answer = HttpResponseRedirect(_back(request))
    answer.set_cookie(
        "theme", theme, max_age=_A_YEAR, samesite="Lax", httponly=True, secure=request.is_secure()
    )
    return answer


def _back(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}):
        return wanted
    return reverse("admin:index")
