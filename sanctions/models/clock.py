"""The database's clock, which decides every instant that Thaw stores.

`thaw_now()` is made by the first migration. It answers the wall clock, or the session setting
`thaw.now` where a test has set one.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.db import connection, models


class DatabaseNow(models.Func):
    """`thaw_now()` as an expression, for defaults and queries."""

    function = "thaw_now"
    template = "%(function)s()"
    output_field = models.DateTimeField()


def database_now() -> datetime:
    """Ask the database what time it is."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT thaw_now()")
        row = cursor.fetchone()
    now: datetime = row[0]
    return now


def database_today() -> date:
    """Ask the database for today: the UTC day."""
    return database_now().astimezone(UTC).date()
