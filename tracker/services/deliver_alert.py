"""Deliver one message: begin the attempt, send outside of any transaction, record the result."""

from __future__ import annotations

from tracker.channels.base import DeliveryError, Reply
from tracker.channels.registry import CHANNELS
from tracker.services.begin_attempt import begin_attempt
from tracker.services.lease_endpoint import Lease
from tracker.services.record_attempt import record_attempt


def deliver_alert(*, lease: Lease) -> bool:
    """Try the oldest due message of the leased endpoint; return whether there was one."""
    begun = begin_attempt(lease=lease)
    if begun is None:
        return False
    result: Reply | DeliveryError
    try:
        result = CHANNELS[begun.kind](begun.message)
    except DeliveryError as error:
        result = error
    record_attempt(begun=begun, result=result)
    return True
