"""End a delivery without its having been taken, and say why."""

from __future__ import annotations

from tracker.domain.kinds import DeliveryState
from tracker.models import Delivery, Endpoint
from tracker.services.tell_owner import tell_owner


def suppress_delivery(*, delivery: Delivery, reason: str) -> None:
    """Hold the message back for good."""
    _end(delivery, DeliveryState.SUPPRESSED, reason)


def refuse_delivery(*, delivery: Delivery, reason: str) -> None:
    """Try the message no more, at an endpoint that is stopped for the same reason."""
    _end(delivery, DeliveryState.DEAD, reason)


def give_up_delivery(*, delivery: Delivery, endpoint: Endpoint, reason: str) -> None:
    """Try the message no more, and tell the owner of its endpoint."""
    _end(delivery, DeliveryState.DEAD, reason)
    text = f"Messages to the endpoint “{endpoint.name}” were given up: {reason}"
    tell_owner(endpoint=endpoint, about="given up", text=text)


def _end(delivery: Delivery, state: DeliveryState, reason: str) -> None:
    delivery.state = state
    delivery.reason = reason
    delivery.lease_until = delivery.lease_token = None
    delivery.save(update_fields=["state", "reason", "lease_until", "lease_token"])
