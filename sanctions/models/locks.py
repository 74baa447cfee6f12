"""Locks that outlive a transaction, and end with the process that holds them."""

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


def _ask(function: str, name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(hashtextextended(%s, 0))", [name])
        return bool(cursor.fetchone()[0])
