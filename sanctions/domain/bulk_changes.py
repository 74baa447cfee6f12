"""One change that a publisher makes to many parties at once: one piece of news, not hundreds.

Method: amendments are one where they take away and add the very same to the same fields, for 20
parties or more, or touch the same fields of 50 or more. The raw remarks follow the fields that are
read from them, and do not count beside these. Source: OFAC's edit of 29 April 2022, which gave 499
parties one and the same phrase. Limits: two edits of one field in one copy may count as one.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from sanctions.domain.records import Fields

SAME_CHANGE = 20
SAME_FIELDS = 50
_RAW = "remarks"
_MOST = 80


class BulkChanges:
    """Counts the amendments of one copy, and names the bulk that one of them belongs to."""

    def __init__(self) -> None:
        self._counted: Counter[str] = Counter()

    def add(self, *, before: Fields, after: Fields) -> None:
        """Count one party's amendment."""
        self._counted.update(_names(before, after))

    def name_of(self, *, before: Fields, after: Fields) -> str:
        """Name the bulk change that this is part of; empty where it stands for itself."""
        exact, loose = _names(before, after)
        if self._counted[exact] >= SAME_CHANGE:
            return exact
        return loose if self._counted[loose] >= SAME_FIELDS else ""


def _names(before: Fields, after: Fields) -> tuple[str, str]:
    """The change by what it does, and by the fields alone."""
    touched = sorted(before.keys() | after.keys())
    fields = [key for key in touched if key != _RAW] or touched
    moved = {key: [*_moved(before.get(key), after.get(key))] for key in fields}
    digest = sha256(json.dumps(moved, sort_keys=True).encode()).hexdigest()[:12]
    loose = ", ".join(fields)[:_MOST]
    return f"{loose} #{digest}", loose


def _moved(before: Any, after: Any) -> Iterator[list[str]]:
    """What was taken away and what was added; of lists, only the items that differ."""
    old, new = (
        [
            json.dumps(item, sort_keys=True)
            for item in (value if isinstance(value, list) else [value])
        ]
        for value in (before, after)
    )
    yield sorted({*old} - {*new})
    yield sorted({*new} - {*old})
