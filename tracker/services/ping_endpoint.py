"""Ping an endpoint: send it a message of no alert, to see whether it answers."""

from __future__ import annotations

import hashlib

from django.db import transaction

from sanctions.models.clock import database_now
from tracker.domain.envelopes import ping_body
from tracker.domain.errors import WrongState
from tracker.domain.kinds import EndpointState
from tracker.models import Delivery, Endpoint
from tracker.selectors.occasions import told_instant


@transaction.atomic
def ping_endpoint(*, endpoint: Endpoint) -> Delivery:
    """Store a message that is due at once. Raises WrongState where the endpoint is disabled."""
    if endpoint.state == EndpointState.DISABLED:
        raise WrongState("the endpoint is disabled: enable it first")
    ping = Delivery(endpoint=endpoint)
    ping.body = ping_body(
        ping_id=ping.pk,
        occurred_at=told_instant(database_now()),
        endpoint={"id": endpoint.pk, "name": endpoint.name},
    )
    ping.body_sha256 = hashlib.sha256(ping.body).hexdigest()
    ping.save(force_insert=True)
    return ping
