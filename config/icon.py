"""The mark of the product, where a browser asks for it unasked: beside text, JSON and feeds."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static


def icon(request: HttpRequest) -> HttpResponse:
    """Lead to the mark as it is served under its hashed name."""
    return HttpResponseRedirect(static("tracker/mark.svg"))
