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
    outbox and holds up no other. Where another dispatcher is busy with a case, what waits about
    that case is left to it, so that a case is told in order.
    """
    told, left = 0, set[str]()
    for occasion, cases in _waiting(limit).items():
        if cases & left:
            continue
        count = _tell(occasion)
        if count is None:
            left |= cases
        else:
            told += count
    return told


def _waiting(limit: int) -> dict[str, set[str]]:
    """Return the waiting occasions, oldest first, and the cases that they are about."""
    waiting = ChangeEvent.objects.filter(dispatched_at__isnull=True).order_by("sequence")
    occasions: dict[str, set[str]] = {}
    for occasion, case in waiting.values_list("occasion", "case_id")[:limit]:
        occasions.setdefault(occasion, set()).add(case)
    return occasions


def _tell(occasion: str) -> int | None:
    try:
        return dispatch_occasion(occasion=occasion)
    except (OperationalError, InterfaceError):
        raise  # the database is away: every other occasion would fail as this one did
    except Exception:  # whatever is wrong with one occasion, the others are still to be told
        _log.exception("occasion_not_told", occasion=occasion)
        return 0
