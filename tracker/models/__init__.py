"""Tables of the tracker app."""

from tracker.models.alerts import Alert, AlertEvent, Suppression
from tracker.models.deliveries import Attempt, Delivery
from tracker.models.endpoints import Endpoint
from tracker.models.heartbeats import Heartbeat
from tracker.models.subscriptions import Subscription
from tracker.models.tokens import ApiToken, IdempotencyKey

__all__ = [
    "Alert",
    "AlertEvent",
    "ApiToken",
    "Attempt",
    "Delivery",
    "Endpoint",
    "Heartbeat",
    "IdempotencyKey",
    "Subscription",
    "Suppression",
]
