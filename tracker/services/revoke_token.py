"""Revoke a token: it opens nothing any more."""

from __future__ import annotations

from django.db import transaction

from sanctions.models.clock import DatabaseNow
from tracker.models import ApiToken


@transaction.atomic
def revoke_token(*, token: ApiToken) -> None:
    """Switch the token off for good; the first revocation stands."""
    ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=DatabaseNow())
    token.refresh_from_db(fields=["revoked_at"])
