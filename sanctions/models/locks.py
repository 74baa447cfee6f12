"""Locks by name: one that outlives a transaction, and one that ends with it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from django.db import connection


@contextlib.contextmanager
def held_alone(name: str) -> Iterator[bool]:
    """Hold the lock `name` if nobody has it, and yield whether we do; waits for nobody.

    The lock is the connection's: another process has it no sooner than we let go or die.
    """
    mine = _ask("pg_try_advisory_lock", name)
    try:
        yield mine
    finally:
        if mine:
            _ask("pg_advisory_unlock", name)


def wait_for_list(key: str) -> None:
    """Wait until nobody else changes the list, and hold it until our transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"list:{key}"])


def _ask(function: str, name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(hashtextextended(%s, 0))", [name])
        return bool(cursor.fetchone()[0])
