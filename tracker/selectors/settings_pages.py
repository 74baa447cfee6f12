"""What one person set up: subscriptions, webhooks with their deliveries, tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Max, Prefetch, Q, QuerySet

from tracker.models import ApiToken, Attempt, Delivery, Endpoint, Subscription

if TYPE_CHECKING:
    from sanctions.models.teams import Person


def subscription_rows(*, user: Person) -> QuerySet[Subscription]:
    """List the subscriptions of `user` with what they watch and where they tell."""
    rows = Subscription.objects.of(user).select_related(
        "case", "scenario__case", "condition__case", "gate__case", "party"
    )
    return rows.prefetch_related("endpoints")


def endpoint_rows(*, user: Person) -> QuerySet[Endpoint]:
    """List the webhooks of `user`, with how many messages wait, went out, and were given up."""
    rows: QuerySet[Endpoint] = Endpoint.objects.of(user).annotate(
        waiting=Count("deliveries", filter=Q(deliveries__state__in=["pending", "leased"])),
        delivered=Count("deliveries", filter=Q(deliveries__state="delivered")),
        dead=Count("deliveries", filter=Q(deliveries__state="dead")),
        last_delivered=Max("deliveries__delivered_at"),
    )
    return rows


def delivery_rows(*, user: Person, endpoint: Endpoint) -> QuerySet[Delivery]:
    """List the deliveries of a webhook, newest first, with their attempts."""
    attempts = Prefetch("attempts", queryset=Attempt.objects.order_by("-number"))
    rows = Delivery.objects.visible_to(user).filter(endpoint=endpoint).select_related("alert")
    return rows.prefetch_related(attempts)


def token_rows(*, user: Person) -> QuerySet[ApiToken]:
    """List the tokens of `user`, newest first."""
    return ApiToken.objects.of(user)
