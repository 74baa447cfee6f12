"""A refusal that says what is wrong: `config/errors.py` makes an RFC 9457 problem of it."""

from __future__ import annotations

from rest_framework import status
from rest_framework.exceptions import APIException


class Problem(APIException):
    """The request cannot be answered. `code` is for programs, the rest for people."""

    def __init__(
        self,
        detail: str,
        *,
        code: str,
        status_code: int = status.HTTP_400_BAD_REQUEST,
        field: str | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(detail, code)
        self.status_code = status_code
        self.field = field
        self.hint = hint
