"""Replay a delivery that has ended: the same bytes, as a new message."""

from __future__ import annotations

from django.db import transaction

from tracker.domain.errors import WrongState
from tracker.domain.kinds import EndpointState
from tracker.models import Delivery


@transaction.atomic
def replay_delivery(*, delivery: Delivery) -> Delivery:
    """Store a message with the same body under an id of its own; the old row stays as it is.

    Raises WrongState where the delivery is still tried, or its endpoint is disabled.
    """
    if not delivery.has_ended:
        raise WrongState("the delivery is still under way")
    if delivery.endpoint.state == EndpointState.DISABLED:
        raise WrongState("the endpoint is disabled: enable it first")
    replay: Delivery = Delivery.objects.create(
        alert=delivery.alert,
        endpoint=delivery.endpoint,
        replay_of=delivery,
        body=bytes(delivery.body),
        body_sha256=delivery.body_sha256,
    )
    return replay
