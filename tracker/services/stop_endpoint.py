"""Stop an endpoint that cannot be used as it is, and tell its owner."""

from __future__ import annotations

from django.db import transaction

from tracker.models import Endpoint
from tracker.services.disable_endpoint import disable_endpoint
from tracker.services.tell_owner import tell_owner


@transaction.atomic
def stop_endpoint(*, endpoint: Endpoint, reason: str) -> None:
    """Disable the endpoint for `reason`; what is pending waits for its owner."""
    disable_endpoint(endpoint=endpoint, reason=reason)
    tell_owner(
        endpoint=endpoint,
        about="stopped",
        text=f"Your webhook “{endpoint.name}” was disabled: {reason}",
    )
