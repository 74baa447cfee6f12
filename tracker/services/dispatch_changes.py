"""Dispatch change events: turn what waits in the outbox into alerts and deliveries."""

from __future__ import annotations

import structlog
from django.db import InterfaceError, OperationalError

from scenarios.models import ChangeEvent
from tracker.services.dispatch_occasion import dispatch_occasion

_log = structlog.get_logger(__name__)


def dispatch_changes(*, limit: int = 200) -> int:
    """Tell the oldest waiting events, about `limit` of them, and return how many were told.

    Each occasion is a transaction of its own: one that cannot be told is logged, stays in the
    outbox and holds up no other.
    """
    waiting = ChangeEvent.objects.filter(dispatched_at__isnull=True).order_by("sequence")
    occasions = dict.fromkeys(waiting.values_list("occasion", flat=True)[:limit])
    told = 0
    for occasion in occasions:
        try:
            told += dispatch_occasion(occasion=occasion)
        except (OperationalError, InterfaceError):
            raise  # the database is away: every other occasion would fail as this one did
        except Exception:  # whatever is wrong with one occasion, the others are still to be told
            _log.exception("occasion_not_told", occasion=occasion)
    return told
