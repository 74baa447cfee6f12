"""Watch the lists: fetch what is due, then say which publishers have fallen silent.

In this order: a machine that slept for days asks before it complains.
"""

from __future__ import annotations

from collections.abc import Callable

from sanctions.services.fetch_due_lists import fetch_due_lists
from tracker.services.beat import beat
from tracker.services.tell_silent_lists import tell_silent_lists


def watch_lists(*, stopping: Callable[[], bool] = lambda: False) -> None:
    """Do both, unless somebody else is at it."""
    if fetch_due_lists(stopping=stopping) is None:
        return
    tell_silent_lists()
    beat(job="watch_lists")
