"""OFAC's Specially Designated Nationals list in the legacy flat files (sdn, alt, add .csv).

Format: OFAC's data specification, and what the real files do besides (`docs/lists/us_ofac_sdn.md`).
No header, twelve columns, `-0- ` for nothing, a lone 0x1A as the last line. The file carries no
date of listing. `alt.csv` and `add.csv` are optional; without them aliases and addresses are
unknown. The id is stable across OFAC's lists.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from hashlib import blake2b

from sanctions.domain.errors import SnapshotRefused, UnknownValue
from sanctions.domain.kinds import NameType, PartyKind
from sanctions.domain.records import AddressRecord, NameRecord, PartyRecord
from sanctions.lists.base import Fault, Format, Found, Parts, Source
from sanctions.lists.guards import finish, rows_of, text_of
from sanctions.lists.ofac_programs import PROGRAMS, current_tag
from sanctions.lists.ofac_remarks import read_remarks

SOURCE = Source(
    key="us_ofac_sdn",
    title="OFAC Specially Designated Nationals and Blocked Persons List",
    authority="US",
    authority_name="United States",
    zone="America/New_York",
    publisher="Office of Foreign Assets Control, US Department of the Treasury",
    url="https://sanctionslistservice.ofac.treas.gov/api/download/SDN.CSV",
    licence="Work of the US government: public domain in the United States (17 USC 105)",
    cadence="several times a week",
    id_space="us_ofac",
    minimum_parties=5_000,
    parser_version=1,
    programs=PROGRAMS,
)

Rows = list[list[str]]

_SDN = (
    "ent_num", "name", "type", "program", "title", "call_sign", "vess_type", "tonnage", "grt",
    "flag", "owner", "remarks",
)  # fmt: skip
_DETAILS = {
    "title": "title",
    "call_sign": "call_sign",
    "vess_type": "vessel_type",
    "tonnage": "tonnage",
    "grt": "gross_registered_tonnage",
    "flag": "flag",
    "owner": "owner",
}
_ALT_COLUMNS = 5
_ADD_COLUMNS = 6
_KINDS = {
    "": PartyKind.ORGANIZATION,
    "individual": PartyKind.INDIVIDUAL,
    "vessel": PartyKind.VESSEL,
    "aircraft": PartyKind.AIRCRAFT,
}
_ALIAS_TYPES = {kind.value for kind in NameType} - {NameType.PRIMARY}
_END = b"\x1a"


def part_of(content: bytes) -> str | None:
    """Tell sdn, alt and add apart by the look of the first row."""
    first = content[:20_000].decode("utf-8-sig", errors="replace").splitlines()[:1]
    row = next(csv.reader(first), [])
    if not row or not _is_id(row[0]):
        return None
    if len(row) == _ALT_COLUMNS and row[2].strip() in _ALIAS_TYPES:
        return "alt"
    return {len(_SDN): "sdn", _ADD_COLUMNS: "add"}.get(len(row))


def ends_with_mark(parts: Parts) -> bool | None:
    """Look for 0x1A in every part; one with bare line feeds was saved anew and may have none."""
    marks = [content.endswith(_END) for content in parts.values()]
    as_published = [content.rstrip(_END).endswith(b"\r\n") for content in parts.values()]
    if any(ours and not mark for ours, mark in zip(as_published, marks, strict=True)):
        return False
    return True if all(marks) else None


def parse(parts: Parts) -> Iterator[Found | Fault]:
    """Walk the parties of `sdn`, with their rows of `alt` and `add` where these are given."""
    beside: dict[str, dict[str, Rows]] = {}
    for part, columns in (("alt", _ALT_COLUMNS), ("add", _ADD_COLUMNS)):
        if part in parts:
            beside[part] = {}
            yield from _gather(part, parts[part], columns, beside[part])
    readable = 0
    for line, row in rows_of("sdn", text_of("sdn", parts["sdn"])):
        fault = _fault("sdn", line, row, len(_SDN))
        if fault:
            yield fault
            continue
        readable += 1
        rows = {part: found.pop(row[0].strip(), []) for part, found in beside.items()}
        yield Found(row[0].strip(), _digest(row, rows), line, partial(_read, row, rows))
    if not readable and parts["sdn"].strip(b"\x1a\r\n"):
        raise SnapshotRefused(f"sdn: no row of {len(_SDN)} columns that begins with an id")
    for part, left in beside.items():
        for uid in left:
            yield Fault(part, 0, uid, "rows of a party that sdn does not have")


def _gather(part: str, content: bytes, columns: int, found: dict[str, Rows]) -> Iterator[Fault]:
    """Group a part's rows by party."""
    grouped: defaultdict[str, Rows] = defaultdict(list)
    for line, row in rows_of(part, text_of(part, content)):
        fault = _fault(part, line, row, columns)
        if fault:
            yield fault
        else:
            grouped[row[0].strip()].append(row)
    found.update(grouped)


