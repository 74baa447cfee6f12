"""The hint that something is due, for the doors of every app.

Tasks carry no facts: whatever is due is found in the database, so one that is lost, doubled or late
does no harm. The hint only makes it quicker; a broker that is down or hangs costs a request no more
than about a second, and then nothing for a while.
"""

from __future__ import annotations

import time

import structlog
from celery import current_app
from django.conf import settings
from kombu import Connection
from kombu.exceptions import OperationalError

log = structlog.get_logger(__name__)

#: By name: the task is of an app above.
WATCH_LISTS = "tracker.tasks.watch_lists"
#: How long a broker may take, for each of connecting and answering, before we go on without it.
BROKER_SECONDS = 0.5
#: How long a broker that failed is left alone.
BREAK_SECONDS = 30.0

_REDIS_OPTIONS = {
    "socket_connect_timeout": BROKER_SECONDS,
    "socket_timeout": BROKER_SECONDS,
    "max_retries": 0,
    "interval_start": 0,
    "interval_step": 0,
}


class _Breaker:
    """Leaves the broker alone for a while after it failed."""

    def __init__(self) -> None:
        self._closed_again_at = 0.0

    def is_open(self) -> bool:
        """Tell whether the broker is to be left alone."""
        return time.monotonic() < self._closed_again_at

    def trip(self) -> None:
        """Leave the broker alone from now on."""
        self._closed_again_at = time.monotonic() + BREAK_SECONDS

    def reset(self) -> None:
        """Trust the broker again."""
        self._closed_again_at = 0.0


breaker = _Breaker()


def hint(task: str) -> None:
    """Ask for a task now, by its name.

    A failure is logged and never raised: the task comes by its own clock.
    """
    if breaker.is_open():
        return
    try:
        with Connection(settings.CELERY_BROKER_URL, transport_options=_REDIS_OPTIONS) as broker:
            current_app.send_task(task, connection=broker, retry=False)
    except (OperationalError, OSError) as error:
        breaker.trip()
        log.warning("hint_not_sent", reason=type(error).__name__)


def hint_lists() -> None:
    """Ask for a look at the lists now; for `transaction.on_commit(hint_lists, robust=True)`."""
    hint(WATCH_LISTS)
