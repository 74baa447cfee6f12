"""The EU's consolidated list as CSV of version 1.0: one row per part of an entry.

Source: a copy of July 2018, cut after 999 rows, every line in quotes, in Windows-1252 where the
publisher's own is UTF-8. Columns come in blocks, one block filled per row, and `Entity_logical_id`
in each. The digest leaves out the day of the file, which is in every row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sanctions.domain.errors import SnapshotRefused
from sanctions.domain.records import PartyRecord
from sanctions.lists._formats.eu_csv_rows import Row, first_cell_in, gathered, header_in, rows_in
from sanctions.lists._formats.eu_dates import file_day
from sanctions.lists._formats.eu_designations import Printed, record_of
from sanctions.lists._formats.eu_old_parts import (
    Act,
    take_address,
    take_birth,
    take_citizenship,
    take_document,
    take_entry,
    take_name,
)
from sanctions.lists.base import Fault, Found, Parts, Stated
from sanctions.lists.guards import finish, text_of

PART = "csvFullSanctionsList"

_ACT = ("leba_numtitle", "leba_publication_date", "leba_url")
_BLOCKS = {
    "Naal": (
        "lastname", "firstname", "middlename", "wholename", "gender", "title", "function",
        "language",
    ),
    "Addr": ("number", "street", "zipcode", "city", "country", "other"),
    "Birt": ("date", "place", "country"),
    "Iden": ("number", "country"),
    "Citi": ("country",),
}  # fmt: skip
_FIRST = "Date_file"
_COLUMNS = (
    _FIRST,
    "Entity_logical_id",
    "Subject_type",
    "Leba_numtitle",
    "Leba_publication_date",
    "Leba_url",
    "Programme",
    "Entity_remark",
    *(
        column
        for block, fields in _BLOCKS.items()
        for column in (
            f"{block}_logical_id",
            f"{block}_entity",
            *(f"{block}_{field}" for field in (*_ACT, "programme", *fields)),
        )
    ),
    "EU_ref_num",
)
_HEADER = [column if "_entity" not in column else "Entity_logical_id" for column in _COLUMNS]
_NUMBER, _REFERENCE = 1, len(_COLUMNS) - 1
# Two bytes that are one character in UTF-8: such a file is not Windows-1252.
_UTF8 = re.compile(rb"[\xc3\xc4\xc5\xce\xd0\xd1\xd8\xd9][\x80-\xbf]")

Cells = dict[str, str]


def part_of(content: bytes) -> str | None:
    """Know the file by its header, whose first cell begins with `Date_file`."""
    header = header_in(content)
    return PART if header[:1] and header[0].startswith(_FIRST) else None


def stated(parts: Parts) -> Stated:
    """Read the day of the file from its first row."""
    return Stated(published=file_day(first_cell_in(parts[PART])))


def parse(parts: Parts) -> Iterator[Found | Fault]:
    """Gather the rows of each entry. Raises SnapshotRefused."""
    rows = rows_in(PART, _text(parts[PART]))
    _line, header = next(rows, (1, []))
    if header[1:] != _HEADER[1:]:
        unknown = [column for column in header[1:] if column not in _HEADER]
        raise SnapshotRefused(f"{PART} line 1: not the columns of version 1.0; unknown {unknown}")
    # The day of the file stands in every row, and is nothing of the party's.
    undated = ((line, ["", *row[1:]]) for line, row in rows)
    yield from gathered(PART, undated, columns=len(_COLUMNS), id_of=_id_of, read=_read)


def _text(content: bytes) -> str:
    encoding = "cp1252" if not _UTF8.search(content) else "utf-8-sig"
    return text_of(PART, content, encoding=encoding)


def _id_of(row: list[str]) -> str | None:
    number = row[_NUMBER].strip() if len(row) > _NUMBER else ""
    reference = row[_REFERENCE].strip() if len(row) > _REFERENCE else ""
    return reference or number or None


def _read(uid: str, rows: list[Row]) -> PartyRecord:
    """Interpret one entry. Raises UnknownValue."""
    printed = Printed(external_id=uid)
    cells = [{c: v.strip() for c, v in zip(_COLUMNS, row, strict=True)} for row in rows]
    for row in cells:
        printed.keep("logical_id", row.pop("Entity_logical_id"))
        take_entry(
            printed,
            act=Act(
                row.pop("Leba_numtitle"), row.pop("Leba_publication_date"), row.pop("Programme")
            ),
            type_=row.pop("Subject_type"),
            remark=row.pop("Entity_remark"),
            url=row.pop("Leba_url"),
        )
    for row in cells:
        for block in _BLOCKS:
            _take(block, row, printed)
        finish(row, ignore=("EU_ref_num", *(f"{block}_entity" for block in _BLOCKS)))
    return record_of(printed)


def _take(block: str, row: Cells, printed: Printed) -> None:
    """Move one block of a row into `printed`."""
    number, title, day, _url, programme, *said = (
        row.pop(f"{block}_{field}") for field in ("logical_id", *_ACT, "programme", *_BLOCKS[block])
    )
    if not number and not any(said):
        return
    act = Act(title, day, programme)
    if block == "Naal":
        last, first, middle, whole, *others = said
        names = [whole, first, middle, last]
        take_name(printed, act=act, number=number, names=names, language=others[3], said=others[:3])
    elif block == "Addr":
        house, street, code, city, country, note = said
        place = [code, city]
        street = " ".join(filter(None, [house, street]))
        take_address(printed, act=act, street=street, place=place, country=country, note=note)
    elif block == "Birt":
        take_birth(printed, act=act, when=said[0], place=said[1], country=said[2])
    elif block == "Iden":
        take_document(printed, act=act, number=said[0], country=said[1])
    else:
        take_citizenship(printed, act=act, country=said[0])
