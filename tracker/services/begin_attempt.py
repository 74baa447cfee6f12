"""Begin an attempt: pick the oldest message that is due, and write the attempt down before it.

What is written first counts even where the attempt takes its worker with it: a message whose last
five attempts never ended is given up. The right to read is asked again here, for what was permitted
when the message was made may not be now.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from sanctions.models.clock import database_now
from scenarios.models import Case
from tracker.channels.base import Message
from tracker.domain.envelopes import cases_named
from tracker.domain.kinds import AttemptOutcome, DeliveryState
from tracker.domain.subscriptions import Reason
from tracker.models import Attempt, Delivery, Endpoint
from tracker.models.sealed import SealBroken
from tracker.services.end_delivery import give_up_delivery, suppress_delivery
from tracker.services.lease_endpoint import LEASE, Lease
from tracker.services.stop_endpoint import stop_endpoint

STRIKES = 5
_MOST_LOOKED_AT = 100  # in one transaction


@dataclass(frozen=True, slots=True)
class Begun:
    """An attempt that was written down, and the message to send."""

    lease: Lease
    delivery_id: str
    attempt_id: str
    kind: str
    message: Message


@transaction.atomic
def begin_attempt(*, lease: Lease) -> Begun | None:
    """Write down an attempt at the oldest due message of the leased endpoint, and return it.

    None where nothing is due, or where the lease has ended or the endpoint was closed meanwhile.
    """
    now = database_now()
    endpoint = (
        Endpoint.objects.open(now)
        .filter(pk=lease.endpoint_id, lease_token=lease.token)
        .select_related("owner")
        .select_for_update(of=("self",), no_key=True)
        .first()
    )
    if endpoint is None:
        return None
    try:
        secrets = endpoint.signing_secrets(now)
    except SealBroken as error:
        stop_endpoint(endpoint=endpoint, reason=str(error))
        return None
    delivery = _next_sendable(endpoint, now)
    if delivery is None:
        return None
    attempt = _write_down(delivery, lease=lease, now=now)
    message = Message(
        id=delivery.webhook_id,
        url=endpoint.url,
        body=bytes(delivery.body),
        timestamp=now,
        secrets=secrets,
    )
    return Begun(lease, delivery.pk, attempt.pk, endpoint.kind, message)


def _next_sendable(endpoint: Endpoint, now: datetime) -> Delivery | None:
    """Return the oldest due message that may go out, and end those before it that may not."""
    due = Delivery.objects.due(now).filter(endpoint=endpoint).order_by("made_at", "id")
    for _ in range(_MOST_LOOKED_AT):
        delivery: Delivery | None = due.select_for_update(no_key=True).first()
        if delivery is None:
            return None
        if _kills_workers(delivery):
            text = f"its last {STRIKES} attempts never ended"
            give_up_delivery(delivery=delivery, endpoint=endpoint, reason=text)
        elif not _is_permitted(delivery, endpoint):
            suppress_delivery(delivery=delivery, reason=Reason.NOT_PERMITTED)
        else:
            return delivery
    return None


def _kills_workers(delivery: Delivery) -> bool:
    last = list(delivery.attempts.order_by("-number").values_list("outcome", flat=True)[:STRIKES])
    return last == [AttemptOutcome.RUNNING] * STRIKES


def _is_permitted(delivery: Delivery, endpoint: Endpoint) -> bool:
    """Ask whether the owner may see every case that the message names."""
    if not endpoint.owner.is_active:
        return False
    named = cases_named(bytes(delivery.body))
    seen = Case.objects.visible_to(endpoint.owner).filter(slug__in=named).count()
    return seen == len(named)


def _write_down(delivery: Delivery, *, lease: Lease, now: datetime) -> Attempt:
    delivery.state = DeliveryState.LEASED
    delivery.attempts_made += 1
    delivery.lease_until = now + LEASE
    delivery.lease_token = lease.token
    delivery.save(update_fields=["state", "attempts_made", "lease_until", "lease_token"])
    Endpoint.objects.filter(pk=lease.endpoint_id).update(lease_until=now + LEASE)
    return Attempt.objects.create(delivery=delivery, number=delivery.attempts_made, started_at=now)
