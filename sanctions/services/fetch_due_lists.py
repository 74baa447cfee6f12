"""Fetch the lists that somebody asked for, and those whose time has come, one after another.

One such round at a time, whoever runs it: a publisher that hangs keeps one worker busy, no more.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings

from sanctions.models import Fetch
from sanctions.models.locks import held_alone
from sanctions.selectors.fetches import due_lists
from sanctions.services.fetch_list import fetch_list


def fetch_due_lists(
    *, seconds: float = 200.0, stopping: Callable[[], bool] = lambda: False
) -> list[Fetch] | None:
    """Fetch what is due, each list once, and return the tries; None: another round is under way.

    After so many seconds no other list is begun; it is the next round's.
    """
    with held_alone("fetch_due_lists") as alone:
        if not alone:
            return None
        ends = time.monotonic() + seconds
        fetched: dict[str, Fetch | None] = {}
        while time.monotonic() < ends and not stopping():
            due = (key for key in due_lists(automatic=settings.THAW_FETCH) if key not in fetched)
            key = next(due, None)
            if key is None:
                break
            fetched[key] = fetch_list(key=key)
        return [fetch for fetch in fetched.values() if fetch is not None]
