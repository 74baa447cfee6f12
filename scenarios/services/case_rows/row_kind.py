"""A kind of row: a list of a case file, the model of its rows, and how to know a row again."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from scenarios.services.case_rows.parts import Part


@dataclass(frozen=True, kw_only=True)
class RowKind:
    """A list of a case file, and the model of its rows.

    `known_by` names the columns by which a row that was edited is still the same row. A fact has
    none: it is never edited. A row that stands inside another, its holder, points to it by
    `holder_column`.
    """

    name: str
    model: Any
    parts: tuple[Part, ...]
    known_by: tuple[str, ...] = ("slug",)
    holder: str = ""
    holder_column: str = ""
    is_fact: bool = False

    @property
    def path(self) -> tuple[str, str]:
        """What tells it from all other kinds: former definitions are of conditions or of gates."""
        return self.holder, self.name

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns that a file fills."""
        return tuple(column for part in self.parts for column in part.columns)

    @cached_property
    def references(self) -> dict[str, str]:
        """The columns that point to rows, with the kind of these."""
        return {part.columns[0]: part.refers_to for part in self.parts if part.refers_to}
