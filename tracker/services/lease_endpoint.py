"""Lease an endpoint to which something is due, so that one worker at a time sends to it.

The lease is the mailbox's key: a receiver that hangs holds up its own mailbox and no other. Whoever
dies with a lease is forgotten when it ends, by the database's clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from sanctions.models.clock import database_now
from sanctions.models.ids import new_ulid
from tracker.models import Delivery, Endpoint

# An attempt takes 20 s at the very most: 5 to resolve the name, 15 for the exchange.
LEASE = timedelta(seconds=45)


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to send to an endpoint. `one_only`: it has failed, so try it with one message."""

    endpoint_id: str
    token: str
    one_only: bool


@transaction.atomic
def lease_endpoint(*, healthy_only: bool = False) -> Lease | None:
    """Lease the endpoint that was served longest ago of those that are due; None where none is.

    `healthy_only` passes by those whose last attempt failed.
    """
    now = database_now()
    due = Delivery.objects.due(now).filter(endpoint=OuterRef("pk"))
    endpoints = Endpoint.objects.open(now).filter(
        Q(lease_until__isnull=True) | Q(lease_until__lte=now), Exists(due)
    )
    if healthy_only:
        endpoints = endpoints.filter(consecutive_failures=0)
    longest_ago = F("lease_until").asc(nulls_first=True)
    found = (
        endpoints.order_by(longest_ago)
        .select_for_update(no_key=True, skip_locked=True)
        .values_list("pk", "consecutive_failures")
        .first()
    )
    if found is None:
        return None
    lease = Lease(endpoint_id=found[0], token=new_ulid(), one_only=found[1] > 0)
    Endpoint.objects.filter(pk=lease.endpoint_id).update(
        lease_until=now + LEASE, lease_token=lease.token
    )
    return lease


@transaction.atomic
def release_endpoint(*, lease: Lease) -> None:
    """Give the lease back, unless it has ended and somebody else has it."""
    Endpoint.objects.filter(pk=lease.endpoint_id, lease_token=lease.token).update(
        lease_until=database_now(), lease_token=None
    )
