"""Errors as RFC 9457 problems: one shape for programs, one sentence for people, no secrets.

Domain errors of the three apps are answered by the table below; what nobody foresaw is a 500 that
says only its request id. SQL, versions, paths and traces go to the log and never to the client.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any

import structlog
from django.core.exceptions import (
    BadRequest,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.core.exceptions import ValidationError as ModelValidationError
from django.db import DataError, IntegrityError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views import defaults
from rest_framework import exceptions
from rest_framework.response import Response

from config.rest.conditional import API
from sanctions.domain import errors as of_lists
from sanctions.rest.etags import StaleState
from sanctions.rest.problems import Problem
from scenarios.domain import errors as of_scenarios
from tracker.domain import errors as of_tracker

PROBLEM_JSON = "application/problem+json"
_BUSY_SECONDS = 5

# The first kind that fits answers. Their texts are written for people (see the classes).
_DOMAIN: tuple[tuple[type[Exception], int, str], ...] = (
    (of_lists.UnknownList, 404, "unknown-list"),
    (of_lists.SnapshotHeld, 409, "snapshot-held"),
    (of_lists.KeptFileLost, 409, "file-lost"),
    (of_lists.ListError, 422, "list-refused"),
    (of_lists.WrongTerms, 400, "wrong-terms"),
    (of_lists.NotAllowedToAmend, 403, "not-permitted"),
    (of_lists.TermsChanged, 409, "terms-changed"),
    (of_lists.WrongDecision, 400, "wrong-decision"),
    (of_lists.NotAllowedToDecide, 403, "not-permitted"),
    (of_lists.DecisionOvertaken, 409, "decision-overtaken"),
    (of_scenarios.UnknownNode, 404, "unknown-node"),
    (of_scenarios.NothingRestsOn, 400, "unknown-condition"),
    (of_scenarios.TooManyCandidates, 422, "too-many-candidates"),
    (of_scenarios.ScenarioRuleError, 422, "rule-without-answer"),
    (of_scenarios.WrongFact, 400, "wrong-fact"),
    (of_scenarios.WrongDefinition, 400, "wrong-definition"),
    (of_scenarios.DefinitionChanged, 409, "definition-changed"),
    (of_scenarios.NotAllowed, 403, "not-permitted"),
    (of_scenarios.ConditionChanged, 409, "condition-changed"),
    (of_scenarios.PackageChanged, 409, "package-changed"),
    (of_scenarios.ChangeRefused, 409, "change-refused"),
    (of_tracker.WrongInput, 400, "wrong-input"),
    (of_tracker.OutOfSight, 404, "not-found"),
    (of_tracker.NotAllowed, 403, "not-permitted"),
    (of_tracker.WrongState, 409, "wrong-state"),
)
# What bad input makes Django, the driver or Python raise; their own texts may hold SQL.
_BAD_INPUT = (
    DataError,
    RecursionError,
    OverflowError,
    UnicodeError,
    BadRequest,
    SuspiciousOperation,
)
_CODES = {
    400: "bad-request",
    401: "not-authenticated",
    403: "not-permitted",
    404: "not-found",
    405: "method-not-allowed",
    406: "not-acceptable",
    409: "conflict",
    413: "body-too-large",
    415: "unsupported-media-type",
    429: "too-many-requests",
    500: "internal-error",
    503: "unavailable",
}


def problem_response(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """Answer what a view raised (DRF's EXCEPTION_HANDLER); None hands it on to be a 500."""
    if isinstance(error, exceptions.APIException):
        return _of_api_exception(error)
    if isinstance(error, Http404):
        return _response(problem(404, "There is nothing here that you may see."))
    if isinstance(error, PermissionDenied):
        return _response(problem(403, "You may not do this."))
    for kind, status, code in _DOMAIN:
        if isinstance(error, kind):
            field = getattr(error, "field", None) or None
            members = {"field": field, **_of_definition(error)}
            return _response(problem(status, str(error), code=code, **members))
    return _of_storage(error)


def problem(status: int, detail: str, **members: Any) -> dict[str, Any]:
    """Build the members of a problem; those that are None are left out."""
    code = members.pop("code", None) or _CODES.get(status, "bad-request")
    built = {
        "type": f"urn:thaw:problem:{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
        **members,
        "request_id": structlog.contextvars.get_contextvars().get("request_id"),
    }
    return {key: value for key, value in built.items() if value is not None}


def _of_definition(error: Exception) -> dict[str, Any]:
    """Tell all that is wrong with a definition, or what others amended in it meanwhile."""
    if isinstance(error, of_scenarios.WrongDefinition):
        faults = [
            {"field": fault.place, "code": "invalid", "detail": fault.message}
            for fault in error.faults
        ]
        return {"fields": faults}
    if isinstance(error, of_scenarios.DefinitionChanged):
        return {"since": [_ended(former) for former in error.since]}
    return {}


def _ended(former: Any) -> dict[str, Any]:
    """Tell of a definition that ended: until when, who amended it, why, and what it said."""
    return {
        "until": former.until.isoformat(),
        "author": former.author,
        "reason": former.reason,
        "terms": former.terms,
    }


def _of_api_exception(error: exceptions.APIException) -> Response:
    if isinstance(error, exceptions.ValidationError):
        return _response(_of_fields(error.status_code, list(_fields(error.detail))))
    members: dict[str, Any] = {}
    headers: dict[str, str] = {}
    if isinstance(error, Problem):
        members = {"code": error.get_codes(), "field": error.field, "hint": error.hint}
    if isinstance(error, StaleState):
        headers["ETag"] = error.etag
    if getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = error.auth_header  # type: ignore[attr-defined]
    if getattr(error, "wait", None):
        headers["Retry-After"] = str(int(error.wait))  # type: ignore[attr-defined]
    return _response(problem(error.status_code, str(error.detail), **members), headers)


def _of_storage(error: Exception) -> Response | None:
    """Answer what the storage or Python made of the input."""
    if isinstance(error, ModelValidationError):
        detail = exceptions.ValidationError(getattr(error, "message_dict", error.messages)).detail
        return _response(_of_fields(400, list(_fields(detail))))
    if isinstance(error, RequestDataTooBig):
        return _response(problem(413, "The body is too large."))
    if isinstance(error, IntegrityError):
        return _response(problem(409, "It contradicts what is stored; read it again."))
    if isinstance(error, OperationalError):
        headers = {"Retry-After": str(_BUSY_SECONDS)}
        return _response(problem(503, "The database does not answer now."), headers)
    if isinstance(error, _BAD_INPUT):
        structlog.get_logger(__name__).warning("bad_input", error_class=type(error).__name__)
        return _response(problem(400, "The request holds a value that cannot be."))
    return None


def _of_fields(status: int, fields: list[dict[str, str]]) -> dict[str, Any]:
    """Build the problem of several fields; the first one is named in front."""
    first = fields[0]
    code = first["code"] if first["code"] == "unknown-field" else "invalid"
    detail = f"{first['field']}: {first['detail']}" if first["field"] else first["detail"]
    return problem(status, detail, code=code, field=first["field"] or None, fields=fields)


def _fields(detail: Any, place: str = "") -> Iterator[dict[str, str]]:
    """Yield each fault with its place in the body."""
    if isinstance(detail, Mapping):
        for key, inner in detail.items():
            yield from _fields(inner, _below(place, key))
    elif isinstance(detail, Sequence) and not isinstance(detail, str):
        for index, inner in enumerate(detail):
            nested = isinstance(inner, Mapping)
            yield from _fields(inner, f"{place}[{index}]" if nested else place)
    else:
        code = getattr(detail, "code", None) or "invalid"
        yield {"field": place, "code": str(code), "detail": str(detail)}


def _below(place: str, key: str | int) -> str:
    if isinstance(key, int):
        return f"{place}[{key}]"
    if key in ("non_field_errors", "__all__"):
        return place
    return f"{place}.{key}" if place else str(key)


def _response(members: dict[str, Any], headers: dict[str, str] | None = None) -> Response:
    return Response(members, status=members["status"], headers=headers, content_type=PROBLEM_JSON)


def _plain(status: int, detail: str) -> HttpResponse:
    return JsonResponse(problem(status, detail), status=status, content_type=PROBLEM_JSON)


def handler400(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that Django refused before any view."""
    if request.path.startswith(API):
        return _plain(400, "The request holds a value that cannot be.")
    return defaults.bad_request(request, exception)


def handler403(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what nobody may do here."""
    if request.path.startswith(API):
        return _plain(403, "You may not do this.")
    return defaults.permission_denied(request, exception)


def handler404(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that does not exist."""
    if request.path.startswith(API):
        return _plain(404, "There is nothing at this address.")
    return defaults.page_not_found(request, exception)


def handler500(request: HttpRequest) -> HttpResponse:
    """Answer when we are at fault."""
    if request.path.startswith(API):
        return _plain(500, "This is our fault. Tell us the request id.")
    return defaults.server_error(request)
