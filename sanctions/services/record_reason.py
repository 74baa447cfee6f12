"""Say why, so that the rows of history written meanwhile carry it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pghistory


@contextmanager
def record_reason(reason: str) -> Iterator[None]:
    """Add `reason` to the history context, beside the actor and request id that are there."""
    with pghistory.context(reason=reason):
        yield
