"""Endpoints: addresses outside of Thaw that take messages."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Index, Q

from sanctions.models.choices import choices_of, known
from sanctions.models.clock import DatabaseNow
from sanctions.models.ids import ULIDModel
from tracker.domain.kinds import EndpointKind, EndpointState
from tracker.models.sealed import SealedTextField

if TYPE_CHECKING:
    from sanctions.models.teams import Person


class OwnedQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Rows of one person, seen by that person alone. `owner_path` leads to the person."""

    owner_path = "owner"

    def visible_to(self, user: Person) -> Self:
        """Keep the rows of `user`; an administrator of the site sees all."""
        if user.is_anonymous:
            return self.none()
        return self if user.is_superuser else self.filter(**{self.owner_path: user})

    def of(self, user: Person) -> Self:
        """Keep the rows of `user`, whoever that is."""
        return self.none() if user.is_anonymous else self.filter(**{self.owner_path: user})


class EndpointQuerySet(OwnedQuerySet):
    """Endpoints."""

    def open(self, now: datetime) -> Self:
        """Keep those to which something may be sent now: not disabled, and not resting."""
        rested = Q(paused_until__isnull=True) | Q(paused_until__lte=now)
        return self.filter(rested).exclude(state=EndpointState.DISABLED)


_KEPT_BY_MACHINES = (
    "lease_until",
    "lease_token",
    "paused_until",
    "consecutive_failures",
    "failing_since",
)


@pghistory.track(exclude=["secret", "former_secret", *_KEPT_BY_MACHINES])
class Endpoint(ULIDModel):
    """A webhook receiver. One worker at a time drains it, under a lease."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="endpoints"
    )
    kind = models.CharField(
        max_length=20, choices=choices_of(EndpointKind), default=EndpointKind.WEBHOOK
    )
    name = models.CharField(max_length=200)
    url = models.TextField()
    secret = SealedTextField(help_text="`whsec_…` of Standard Webhooks.")
    former_secret = SealedTextField(null=True, help_text="Signs beside the new one for a while.")
    former_secret_until = models.DateTimeField(null=True)
    state = models.CharField(
        max_length=20, choices=choices_of(EndpointState), default=EndpointState.ACTIVE
    )
    state_reason = models.TextField(blank=True)
    paused_until = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    lease_token = models.CharField(max_length=26, null=True)
    consecutive_failures = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True)
    made_at = models.DateTimeField(db_default=DatabaseNow())

    objects = EndpointQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        indexes = [Index(fields=["owner", "name"], name="endpoint_by_owner")]
        constraints = [
            known(field="kind", kinds=EndpointKind, name="endpoint_kind_known"),
            known(field="state", kinds=EndpointState, name="endpoint_state_known"),
            CheckConstraint(condition=~Q(url=""), name="endpoint_has_url"),
            CheckConstraint(
                condition=~Q(state=EndpointState.DISABLED) | ~Q(state_reason=""),
                name="endpoint_disabled_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def signing_secrets(self, now: datetime) -> tuple[str, ...]:
        """Return the secrets that sign: the present one, and the former one for its day.

        Raises SealBroken.
        """
        overlaps = self.former_secret_until is not None and self.former_secret_until > now
        former = self.former_secret if overlaps else None
        return (self.secret, former) if former else (self.secret,)
