"""Enable an endpoint that was disabled, or end its pause."""

from __future__ import annotations

from django.db import transaction

from tracker.domain.kinds import EndpointState
from tracker.models import Endpoint


@transaction.atomic
def enable_endpoint(*, endpoint: Endpoint) -> None:
    """Send again, as to an endpoint that never failed: what is pending goes out when it is due."""
    endpoint.state = EndpointState.ACTIVE
    endpoint.state_reason = ""
    endpoint.paused_until = None
    endpoint.consecutive_failures = 0
    endpoint.failing_since = None
    endpoint.save(
        update_fields=[
            "state",
            "state_reason",
            "paused_until",
            "consecutive_failures",
            "failing_since",
        ]
    )
