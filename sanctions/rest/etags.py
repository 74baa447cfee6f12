"""Strong entity tags, and changes that name the state they change (RFC 9110, section 13).

A tag is the hash of the representation. So it changes with anything that a reader sees, and with
nothing else; no counter has to be remembered.
"""

from __future__ import annotations

import hashlib
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework import status
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from sanctions.rest.problems import Problem


class StaleState(Problem):
    """The state that a change named is not the present one; `etag` is that of the present one."""

    def __init__(self, detail: str, *, code: str, status_code: int, etag: str) -> None:
        hint = "Read it again, look at what differs, and send If-Match with the ETag you then have."
        super().__init__(detail, code=code, status_code=status_code, hint=hint)
        self.etag = etag


def etag_of(body: bytes) -> str:
    """Return the strong entity tag of a representation."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def etag_of_data(data: Any) -> str:
    """Return the entity tag of what will be rendered from `data`."""
    return etag_of(JSONRenderer().render(data))


def require_match(request: Request, data: Any) -> None:
    """Let a change pass only if `If-Match` names the present state, rendered from `data`.

    Raises StaleState: 428 where the header is missing or `*`, 412 where it names another state.
    """
    current = etag_of_data(data)
    given = request.headers.get("If-Match", "").strip()
    if given in ("", "*"):
        raise StaleState(
            "A change must name the state it changes, in If-Match.",
            code="precondition-required",
            status_code=status.HTTP_428_PRECONDITION_REQUIRED,
            etag=current,
        )
    if current not in [tag.strip() for tag in given.split(",")]:
        raise StaleState(
            "It was changed since you read it.",
            code="precondition-failed",
            status_code=status.HTTP_412_PRECONDITION_FAILED,
            etag=current,
        )


def if_match() -> OpenApiParameter:
    """Describe the header."""
    return OpenApiParameter(
        "If-Match",
        OpenApiTypes.STR,
        OpenApiParameter.HEADER,
        required=True,
        description="The ETag of the state that is changed.",
    )
