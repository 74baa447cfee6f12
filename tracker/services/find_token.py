"""Find the token that a request shows."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from sanctions.models.clock import DatabaseNow
from tracker.models import ApiToken
from tracker.models.tokens import TOKEN_PREFIX
from tracker.services.issue_token import allowed_scopes, digest_of

_NOTED_EVERY = timedelta(minutes=1)


@transaction.atomic
def find_token(secret: str) -> ApiToken | None:
    """Return the usable token with this text, and its owner; None where there is none.

    Its `scopes` are those that the owner's roles still allow: who has lost a role has lost it
    here too. Its use is noted once a minute at most.
    """
    if not secret.startswith(TOKEN_PREFIX):
        return None
    usable = ApiToken.objects.usable().select_related("owner")
    token: ApiToken | None = usable.filter(digest=digest_of(secret)).first()
    if token is None:
        return None
    unnoted = Q(last_used_at__isnull=True) | Q(last_used_at__lt=DatabaseNow() - _NOTED_EVERY)
    ApiToken.objects.filter(unnoted, pk=token.pk).update(last_used_at=DatabaseNow())
    allowed = allowed_scopes(token.owner)
    token.scopes = [scope for scope in token.scopes if scope in allowed]
    return token
