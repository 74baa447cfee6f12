"""The alerts of one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch, QuerySet

from tracker.models import Alert, AlertEvent, Delivery, Endpoint
from tracker.selectors.journal import flags_seen_by

if TYPE_CHECKING:
    from sanctions.models.teams import Person


def inbox(*, user: Person, unread: bool = False, level: str = "") -> QuerySet[Alert]:
    """List alerts, newest first, with their events and the subscriptions that asked."""
    rows = Alert.objects.visible_to(user).in_inbox()
    if unread:
        rows = rows.filter(acknowledged_at__isnull=True)
    if level:
        rows = rows.filter(level=level)
    return rows.prefetch_related(_events(user))


def _events(user: Person) -> Prefetch[str]:
    told = ("event__case", "event__condition", "event__gate", "event__package", "event__act")
    rows = AlertEvent.objects.select_related(
        *told, "event__actor", "subscription"
    ).prefetch_related(Prefetch("event__flagged", flags_seen_by(user)))
    return Prefetch("alert_events", queryset=rows)


def unread_count(*, user: Person) -> int:
    """Count the alerts that wait for `user`."""
    return Alert.objects.visible_to(user).unread().count()


def deliveries_of(alert: Alert) -> list[Delivery]:
    """Return what was sent of an alert to webhooks, in order."""
    rows = Delivery.objects.filter(alert=alert).defer("body").select_related("alert", "endpoint")
    return [*rows.order_by("id")]


def endpoint_told_of(alert: Alert) -> Endpoint | None:
    """Return the endpoint that an alert without events is about; None once it was deleted."""
    mine = Endpoint.objects.of(alert.subscriber)
    return mine.filter(pk=alert.endpoint_id).first() if alert.endpoint_id else None
