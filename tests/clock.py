"""The database's clock, set by hand: SQL reads the time from `thaw_now()`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.db import connection

SetClock = Callable[[datetime], None]


@pytest.fixture
def database_clock(db: None) -> Iterator[SetClock]:
    """Return a function that sets what `thaw_now()` answers on this test's connection."""

    def set_clock(instant: datetime) -> None:
        if instant.tzinfo is None:
            raise ValueError("the clock takes an instant with its time zone")
        _set(instant.isoformat())

    yield set_clock
    _set("")


def _set(value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('thaw.now', %s, false)", [value])
