"""Acknowledge an alert: its reader has seen it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from tracker.domain.errors import OutOfSight
from tracker.models import Alert
from tracker.services.acknowledge_alerts import acknowledge_alerts

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def acknowledge_alert(*, alert: Alert, actor: User, text: str = "") -> Alert:
    """Mark the alert as seen, and return it; the first acknowledgement stands.

    Raises OutOfSight where the alert is not the actor's.
    """
    if alert.subscriber_id != actor.pk:
        raise OutOfSight("there is no such alert")
    acknowledge_alerts(alerts=Alert.objects.filter(pk=alert.pk), actor=actor, text=text)
    alert.refresh_from_db(fields=["acknowledged_at", "acknowledgement"])
    return alert
