"""Delete a subscription: nothing more is told for it."""

from __future__ import annotations

from django.db import transaction

from tracker.models import Subscription


@transaction.atomic
def delete_subscription(*, subscription: Subscription) -> None:
    """Remove the subscription; the alerts it led to stay."""
    subscription.delete()
