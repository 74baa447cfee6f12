"""Tell an endpoint's owner, in the inbox, that something is wrong with it."""

from __future__ import annotations

from datetime import UTC

from sanctions.models.clock import database_now
from scenarios.domain.levels import Level
from tracker.models import Alert, Endpoint


def tell_owner(*, endpoint: Endpoint, about: str, text: str) -> None:
    """Make an alert without events, once a day at most for the endpoint and what it is about."""
    now = database_now().astimezone(UTC)
    Alert.objects.bulk_create(
        [
            Alert(
                subscriber_id=endpoint.owner_id,
                group_key=f"endpoint:{endpoint.pk}:{about}",
                window_start=now.replace(hour=0, minute=0, second=0, microsecond=0),
                level=Level.CRITICAL,
                headline=text,
            )
        ],
        ignore_conflicts=True,
    )
