"""Who asks: `Authorization: Bearer thw_…`, looked up by the digest that we keep."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING

import pghistory
from django.db.models import Q
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from sanctions.models.clock import DatabaseNow
from tracker.models import ApiToken
from tracker.models.tokens import TOKEN_PREFIX

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_USE_TOLD_EVERY = timedelta(minutes=1)
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
        token = _usable(given.strip())
        if token is None:
            raise AuthenticationFailed("The token is not known, has expired or was revoked.")
        _tell_use(token)
        pghistory.context(actor=token.owner.get_username())
        return token.owner, token

    def authenticate_header(self, request: Request) -> str:
        """Say how to sign in."""
        return 'Bearer realm="thaw"'


def _usable(given: bytes) -> ApiToken | None:
    if not given.startswith(TOKEN_PREFIX.encode()) or len(given) > _LONGEST:
        return None
    digest = hashlib.sha256(given).hexdigest()
    usable: ApiToken | None = (
        ApiToken.objects.usable().filter(digest=digest).select_related("owner").first()
    )
    return usable


def _tell_use(token: ApiToken) -> None:
    """Write down that the token was used, once a minute at most."""
    long_ago = Q(last_used_at__isnull=True) | Q(last_used_at__lt=DatabaseNow() - _USE_TOLD_EVERY)
    ApiToken.objects.filter(long_ago, pk=token.pk).update(last_used_at=DatabaseNow())


class TokenScheme(OpenApiAuthenticationExtension):
    """Describes the token in the API description."""

    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        """Describe it."""
        return {"type": "http", "scheme": "bearer", "bearerFormat": "thw_…"}
