"""Who asks: `Authorization: Bearer thw_…`, looked up by the digest that we keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pghistory
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from tracker.models import ApiToken
from tracker.services.find_token import find_token

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_LONGEST = 200


class TokenAuthentication(BaseAuthentication):
    """A token stands for its owner, with no more scopes than it was given."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        """Return owner and token, or None where no token is given.

        Raises AuthenticationFailed: one text for every reason, so that nothing can be learnt.
        """
        scheme, _, given = get_authorization_header(request).partition(b" ")
        if scheme.lower() != b"bearer":
            return None
        text = given.strip()
        usable = text.isascii() and len(text) <= _LONGEST
        token = find_token(text.decode()) if usable else None
        if token is None:
            raise AuthenticationFailed("The token is not known, has expired or was revoked.")
        pghistory.context(actor=token.owner.get_username())
        return token.owner, token

    def authenticate_header(self, request: Request) -> str:
        """Say how to sign in."""
        return 'Bearer realm="thaw"'


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Describes the token in the API description."""

    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        """Describe it."""
        return {"type": "http", "scheme": "bearer", "bearerFormat": "thw_…"}
