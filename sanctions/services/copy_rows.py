"""Write many rows at once by PostgreSQL's COPY, which is 25 times faster than saving each."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterator
from datetime import date, datetime
from itertools import count
from typing import Any

from django.db import connection, models

from sanctions.models.ids import new_ulid

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_PAIRS = [first + second for first in _CROCKFORD for second in _CROCKFORD]
_TO_ESCAPE = re.compile(r"[\\\t\n\r]")
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def fresh_ids() -> Iterator[str]:
    """Yield ULIDs that sort in the order of their making: one instant and start, then counted."""
    prefix = new_ulid()[:16]
    for number in count(secrets.randbits(49)):
        yield prefix + (
            _PAIRS[number >> 40 & 1023]
            + _PAIRS[number >> 30 & 1023]
            + _PAIRS[number >> 20 & 1023]
            + _PAIRS[number >> 10 & 1023]
            + _PAIRS[number & 1023]
        )


def cell(value: Any) -> str:
    """Write one value as COPY's text format wants it."""
    if type(value) is str:  # nearly always
        return value.translate(_ESCAPES) if _TO_ESCAPE.search(value) else value
    if value is None:
        return "\\N"
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, dict | list):
        value = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    elif isinstance(value, date | datetime):
        value = value.isoformat()
    return cell(str(value))


class Rows:
    """Rows for one table, gathered in memory and written together."""

    def __init__(self, model: type[models.Model], *columns: str) -> None:
        names = ", ".join(f'"{column}"' for column in columns)
        self._sql = f'COPY "{model._meta.db_table}" ({names}) FROM STDIN'
        self._lines: list[str] = []
        self.written = 0

    def add(self, *values: Any) -> None:
        """Gather one row, in the order of the columns."""
        self._lines.append("\t".join([cell(value) for value in values]) + "\n")

    def write(self) -> None:
        """Write what was gathered."""
        if not self._lines:
            return
        with connection.cursor() as cursor, cursor.copy(self._sql) as copy:
            copy.write("".join(self._lines))
        self.written += len(self._lines)
        self._lines.clear()
