"""OFAC's legacy flat files: parties, further names, addresses and the rest of long remarks.

Format: OFAC's data specification, and what the real files do besides (`docs/lists/us_ofac_sdn.md`).
No header, twelve columns, `-0- ` for nothing, a lone 0x1A as the last line. The files carry no
date of listing. All but the first are optional; without them names and addresses are unknown, and
remarks may be cut. The two lists have the same columns under other file names.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b

from sanctions.domain.errors import SnapshotRefused, UnknownValue
from sanctions.domain.kinds import NameType
from sanctions.domain.records import AddressRecord, NameRecord, PartyRecord
from sanctions.lists._formats.ofac_other_list import OtherList
from sanctions.lists._formats.ofac_party import Printed, record_of
from sanctions.lists.base import Fault, Format, Found, Parts
from sanctions.lists.guards import finish, rows_of, text_of

Rows = list[list[str]]

_COLUMNS = (
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
# What a type is called in the other formats.
_TYPES = {
    "": "entity",
    "individual": "individual",
    "vessel": "vessel",
    "aircraft": "aircraft",
}
_ALT_COLUMNS, _ADD_COLUMNS, _COMMENT_COLUMNS = 5, 6, 2
_ALIAS_TYPES = {kind.value for kind in NameType} - {NameType.PRIMARY}
_END = b"\x1a"
# Long remarks have held quotes that nobody doubled: a row is what stands between the outer ones.
_COMMENT = re.compile(r'"?(\d+)"?,"(.*)"\s*')


@dataclass(frozen=True, slots=True)
class FlatFiles:
    """The flat files of one list, by what OFAC calls them."""

    list_key: str
    main: str
    alt: str
    add: str
    comments: str

    def format(self) -> Format:
        """This list's format."""
        return Format(
            key="legacy_csv",
            parts=(self.main, self.alt, self.add, self.comments),
            part_of=self.part_of,
            parse=self.parse,
            ends_with_mark=ends_with_mark,
        )

    def part_of(self, content: bytes) -> str | None:
        """Tell the files apart by the look of the first row."""
        first = content[:20_000].decode("utf-8-sig", errors="replace").splitlines()[:1]
        row = next(csv.reader(first), [])
        if not row or not _is_id(row[0]):
            return None
        if len(row) == _ALT_COLUMNS and row[2].strip() in _ALIAS_TYPES:
            return self.alt
        if len(row) == _COMMENT_COLUMNS and _COMMENT.fullmatch(first[0]):
            return self.comments
        return {len(_COLUMNS): self.main, _ADD_COLUMNS: self.add}.get(len(row))

    def parse(self, parts: Parts) -> Iterator[Found | Fault]:
        """Walk the parties, with their rows of the other files where these are given."""
        beside: dict[str, dict[str, Rows]] = {}
        for part, columns in ((self.alt, _ALT_COLUMNS), (self.add, _ADD_COLUMNS)):
            if part in parts:
                beside[part] = {}
                yield from _gather(
                    part,
                    rows_of(part, text_of(part, parts[part], with_nul=True)),
                    columns,
                    beside[part],
                )
        if self.comments in parts:
            text = text_of(self.comments, parts[self.comments], with_nul=True)
            beside[self.comments] = {}
            yield from _gather(
                self.comments, _comment_rows(text), _COMMENT_COLUMNS, beside[self.comments]
            )
        yield from self._parties(parts[self.main], beside)

    def _parties(
        self, content: bytes, beside: dict[str, dict[str, Rows]]
    ) -> Iterator[Found | Fault]:
        readable, other = 0, OtherList(self.list_key)
        for line, row in rows_of(self.main, text_of(self.main, content, with_nul=True)):
            fault = _fault(self.main, line, row, len(_COLUMNS))
            if fault:
                yield fault
                continue
            readable += 1
            other.look_at(row[_COLUMNS.index("program")])
            uid = row[0].strip()
            rows = {part: found.pop(uid, []) for part, found in beside.items()}
            yield Found(uid, _digest(row, rows), line, partial(self._read, row, rows))
        if not readable and content.strip(b"\x1a\r\n"):
            raise SnapshotRefused(
                f"{self.main}: no row of {len(_COLUMNS)} columns that begins with an id"
            )
        yield from other.fault(self.main)
        for part, left in beside.items():
            for uid in left:
                yield Fault(part, 0, uid, f"rows of a party that {self.main} does not have")

    def _read(self, row: list[str], rows: dict[str, Rows]) -> PartyRecord:
        """Interpret one party. Raises UnknownValue."""
        cells = {key: _cell(text) for key, text in zip(_COLUMNS, row, strict=True)}
        uid, name, kind = cells.pop("ent_num"), cells.pop("name"), cells.pop("type")
        if kind not in _TYPES:
            raise UnknownValue(f"type {kind!r} of {uid} {name}")
        printed = Printed(external_id=uid, list_key=self.list_key, kind=_TYPES[kind], name=name)
        printed.tags = [
            tag for one in cells.pop("program").split("] [") if (tag := one.strip(" []"))
        ]
        printed.take_capped_remarks(_remarks(row[-1], rows.get(self.comments, [])))
        for column, key in _DETAILS.items():
            if cell := cells.pop(column):
                printed.read.keep(key, cell)
        finish(cells, ignore=["remarks"])
        if self.alt in rows:
            printed.aliases = _aliases(rows[self.alt])
        if self.add in rows:
            printed.addresses = _addresses(rows[self.add])
        return record_of(printed)


def ends_with_mark(parts: Parts) -> bool | None:
    """Look for 0x1A in every part; one with bare line feeds was saved anew and may have none."""
    marks = [content.endswith(_END) for content in parts.values()]
    as_published = [content.rstrip(_END).endswith(b"\r\n") for content in parts.values()]
    if any(ours and not mark for ours, mark in zip(as_published, marks, strict=True)):
        return False
    return True if all(marks) else None


def _gather(
    part: str, rows: Iterator[tuple[int, list[str]]], columns: int, found: dict[str, Rows]
) -> Iterator[Fault]:
    """Group a part's rows by party."""
    grouped: defaultdict[str, Rows] = defaultdict(list)
    for line, row in rows:
        fault = _fault(part, line, row, columns)
        if fault:
            yield fault
        else:
            grouped[row[0].strip()].append(row)
    found.update(grouped)


def _comment_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    for line, row in enumerate(text.splitlines(), 1):
        match = _COMMENT.fullmatch(row)
        if row.strip():
            yield line, [match[1], match[2].replace('""', '"')] if match else [row]


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


def _remarks(cell: str, comments: Rows) -> str:
    """Put the rest of long remarks where they were cut: it goes on in the middle of a word."""
    if not comments:
        return _cell(cell)
    return (cell + "".join(row[1] for row in comments)).strip()


def _aliases(rows: Rows) -> list[NameRecord]:
    names = []
    for row in rows:
        uid, _number, kind, name, _remarks = (_cell(text) for text in row)
        if kind not in _ALIAS_TYPES:
            raise UnknownValue(f"kind of alias {kind!r} of {uid}")
        names.append(NameRecord(name, NameType(kind)))
    return names


def _addresses(rows: Rows) -> list[AddressRecord]:
    found = (AddressRecord(*(_cell(text) for text in row[2:])) for row in rows)
    return [address for address in found if address != AddressRecord()]
