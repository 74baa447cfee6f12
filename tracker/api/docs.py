"""The API as a page to read and try: Swagger UI from our own files, with nothing inline."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
@login_required
def api_docs(request: HttpRequest) -> HttpResponse:
    """Draw the page; what is tried there is asked as the person who is signed in."""
    return render(request, "tracker/api_docs.html")