def _fault(part: str, line: int, row: list[str], columns: int) -> Fault | None:
    uid = row[0].strip() if row and _is_id(row[0]) else None
    if len(row) != columns:
        return Fault(part, line, uid, f"{len(row)} columns, where {columns} are expected")
    if uid is None:
        return Fault(part, line, None, f"{row[0][:40]!r} is no id")
    if any("\0" in cell for cell in row):
        return Fault(part, line, uid, "holds a NUL character")
    return None


def _is_id(cell: str) -> bool:
    cell = cell.strip()
    return cell.isascii() and cell.isdigit()


def _digest(row: list[str], rows: dict[str, Rows]) -> str:
    """Name the publisher's cells, whatever quotes or line ends a copy has."""
    cells = ["\x1f".join(row)]
    for part, beside in rows.items():
        cells.append(part)
        cells.extend("\x1f".join(cell) for cell in beside)
    return blake2b("\x1e".join(cells).encode(), digest_size=16).hexdigest()


def _cell(text: str) -> str:
    text = text.strip()
    return "" if text == "-0-" else text


def _read(row: list[str], rows: dict[str, Rows]) -> PartyRecord:
    """Interpret one party. Raises UnknownValue."""
    cells = {key: _cell(text) for key, text in zip(_SDN, row, strict=True)}
    uid, name, kind = cells.pop("ent_num"), cells.pop("name"), cells.pop("type")
    if kind not in _KINDS:
        raise UnknownValue(f"type {kind!r} of {uid} {name}")
    if not name:
        raise UnknownValue(f"{uid} has no name")
    printed = sorted({tag.strip(" []") for tag in cells.pop("program").split("] [")} - {""})
    programs = sorted({current_tag(tag) for tag in printed})
    remarks = cells.pop("remarks")
    read = read_remarks(remarks)
    details = {key: [cells.pop(column)] for column, key in _DETAILS.items() if cells[column]}
    if printed != programs:
        details["printed_programs"] = printed
    finish(cells)
    return PartyRecord(
        external_id=uid,
        kind=_KINDS[kind],
        name=name,
        programs=tuple(programs),
        weak_names=tuple(read.names),
        aliases=_aliases(rows["alt"]) if "alt" in rows else None,
        addresses=_addresses(rows["add"]) if "add" in rows else None,
        identifiers=tuple(read.identifiers),
        dates=tuple(read.dates),
        details=details | read.details,
        remarks=remarks,
    )


def _aliases(rows: Rows) -> tuple[NameRecord, ...]:
    names = []
    for row in rows:
        uid, _number, kind, name, _remarks = (_cell(text) for text in row)
        if kind not in _ALIAS_TYPES:
            raise UnknownValue(f"kind of alias {kind!r} of {uid}")
        names.append(NameRecord(name, NameType(kind)))
    return tuple(names)


def _addresses(rows: Rows) -> tuple[AddressRecord, ...]:
    found = (AddressRecord(*(_cell(text) for text in row[2:])) for row in rows)
    return tuple(address for address in found if address != AddressRecord())


FORMATS: tuple[Format, ...] = (
    Format(
        key="legacy_csv",
        parts=("sdn", "alt", "add"),
        part_of=part_of,
        parse=parse,
        ends_with_mark=ends_with_mark,
    ),
)
