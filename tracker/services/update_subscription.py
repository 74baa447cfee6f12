"""Update a subscription: the terms given replace those that were, the others stay."""

from __future__ import annotations

from typing import Unpack

from django.db import transaction

from tracker.models import Subscription
from tracker.services.subscription_terms import (
    FILTERS,
    SubscriptionTerms,
    check_filters,
    checked_columns,
    checked_endpoints,
)


@transaction.atomic
def update_subscription(
    *, subscription: Subscription, **terms: Unpack[SubscriptionTerms]
) -> Subscription:
    """Change the terms given. Raises as `create_subscription` does."""
    owner = subscription.owner
    columns = checked_columns(owner=owner, terms=terms)
    kept = {key: getattr(subscription, key) for key in ("everything", *FILTERS)}
    check_filters({**kept, **columns})
    endpoints = checked_endpoints(owner=owner, terms=terms)
    for key, value in columns.items():
        setattr(subscription, key, value)
    if columns:
        subscription.save(update_fields=list(columns))
    if "endpoints" in terms:
        subscription.endpoints.set(endpoints)
    return subscription
