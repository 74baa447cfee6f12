"""Delete an endpoint with what was sent, or was to be sent, to it."""

from __future__ import annotations

from django.db import transaction

from tracker.models import Endpoint


@transaction.atomic
def delete_endpoint(*, endpoint: Endpoint) -> None:
    """Remove the endpoint and its deliveries; the alerts themselves stay in the inbox."""
    endpoint.delete()
