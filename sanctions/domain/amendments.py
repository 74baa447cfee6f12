"""How the terms of a row change and are remembered: what was known when, and whose word stands.

Method: each change keeps the former values of the keys that it changed, with the instant until
which they were known; laying them back over the present ones, latest first, gives what was known
at an instant. A shipped file is merged key by key with what a team has made of the row since the
file was loaded last. Source: the project's decisions, "Time". Limits: terms are plain values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Terms = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Merged:
    """What a row becomes, and the keys that both sides changed, which stay as the team has them."""

    changes: dict[str, Any]
    conflicts: tuple[str, ...]


def as_known(
    terms: Terms, *, former: Iterable[tuple[datetime, Terms]], known_at: datetime
) -> dict[str, Any]:
    """Return the terms as they were known at an instant; `former` may come in any order."""
    known = dict(terms)
    for until, values in sorted(former, key=lambda one: one[0], reverse=True):
        if until > known_at:
            known |= values
    return known


def differing(old: Terms, new: Terms) -> dict[str, Any]:
    """Return the keys of `new` whose value is another than in `old`, with the new value."""
    return {key: value for key, value in new.items() if key not in old or old[key] != value}


def merged(*, loaded: Terms, present: Terms, shipped: Terms) -> Merged:
    """Merge a shipped file into a row. `loaded` is what the file said when it was loaded last.

    What the team left alone follows the file. What the team changed stays; if the file changed it
    too, to something else, it is a conflict.
    """
    changes: dict[str, Any] = {}
    conflicts: list[str] = []
    for key, value in shipped.items():
        if present.get(key) == value:
            continue
        if key in loaded and loaded[key] == value:
            continue
        if key not in loaded or present.get(key) == loaded[key]:
            changes[key] = value
        else:
            conflicts.append(key)
    return Merged(changes, tuple(conflicts))
