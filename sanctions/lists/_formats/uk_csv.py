"""The UK Sanctions List as CSV: a line about the report, a header, and many rows a party.

A row is one combination of a name, an address, a birth date and so on, so that a party's rows are
gathered under its unique id, in any order, and no value is kept twice. Exact repetitions of a row
change nothing. A column that nobody reads makes every party that fills it a fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from hashlib import blake2b

from sanctions.domain.errors import SnapshotRefused
from sanctions.domain.records import AddressRecord, PartyRecord
from sanctions.lists._formats.uk_dates import uk_day
from sanctions.lists._formats.uk_designations import Printed, plain_text, record_of
from sanctions.lists.base import Fault, Found, Parts, Stated
from sanctions.lists.guards import finish, rows_of, text_of

PART = "UK-Sanctions-List"

Cells = tuple[str, ...]

_ID = "unique id"
_NEEDED = (_ID, "name 6", "name type", "regime name", "sanctions imposed", "date designated")
_SAME = {
    "individual, entity, ship": "designation type",
    "d.o.b": "dob",
    "nationality(/ies)": "nationality",
    "business registration number (s)": "business registration number",
    "current owner/operator (s)": "current owner/operator",
    "previous owner/operator (s)": "previous owner/operator",
    "hull identification number (hin)": "hull identification number",
}
_NAME_PARTS = ("name 1", "name 2", "name 3", "name 4", "name 5", "name 6")
_LINES = tuple(f"address line {number}" for number in range(1, 7))
_IDENTIFIERS = {
    "passport number": ("passport", "passport additional information"),
    "national identifier number": ("national_id", "national identifier additional information"),
    "business registration number": ("registration_number", ""),
    "imo number": ("imo", ""),
    "hull identification number": ("hull_number", ""),
    "ofsi group id": ("ofsi_group_id", ""),
    "un reference number": ("un_reference", ""),
}
_DETAILS = {
    "title": "title",
    "designation source": "designation_source",
    "other information": "other_information",
    "uk statement of reasons": "statement_of_reasons",
    "phone number": "phone",
    "website": "website",
    "email address": "email",
    "nationality": "nationality",
    "position": "position",
    "gender": "gender",
    "type of entity": "type_of_entity",
    "subsidiaries": "subsidiaries",
    "parent company": "parent_company",
    "current owner/operator": "owner",
    "previous owner/operator": "former_owner",
    "current believed flag of ship": "flag",
    "previous flags": "former_flag",
    "type of ship": "vessel_type",
    "tonnage of ship": "tonnage",
    "length of ship": "length",
    "last updated": "last_updated",
}
_REPORT = re.compile(r"report date\s*[:,]?\s*([0-9A-Za-z/-]+)", re.IGNORECASE)


def part_of(content: bytes) -> str | None:
    """Know the file by its header, which is the first or the second line."""
    head = content[:4_000].decode("utf-8-sig", errors="replace").splitlines()[:2]
    named = any(
        "unique id" in line.casefold() and "regime name" in line.casefold() for line in head
    )
    return PART if named else None


def stated(parts: Parts) -> Stated:
    """Read the day of the report from the first line."""
    head = parts[PART][:200].decode("utf-8-sig", errors="replace").splitlines()
    day = _REPORT.search(head[0]) if head else None
    return Stated(published=uk_day(day[1]) if day else None)


def parse(parts: Parts) -> Iterator[Found | Fault]:
    """Gather the rows of each party, then yield the parties in the order of their first rows."""
    columns: Cells = ()
    rows: dict[str, dict[Cells, None]] = {}
    lines: dict[str, int] = {}
    for line, row in rows_of(PART, text_of(PART, parts[PART])):
        if not columns:
            columns = _columns(row, line)
            continue
        if len(row) != len(columns):
            reason = f"{len(row)} columns, where {len(columns)} are expected"
            yield Fault(PART, line, _id_of(row, columns), reason)
            continue
        uid = _id_of(row, columns)
        if uid is None:
            yield Fault(PART, line, None, "no unique id")
            continue
        lines.setdefault(uid, line)
        rows.setdefault(uid, {})[tuple(row)] = None
    if not columns:
        raise SnapshotRefused(f"{PART}: no header with {', '.join(_NEEDED)}")
    for uid, cells in rows.items():
        yield Found(uid, _digest(cells), lines[uid], partial(_read, uid, columns, [*cells]))


def _columns(row: list[str], line: int) -> Cells:
    """The header's columns; nothing where this row is the line about the report."""
    plain = tuple(_SAME.get(cell.strip().casefold(), cell.strip().casefold()) for cell in row)
    if _ID not in plain:
        if line > 2:
            raise SnapshotRefused(f"{PART} line {line}: no header with {', '.join(_NEEDED)}")
        return ()
    missing = [column for column in _NEEDED if column not in plain]
    if missing:
        raise SnapshotRefused(f"{PART} line {line}: no column {', '.join(map(repr, missing))}")
    return plain


def _id_of(row: list[str], columns: Cells) -> str | None:
    place = columns.index(_ID)
    return row[place].strip() or None if place < len(row) else None


def _digest(rows: dict[Cells, None]) -> str:
    text = "\x1e".join("\x1f".join(row) for row in sorted(rows))
    return blake2b(text.encode(), digest_size=16).hexdigest()


def _read(uid: str, columns: Cells, rows: list[Cells]) -> PartyRecord:
    """Interpret one party. Raises UnknownValue."""
    printed = Printed(unique_id=uid)
    for row in rows:
        cells = {
            column: plain_text(cell) for column, cell in zip(columns, row, strict=True) if column
        }
        _take(cells, printed)
        finish(cells)
    return record_of(printed)


def _take(cells: dict[str, str], printed: Printed) -> None:
    """Move one row's cells into `printed`."""
    cells.pop(_ID)
    printed.regime = cells.pop("regime name") or printed.regime
    printed.kind = cells.pop("designation type", "") or printed.kind
    printed.sanctions = cells.pop("sanctions imposed") or printed.sanctions
    printed.designated = cells.pop("date designated") or printed.designated
    _take_names(cells, printed)
    address = AddressRecord(
        street=", ".join(filter(None, (cells.pop(line, "") for line in _LINES))),
        place=cells.pop("address postal code", ""),
        country=cells.pop("address country", ""),
    )
    if address != AddressRecord():
        printed.addresses[address] = None
    if birth := cells.pop("dob", ""):
        printed.births[birth] = None
    if built := cells.pop("year built", ""):
        printed.built[built] = None
    for column, (type_, note) in _IDENTIFIERS.items():
        text = cells.pop(note, "") if note else ""
        if value := cells.pop(column, ""):
            printed.identifiers[(type_, value, text)] = None
        elif text:
            printed.keep(note.replace(" ", "_"), text)
    for column, key in _DETAILS.items():
        if value := cells.pop(column, ""):
            printed.keep(key, value)
    places = (cells.pop("town of birth", ""), cells.pop("country of birth", ""))
    if any(places):
        printed.keep("place_of_birth", ", ".join(filter(None, places)))


def _take_names(cells: dict[str, str], printed: Printed) -> None:
    name = " ".join(filter(None, (cells.pop(part, "") for part in _NAME_PARTS)))
    type_, strength = cells.pop("name type"), cells.pop("alias strength", "")
    if name:
        printed.names[(type_ or "alias", strength, name)] = None
    script = cells.pop("name non-latin script", "")
    described = (cells.pop("non-latin script type", ""), cells.pop("non-latin script language", ""))
    if script:
        printed.scripts[(script, *described)] = None
