"""`Idempotency-Key` on POST: the same request again is answered the same, and done once.

The key is stored in the transaction that does the work: either both are there, or neither. Only
answers that changed something are kept (2xx), for a day, sealed, since one may hold a secret that
is shown once. Source: IETF draft "The Idempotency-Key HTTP Header Field".
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.settings import api_settings

from config.errors import PROBLEM_JSON, problem
from config.rest.conditional import API
from sanctions.models.clock import DatabaseNow
from tracker.models import IdempotencyKey
from tracker.models.sealed import Sealed, SealedTextField

HEADER = "Idempotency-Key"
KEPT_FOR = timedelta(hours=24)
_KEY = re.compile(r"[\x21-\x7e]{1,200}")


class IdempotencyMiddleware:
    """Answer a POST that comes again as it was answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = request.headers.get(HEADER)
        if request.method != "POST" or key is None or not request.path.startswith(API):
            return self.get_response(request)
        if not _KEY.fullmatch(key):
            return _refusal(400, "The key is 1 to 200 visible ASCII characters.", "bad-key")
        owner = _who(request)
        if owner is None:  # the view will say so
            return self.get_response(request)
        with transaction.atomic():
            return self._once(request, owner=owner, key=key)

    def _once(self, request: HttpRequest, *, owner: Any, key: str) -> HttpResponse:
        if not _taken(f"{owner.pk}:{key}"):
            text = "A request with this key is being answered; ask again in a moment."
            return _refusal(409, text, "key-in-use")
        digest = _digest(request)
        known = IdempotencyKey.objects.filter(owner=owner, key=key)
        known.filter(expires_at__lte=DatabaseNow()).delete()
        before = known.first()
        if before is not None and before.request_sha256 == digest:
            return _replayed(before)
        if before is not None:
            text = "This key came with another request; use a new key for a new request."
            return _refusal(422, text, "key-reused")
        response = self.get_response(request)
        if response.status_code < 300:
            _keep(response, owner=owner, key=key, digest=digest)
        else:
            transaction.set_rollback(True)
        return response


def _who(request: HttpRequest) -> Any:
    """Return who asks, by the same means as the views; None for nobody."""
    kinds: Any = api_settings.DEFAULT_AUTHENTICATION_CLASSES
    try:
        user = Request(request, authenticators=[kind() for kind in kinds]).user
    except APIException:
        return None
    return user if user.is_authenticated else None


def _taken(name: str) -> bool:
    """Take the key until the transaction ends; False where another request has it."""
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
        return bool(cursor.fetchone()[0])


def _digest(request: HttpRequest) -> str:
    """Hash what was asked: where, as what, and the bytes."""
    asked = f"{request.get_full_path()}\n{request.content_type}\n".encode()
    return hashlib.sha256(asked + request.body).hexdigest()


def _keep(response: HttpResponse, *, owner: Any, key: str, digest: str) -> None:
    sealed = SealedTextField().get_prep_value(response.content.decode())
    IdempotencyKey.objects.create(
        owner=owner,
        key=key,
        request_sha256=digest,
        status=response.status_code,
        answer={"sealed": sealed, "headers": _headers(response)},
        expires_at=DatabaseNow() + KEPT_FOR,
    )


def _headers(response: HttpResponse) -> dict[str, str]:
    kept = ("Content-Type", "Location", "ETag")
    return {name: response[name] for name in kept if name in response}


def _replayed(before: IdempotencyKey) -> HttpResponse:
    answer: Any = before.answer
    text = Sealed(answer["sealed"]).open()
    response = HttpResponse(text, status=before.status, headers=answer["headers"])
    response["Idempotent-Replayed"] = "true"
    return response


def _refusal(status: int, detail: str, code: str) -> HttpResponse:
    return JsonResponse(
        problem(status, detail, code=code), status=status, content_type=PROBLEM_JSON
    )
