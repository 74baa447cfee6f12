"""What differs between a record before and after, as lines that a person reads.

Method: of a field that is a list, what left it and what joined it; of any other, its two values.
Limits: where only the order of a list differs, both are told whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field, what it says no longer, and what it says now."""

    field: str
    gone: list[str]
    came: list[str]


def field_changes(*, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[FieldChange]:
    """List the fields of both, in the order of their names."""
    return [_change(key, before.get(key), after.get(key)) for key in sorted({*before, *after})]


def _change(field: str, old: Any, new: Any) -> FieldChange:
    were, are = _lines(old), _lines(new)
    gone = [line for line in were if line not in are]
    came = [line for line in are if line not in were]
    return FieldChange(field, gone, came) if gone or came else FieldChange(field, were, are)


def _lines(value: Any) -> list[str]:
    if value is None:
        return []
    return [_words(item) for item in value] if isinstance(value, list) else [_words(value)]


def _words(value: Any) -> str:
    """Write a value of several parts with the name of each; what is empty is left out."""
    if isinstance(value, Mapping):
        parts = [(name, part) for name, part in value.items() if part not in (None, "", False, [])]
        return ", ".join(f"{name.replace('_', ' ')}: {_words(part)}" for name, part in parts)
    if isinstance(value, list):
        return " / ".join(_words(part) for part in value)
    return str(value)
