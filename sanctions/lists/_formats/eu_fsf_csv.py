"""The EU's consolidated list as CSV 1.1 (csvFullSanctionsList_1_1): one row per part of an entry.

Source: the columns that public readers of the file name, and the schema of the XML 1.1, whose
attributes they repeat; no real file was at hand. The digest leaves out the day of the file, which
is in every row. Every column must be known; those that readers do not name are told in `unread`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Self

from sanctions.domain.errors import SnapshotRefused
from sanctions.domain.records import PartyRecord
from sanctions.lists._formats.eu_csv_rows import Row, first_cell_in, gathered, header_in, rows_in
from sanctions.lists._formats.eu_dates import file_day
from sanctions.lists._formats.eu_designations import Printed, record_of
from sanctions.lists._formats.eu_fsf_parts import (
    TAKERS,
    key_of,
    take_common,
    take_entry,
    take_regulation,
    take_type,
)
from sanctions.lists.base import Fault, Found, Parts, Stated
from sanctions.lists.guards import text_of

PART = "csvFullSanctionsList_1_1"

_DAY = "fileGenerationDate"
_NUMBER, _REFERENCE = "Entity_LogicalId", "Entity_EU_ReferenceNumber"
_NEEDED = (
    _DAY, _NUMBER, _REFERENCE, "Entity_SubjectType", "Entity_Regulation_Programme",
    "NameAlias_WholeName",
)  # fmt: skip
_BLOCKS = {
    "nameAlias": "NameAlias",
    "citizenship": "Citizenship",
    "birthdate": "BirthDate",
    "address": "Address",
    "identification": "Identification",
}
# Attributes of the XML whose column has another name than the attribute's own.
_NAMES = {
    "BirthDate": {"birthdate": "BirthDate", "dayOfMonth": "Day", "monthOfYear": "Month"},
    "Identification": {
        "issueDate": "IssuedDate",
        "identificationTypeCode": "TypeCode",
        "identificationTypeDescription": "TypeDescription",
    },
    "Entity_SubjectType": {"code": "", "classificationCode": "ClassificationCode"},
    "Entity_Regulation": {"regulationType": "Type"},
}
# The act of each part, which the entry's own act and days make superfluous.
_PART_ACT = (
    "Type", "OrganisationType", "PublicationDate", "EntryIntoForceDate", "NumberTitle",
    "Programme", "PublicationUrl",
)  # fmt: skip

Cells = dict[str, str]


class _Block:
    """The columns of one part in one row, read like an element of the XML."""

    def __init__(self, cells: Cells, name: str) -> None:
        self._cells, self._name = cells, name
        self._columns = _NAMES.get(name, {})

    def attribute(self, name: str) -> str:
        column = self._columns.get(name, name[:1].upper() + name[1:])
        return self._cells.pop(f"{self._name}_{column}" if column else self._name, "").strip()

    def text(self, name: str) -> str:
        return self.attribute(name)

    def texts(self, name: str) -> list[str]:
        return [text] if (text := self.attribute(name)) else []

    def children(self, _name: str) -> list[Self]:
        return []

    def ignore(self, *names: str) -> None:
        for name in names:
            self.attribute(name.removeprefix("@"))

    def is_empty(self) -> bool:
        """Whether the row prints nothing of this part."""
        return not any(
            cell for column, cell in self._cells.items() if column.startswith(f"{self._name}_")
        )


def part_of(content: bytes) -> str | None:
    """Know the file by its header."""
    header = header_in(content)
    return PART if header[:2] == [_DAY, _NUMBER] else None


def stated(parts: Parts) -> Stated:
    """Read the day of the file from its first row."""
    return Stated(published=file_day(first_cell_in(parts[PART])))


def parse(parts: Parts) -> Iterator[Found | Fault]:
    """Gather the rows of each entry. Raises SnapshotRefused."""
    rows = rows_in(PART, text_of(PART, parts[PART]))
    _line, header = next(rows, (1, []))
    columns = tuple(column.strip().removeprefix("\ufeff") for column in header)
    lacking = [column for column in _NEEDED if column not in columns]
    if lacking or len(set(columns)) < len(columns):
        raise SnapshotRefused(f"{PART} line 1: columns twice, or none called {lacking}")
    day = columns.index(_DAY)
    undated = ((line, [*row[:day], "", *row[day + 1 :]] if row else row) for line, row in rows)
    yield from gathered(
        PART,
        undated,
        columns=len(columns),
        id_of=partial(_id_of, columns),
        read=partial(_read, columns),
    )


def _id_of(columns: Row, row: list[str]) -> str | None:
    cells = dict(zip(columns, row, strict=False))
    return key_of(cells.get(_REFERENCE, "").strip(), cells.get(_NUMBER, "").strip())


def _read(columns: Row, uid: str, rows: list[Row]) -> PartyRecord:
    """Interpret one entry. Raises UnknownValue."""
    printed = Printed(external_id=uid)
    unread: dict[str, None] = {}
    for row in rows:
        cells = {column: cell.strip() for column, cell in zip(columns, row, strict=True)}
        cells.pop(_REFERENCE)
        cells.pop(_DAY)
        _take(cells, printed)
        unread.update(dict.fromkeys(f"{column}: {cell}" for column, cell in cells.items() if cell))
    printed.unread = tuple(unread)
    return record_of(printed)


def _take(cells: Cells, printed: Printed) -> None:
    """Move one row into `printed`."""
    take_type(_Block(cells, "Entity_SubjectType"), printed)
    regulation = _Block(cells, "Entity_Regulation")
    entry = _Block(cells, "Entity")
    designated = take_entry(entry, printed)
    take_regulation(regulation, printed, designated)
    for name, prefix in _BLOCKS.items():
        for column in _PART_ACT:
            cells.pop(f"{prefix}_Regulation_{column}", None)
        block = _Block(cells, prefix)
        if not block.is_empty():
            TAKERS[name](block, printed)
            take_common(block, printed)
