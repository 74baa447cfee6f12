"""Tokens for REST, and the keys that make a repeated request harmless.

A token is shown once; its SHA-256 is kept. It is 32 random bytes, so no slow hash is needed.
"""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from sanctions.models.choices import choices_of
from sanctions.models.clock import DatabaseNow
from sanctions.models.ids import ULIDModel
from tracker.domain.kinds import Scope
from tracker.models.endpoints import OwnedQuerySet

TOKEN_PREFIX = "thw_"  # noqa: S105 - how every token begins, not a token


class ApiTokenQuerySet(OwnedQuerySet):
    """Tokens."""

    def usable(self) -> Self:
        """Keep those that are neither expired nor revoked, of people who may still sign in."""
        return self.filter(
            expires_at__gt=DatabaseNow(), revoked_at__isnull=True, owner__is_active=True
        )


class ApiToken(ULIDModel):
    """A token, by its digest."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens"
    )
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, unique=True)
    start = models.CharField(max_length=12, help_text="Its first characters, to tell it apart.")
    scopes = ArrayField(models.CharField(max_length=20, choices=choices_of(Scope)))
    made_at = models.DateTimeField(db_default=DatabaseNow())
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            CheckConstraint(
                condition=Q(scopes__contained_by=[scope.value for scope in Scope]),
                name="apitoken_scopes_known",
            ),
            CheckConstraint(condition=~Q(scopes=[]), name="apitoken_has_scope"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.start}…)"


class IdempotencyKey(ULIDModel):
    """What a request with this key was answered, so that the same request is answered the same."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    request_sha256 = models.CharField(max_length=64)
    status = models.PositiveIntegerField(null=True, help_text="Null while it is being answered.")
    answer = models.JSONField(null=True)
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["owner", "key"], name="idempotencykey_once_per_owner"),
        ]

    def __str__(self) -> str:
        return self.key
