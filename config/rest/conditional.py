"""Answers to GET carry a strong entity tag; who has it already gets 304 and no body."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers

from sanctions.rest.etags import etag_of

API = "/api/"


class ConditionalReadMiddleware:
    """Tag what the API answers, and let nobody keep it without asking again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith(API):
            return response
        response.headers.setdefault("Cache-Control", "private, no-cache")
        patch_vary_headers(response, ["Accept", "Authorization", "Cookie"])
        readable = request.method in ("GET", "HEAD") and not response.streaming
        if response.status_code != 200 or not readable:
            return response
        response.headers.setdefault("ETag", etag_of(response.content))
        answer = get_conditional_response(request, etag=response["ETag"], response=response)
        assert isinstance(answer, HttpResponse)  # noqa: S101 - it is either ours or made from it
        return answer
