"""Acknowledge many alerts at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from sanctions.models.clock import DatabaseNow
from tracker.models import Alert
from tracker.models.alerts import AlertQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def acknowledge_alerts(*, alerts: AlertQuerySet, actor: User, text: str = "") -> int:
    """Mark those of `alerts` that are the actor's and wait, and return how many they were."""
    waiting = Alert.objects.filter(
        pk__in=alerts.values("pk"), subscriber=actor, acknowledged_at__isnull=True
    )
    return waiting.update(acknowledged_at=DatabaseNow(), acknowledgement=text.strip())
