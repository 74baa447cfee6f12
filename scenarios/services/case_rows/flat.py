"""The rows of a case in one form, whether they come from a file or from the database.

A row knows its kind, the row it stands in, its place there and its columns, in which other rows go
by the id of the file. So rows of both origins can be compared, and written as a file writes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import Field

from scenarios.casefiles.faults import member_of
from scenarios.casefiles.plain_values import Document
from scenarios.domain.errors import DocumentFault
from scenarios.services.case_rows.kinds import CASE, held_by
from scenarios.services.case_rows.parts import Columns, Row
from scenarios.services.case_rows.row_kind import RowKind


class UnstorableRows(Exception):
    """A document holds what no column can; `faults` says all of it."""

    def __init__(self, faults: list[DocumentFault]) -> None:
        super().__init__("; ".join(f"{fault.place}: {fault.message}" for fault in faults))
        self.faults = tuple(faults)


@dataclass(kw_only=True, eq=False)
class FlatRow:
    """A row of a case. `holder` is the id of the row it stands in, `record` its row in a table."""

    kind: RowKind
    position: int
    columns: Columns
    as_written: Row
    holder: str = ""
    place: str = ""
    record: Any = None

    @cached_property
    def canonical(self) -> Row:
        """The row as a file writes it, told in the one way that its columns know."""
        row: Row = {}
        for part in self.kind.parts:
            row |= part.canonical(self.columns)
        return row

    def as_file(self) -> Row:
        """The row in its file's own words."""
        row: Row = {}
        for part in self.kind.parts:
            row |= part.written(self.columns, as_written=self.as_written)
        return row

    @property
    def name(self) -> str:
        """Its id of the file, or "" where rows of its kind have none."""
        return self.columns.get("slug") or ""


@dataclass(kw_only=True, eq=False)
class FlatCase:
    """A case with its rows; those inside a row come after it."""

    case: FlatRow
    rows: list[FlatRow] = field(default_factory=list)


def given_case(document: Document) -> FlatCase:
    """Return the rows of a checked document; raises UnstorableRows."""
    faults: list[DocumentFault] = []
    case = FlatCase(case=_flat(CASE, document, place="", faults=faults))
    _take_lists(document, holder=case.case, rows=case.rows, faults=faults)
    if faults:
        raise UnstorableRows(faults)
    return case


def _take_lists(
    row: Mapping[str, Any], *, holder: FlatRow, rows: list[FlatRow], faults: list[DocumentFault]
) -> None:
    """Flatten the lists inside a row; that one of them is there and empty, the holder remembers."""
    inside = "" if holder.kind is CASE else holder.kind.name
    for kind in held_by(inside):
        members = row.get(kind.name)
        if members is None:
            continue
        if not members:
            holder.as_written[kind.name] = members
        for position, (last, member) in enumerate(_members(members)):
            place = member_of(holder.place, key=kind.name) + last
            flat = _flat(kind, member, place=place, faults=faults)
            flat.position = position
            flat.holder = holder.name if inside else ""
            rows.append(flat)
            if held_by(kind.name):
                _take_lists(member, holder=flat, rows=rows, faults=faults)


def _members(members: Any) -> Iterator[tuple[str, Row]]:
    """Yield the rows of a list, or those of a mapping, whose keys are their column `key`."""
    if isinstance(members, dict):
        for name, row in members.items():
            yield f".{name}", {"key": name, **row}
    else:
        for number, row in enumerate(members):
            yield f"[{number}]", row


def _flat(
    kind: RowKind, row: Mapping[str, Any], *, place: str, faults: list[DocumentFault]
) -> FlatRow:
    columns: Columns = {}
    as_written: Row = {}
    for part in kind.parts:
        where = member_of(place, key=part.keys[0])
        try:
            read = part.columns_of(row)
        except ValueError as error:
            faults.append(DocumentFault(where, str(error)))
            continue
        faults += _too_long(kind, read, place=where)
        columns |= read
        words = part.own(row)
        if words != part.canonical(read):
            as_written |= words
    return FlatRow(kind=kind, position=0, columns=columns, as_written=as_written, place=place)


def _too_long(kind: RowKind, columns: Columns, *, place: str) -> Iterator[DocumentFault]:
    for column, value in columns.items():
        longest = None if column in kind.references else _longest(kind.model, column)
        texts = value if isinstance(value, list) else [value]
        if longest and any(isinstance(text, str) and len(text) > longest for text in texts):
            yield DocumentFault(place, f"expected at most {longest} characters")


def _longest(model: Any, column: str) -> int | None:
    column_field: Field[Any, Any] = model._meta.get_field(column)
    if isinstance(column_field, ArrayField):
        column_field = column_field.base_field
    return column_field.max_length
