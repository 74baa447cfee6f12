"""Alerts: what one person is told of one occasion, and what was not told, with its reason."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Index, Q, UniqueConstraint

from sanctions.models.choices import choices_of, known
from sanctions.models.clock import DatabaseNow
from sanctions.models.ids import ULIDModel
from scenarios.domain.levels import Level
from scenarios.models import ChangeEvent
from tracker.models.endpoints import OwnedQuerySet
from tracker.models.subscriptions import Subscription


class AlertQuerySet(OwnedQuerySet):
    """Alerts, which nobody but their subscriber reads."""

    owner_path = "subscriber"

    def visible_to(self, user: object) -> Self:
        """Keep the alerts of `user`: not even an administrator reads those of others."""
        return self.of(user)  # type: ignore[arg-type]

    def in_inbox(self) -> Self:
        """Keep those that were to be shown, newest first."""
        return self.filter(to_inbox=True).order_by("-id")

    def unread(self) -> Self:
        """Keep those that wait for their reader."""
        return self.filter(to_inbox=True, acknowledged_at__isnull=True)


class Alert(ULIDModel):
    """What one subscriber is told in one window: all events of one occasion, told once."""

    subscriber = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="alerts"
    )
    group_key = models.CharField(max_length=200)
    window_start = models.DateTimeField()
    made_at = models.DateTimeField(db_default=DatabaseNow())
    level = models.CharField(max_length=1, choices=choices_of(Level))
    headline = models.TextField()
    to_inbox = models.BooleanField(default=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledgement = models.TextField(blank=True, help_text="What the reader wrote, if anything.")
    events = models.ManyToManyField(ChangeEvent, through="AlertEvent", related_name="alerts")

    objects = AlertQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            Index(fields=["subscriber", "-id"], name="alert_by_subscriber"),
            Index(
                fields=["subscriber"],
                condition=Q(to_inbox=True, acknowledged_at__isnull=True),
                name="alert_unread",
            ),
        ]
        constraints = [
            known(field="level", kinds=Level, name="alert_level_known"),
            UniqueConstraint(
                fields=["subscriber", "group_key", "window_start"], name="alert_once_per_window"
            ),
            CheckConstraint(condition=~Q(headline=""), name="alert_has_headline"),
        ]

    def __str__(self) -> str:
        return self.headline

    @property
    def recorded_at(self) -> datetime | None:
        """When the first change that it tells was recorded; None where it tells of no change."""
        return self.window_start if self.group_key.startswith("occasion:") else None

    @property
    def delivery_lag(self) -> timedelta | None:
        """How long after the change was recorded it was told here."""
        return self.made_at - self.recorded_at if self.recorded_at else None

    @property
    def endpoint_id(self) -> str | None:
        """The endpoint that an alert without events is about, by its group key."""
        return self._about("endpoint")

    @property
    def list_key(self) -> str | None:
        """The list that an alert without events is about, by its group key."""
        return self._about("list")

    @property
    def renewal_rule_id(self) -> str | None:
        """The rule of renewal that an alert without events is about, by its group key."""
        return self._about("renewal")

    def _about(self, kind: str) -> str | None:
        named, _, about = self.group_key.partition(":")
        return about.partition(":")[0] if named == kind else None


class AlertEvent(ULIDModel):
    """An event of an alert, and the subscription that asked for it."""

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="alert_events")
    event = models.ForeignKey(ChangeEvent, on_delete=models.PROTECT, related_name="alert_events")
    subscription = models.ForeignKey(
        Subscription, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            UniqueConstraint(fields=["alert", "event"], name="alertevent_once"),
        ]

    def __str__(self) -> str:
        return f"{self.alert_id}: {self.event_id}"


class Suppression(ULIDModel):
    """An event that a subscription would have told, and why it did not."""

    event = models.ForeignKey(ChangeEvent, on_delete=models.PROTECT, related_name="+")
    subscription = models.ForeignKey(
        Subscription, on_delete=models.CASCADE, related_name="suppressions"
    )
    reason = models.CharField(max_length=200)
    made_at = models.DateTimeField(db_default=DatabaseNow())

    class Meta:
        ordering = ["-id"]
        constraints = [
            UniqueConstraint(fields=["event", "subscription"], name="suppression_once"),
            CheckConstraint(condition=~Q(reason=""), name="suppression_says_why"),
        ]

    def __str__(self) -> str:
        return self.reason
