"""Gives every row of history its actor and request id.

Triggers (django-pghistory) write the history; this middleware tells them who is asking. A service
adds the reason: see `sanctions/services/record_reason.py`.
"""

from __future__ import annotations

from collections.abc import Callable

import pghistory
import structlog
from django.http import HttpRequest, HttpResponse

READS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class HistoryContextMiddleware:
    """Open a history context for each request that may write."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = structlog.contextvars.get_contextvars().get("request_id", "")
        if request.method in READS:
            response = self.get_response(request)
        else:
            actor = request.user.get_username() if request.user.is_authenticated else ""
            with pghistory.context(actor=actor, request_id=request_id):
                response = self.get_response(request)
        response["X-Request-Id"] = request_id
        return response
