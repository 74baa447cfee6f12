"""Deliveries of alerts to endpoints, and every attempt at them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import CheckConstraint, Index, Q, UniqueConstraint

from sanctions.models.choices import choices_of, known
from sanctions.models.clock import DatabaseNow
from sanctions.models.ids import ULIDModel
from tracker.domain.kinds import AttemptOutcome, DeliveryState
from tracker.models.alerts import Alert
from tracker.models.endpoints import Endpoint, OwnedQuerySet


class DeliveryQuerySet(OwnedQuerySet):
    """Deliveries, seen by the owner of the endpoint."""

    owner_path = "endpoint__owner"

    def due(self, now: datetime) -> Self:
        """Keep those to be tried now: waiting, or begun by a worker whose lease has ended."""
        open_states = [DeliveryState.PENDING, DeliveryState.LEASED]
        free = Q(lease_until__isnull=True) | Q(lease_until__lte=now)
        return self.filter(free, state__in=open_states, next_at__lte=now)


class Delivery(ULIDModel):
    """One message to one endpoint: the bytes are frozen, the `webhook-id` is its own id.

    At most one row for an alert and an endpoint; a ping has no alert, a replay names the row that
    it repeats.
    """

    alert = models.ForeignKey(Alert, null=True, on_delete=models.CASCADE, related_name="deliveries")
    endpoint = models.ForeignKey(Endpoint, on_delete=models.CASCADE, related_name="deliveries")
    replay_of = models.ForeignKey(
        "self", null=True, on_delete=models.CASCADE, related_name="replays"
    )
    body = models.BinaryField()
    body_sha256 = models.CharField(max_length=64)
    state = models.CharField(
        max_length=20, choices=choices_of(DeliveryState), default=DeliveryState.PENDING
    )
    reason = models.TextField(blank=True, help_text="Why it is dead or suppressed.")
    made_at = models.DateTimeField(db_default=DatabaseNow())
    attempts_made = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField(db_default=DatabaseNow())
    lease_until = models.DateTimeField(null=True)
    lease_token = models.CharField(max_length=26, null=True)
    delivered_at = models.DateTimeField(null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "deliveries"
        indexes = [
            Index(
                fields=["endpoint", "next_at"],
                condition=Q(state__in=["pending", "leased"]),
                name="delivery_due",
            ),
            Index(fields=["endpoint", "-id"], name="delivery_by_endpoint"),
        ]
        constraints = [
            known(field="state", kinds=DeliveryState, name="delivery_state_known"),
            UniqueConstraint(
                fields=["alert", "endpoint"],
                condition=Q(replay_of__isnull=True, alert__isnull=False),
                name="delivery_once_per_endpoint",
            ),
            CheckConstraint(
                condition=~Q(state__in=["dead", "suppressed"]) | ~Q(reason=""),
                name="delivery_ended_says_why",
            ),
            CheckConstraint(
                condition=~Q(state="delivered") | Q(delivered_at__isnull=False),
                name="delivery_delivered_has_instant",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.id} ({self.state})"

    @property
    def has_ended(self) -> bool:
        """Whether nothing is tried any more: it went out, was given up, or was held back."""
        return self.state not in (DeliveryState.PENDING, DeliveryState.LEASED)

    @property
    def delivery_lag(self) -> timedelta | None:
        """How long after the change was recorded it was delivered; None where it was not."""
        recorded_at = self.alert.recorded_at if self.alert else None
        if recorded_at is None or self.delivered_at is None:
            return None
        return self.delivered_at - recorded_at

    @property
    def webhook_id(self) -> str:
        """The id under which a receiver knows the message: the same at every attempt."""
        return f"msg_{self.id}"


class Attempt(ULIDModel):
    """One try. The row is written before the work, so that a try which kills its worker counts."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="attempts")
    number = models.PositiveIntegerField()
    started_at = models.DateTimeField(db_default=DatabaseNow())
    finished_at = models.DateTimeField(null=True)
    outcome = models.CharField(
        max_length=20, choices=choices_of(AttemptOutcome), default=AttemptOutcome.RUNNING
    )
    http_status = models.PositiveIntegerField(null=True)
    milliseconds = models.PositiveIntegerField(null=True)
    peer_ip = models.GenericIPAddressField(null=True)
    error = models.TextField(blank=True)
    reply_head = models.TextField(blank=True, help_text="At most the first 1,000 characters.")

    class Meta:
        ordering = ["delivery", "number"]
        constraints = [
            known(field="outcome", kinds=AttemptOutcome, name="attempt_outcome_known"),
            UniqueConstraint(fields=["delivery", "number"], name="attempt_once_per_number"),
        ]

    def __str__(self) -> str:
        return f"attempt {self.number}: {self.outcome}"
