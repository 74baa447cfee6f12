"""Drain an endpoint: send what is due to it, in order, and give its lease back."""

from __future__ import annotations

from collections.abc import Callable

from tracker.services.deliver_alert import deliver_alert
from tracker.services.lease_endpoint import Lease, release_endpoint

MOST_MESSAGES = 20


def drain_endpoint(*, lease: Lease, may_go_on: Callable[[], bool] = lambda: True) -> int:
    """Send up to twenty messages, or one to an endpoint that has failed; return how many.

    After a failure the endpoint rests, and nothing more is due.
    """
    most = 1 if lease.one_only else MOST_MESSAGES
    tried = 0
    try:
        while tried < most and may_go_on() and deliver_alert(lease=lease):
            tried += 1
    finally:
        release_endpoint(lease=lease)
    return tried
