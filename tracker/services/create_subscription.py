"""Create a subscription: what a person wants to hear of, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from django.db import transaction

from tracker.models import Subscription
from tracker.services.subscription_terms import (
    SubscriptionTerms,
    check_filters,
    checked_columns,
    checked_endpoints,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def create_subscription(*, owner: User, **terms: Unpack[SubscriptionTerms]) -> Subscription:
    """Store the wish of `owner`; each filter given must match, `everything` stands for none.

    Raises WrongInput, and OutOfSight for what `owner` may not see.
    """
    columns = checked_columns(owner=owner, terms={"name": "", **terms})
    check_filters(columns)
    endpoints = checked_endpoints(owner=owner, terms=terms)
    subscription: Subscription = Subscription.objects.create(owner=owner, **columns)
    subscription.endpoints.set(endpoints)
    return subscription
