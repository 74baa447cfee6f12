"""Disable an endpoint: nothing is sent to it until a person enables it."""

from __future__ import annotations

from django.db import transaction

from tracker.domain.kinds import EndpointState
from tracker.models import Endpoint


@transaction.atomic
def disable_endpoint(*, endpoint: Endpoint, reason: str = "switched off by its owner") -> None:
    """Stop sending. What is pending stays so; what comes meanwhile is suppressed, saying why."""
    endpoint.state = EndpointState.DISABLED
    endpoint.state_reason = reason
    endpoint.paused_until = None
    endpoint.save(update_fields=["state", "state_reason", "paused_until"])
