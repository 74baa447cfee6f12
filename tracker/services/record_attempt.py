"""Record how an attempt ended, and what follows for the message and for its endpoint."""

from __future__ import annotations

import random
from datetime import datetime

from django.db import transaction

from sanctions.models.clock import database_now
from tracker.channels.base import DeliveryError, Reply
from tracker.domain.kinds import AttemptOutcome, DeliveryState, EndpointState
from tracker.domain.retries import (
    DISABLED_AFTER,
    is_given_up,
    is_to_be_disabled,
    pause_after,
    wait_after,
    wait_asked_for,
)
from tracker.models import Attempt, Delivery, Endpoint
from tracker.services.begin_attempt import Begun
from tracker.services.enable_endpoint import enable_endpoint
from tracker.services.end_delivery import give_up_delivery, refuse_delivery
from tracker.services.stop_endpoint import stop_endpoint


@transaction.atomic
def record_attempt(*, begun: Begun, result: Reply | DeliveryError) -> AttemptOutcome:
    """Write down the result; where another worker has taken over, change nothing else."""
    now = database_now()
    endpoint = (
        Endpoint.objects.select_for_update(no_key=True).filter(pk=begun.lease.endpoint_id).first()
    )
    delivery = (
        Delivery.objects.select_for_update(no_key=True)
        .filter(pk=begun.delivery_id, lease_token=begun.lease.token)
        .first()
    )
    if endpoint is None or delivery is None:
        return _write_down(begun, AttemptOutcome.LATE, result, now)
    if isinstance(result, Reply):
        _delivered(delivery, endpoint, now)
        return _write_down(begun, AttemptOutcome.DELIVERED, result, now)
    _failed(delivery, endpoint, result, now)
    return _write_down(begun, AttemptOutcome.FAILED, result, now)


def _write_down(
    begun: Begun, outcome: AttemptOutcome, result: Reply | DeliveryError, now: datetime
) -> AttemptOutcome:
    """Fill in the attempt's row, which is gone where its endpoint was deleted."""
    reply = result if isinstance(result, Reply) else result.reply
    Attempt.objects.filter(pk=begun.attempt_id).update(
        finished_at=now,
        outcome=outcome,
        http_status=reply.status if reply else None,
        milliseconds=reply.ms if reply else None,
        peer_ip=reply.peer_ip if reply else None,
        reply_head=reply.head if reply else "",
        error="" if isinstance(result, Reply) else str(result),
    )
    return outcome


def _delivered(delivery: Delivery, endpoint: Endpoint, now: datetime) -> None:
    delivery.state = DeliveryState.DELIVERED
    delivery.delivered_at = now
    delivery.lease_until = delivery.lease_token = None
    delivery.save(update_fields=["state", "delivered_at", "lease_until", "lease_token"])
    if endpoint.consecutive_failures and endpoint.state != EndpointState.DISABLED:
        enable_endpoint(endpoint=endpoint)


def _failed(delivery: Delivery, endpoint: Endpoint, error: DeliveryError, now: datetime) -> None:
    """Decide what becomes of the message; what no attempt can better is the endpoint's fault."""
    reason, attempts = str(error), delivery.attempts_made
    if error.permanent:
        refuse_delivery(delivery=delivery, reason=reason)
    elif is_given_up(attempts=attempts, age=now - delivery.made_at):
        give_up_delivery(delivery=delivery, endpoint=endpoint, reason=reason)
    else:
        chance = random.random()  # noqa: S311 - spreads retries, guards nothing
        wait = wait_after(attempts=attempts, chance=chance, retry_after=error.retry_after)
        delivery.state = DeliveryState.PENDING
        delivery.next_at = now + wait
        delivery.lease_until = delivery.lease_token = None
        delivery.save(update_fields=["state", "next_at", "lease_until", "lease_token"])
    _count(endpoint, error, now)


def _count(endpoint: Endpoint, error: DeliveryError, now: datetime) -> None:
    """Count the failure against the endpoint: it rests, or is stopped."""
    endpoint.consecutive_failures += 1
    endpoint.failing_since = endpoint.failing_since or now
    endpoint.save(update_fields=["consecutive_failures", "failing_since"])
    if endpoint.state == EndpointState.DISABLED:
        return
    if error.permanent:
        stop_endpoint(endpoint=endpoint, reason=str(error))
    elif is_to_be_disabled(failing_for=now - endpoint.failing_since):
        text = f"every attempt failed for {DISABLED_AFTER.days} days, at last: {error}"
        stop_endpoint(endpoint=endpoint, reason=text)
    else:
        pause = pause_after(failures=endpoint.consecutive_failures)
        endpoint.state = EndpointState.PAUSED
        endpoint.state_reason = str(error)
        endpoint.paused_until = now + max(pause, wait_asked_for(error.retry_after))
        endpoint.save(update_fields=["state", "state_reason", "paused_until"])
