"""The annexes of the EU's acts as the Official Journal prints them, one act per file.

A consolidated table is one act's whole annexes: it says who left that act, and nothing about other
acts. A table of an amending act prints what it adds to one act or changes in it, never removals:
nobody leaves by it. Format: `docs/lists/eu_journal_sanctions.md`; why one list holds all acts:
`docs/decisions/0010-acts-in-one-list.md`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import partial
from hashlib import blake2b

from sanctions.domain.errors import SnapshotRefused
from sanctions.lists._formats.eu_annex_rows import external_id, read_rows
from sanctions.lists._formats.eu_cells import Cells
from sanctions.lists.base import Fault, Format, Found, Parts, Source, Stated
from sanctions.lists.eu_programs import BY_ACT
from sanctions.lists.guards import rows_of, text_of

PART = "table"

SOURCE = Source(
    key="eu_journal_sanctions",
    title="Annexes of the EU's restrictive measures in the Official Journal",
    authority="EU",
    authority_name="European Union",
    zone="Europe/Brussels",
    publisher="Publications Office of the European Union",
    url="https://eur-lex.europa.eu/",
    licence=(
        "Acts: © European Union, https://eur-lex.europa.eu, reuse with acknowledgement of the "
        "source (Decision 2011/833/EU). Tables transcribed by others carry their own terms: those "
        "of OpenSanctions are CC BY-NC 4.0"
    ),
    cadence="with each amending act; consolidated some days later",
    id_space="eu_journal",
    minimum_parties=1,
    parser_version=1,
    programs=BY_ACT,
)

_ENTRY = (
    "recordId", "programKey", "annex", "measure", "startDate", "reason", "schema", "name", "alias",
    "weakAlias", "previousName", "country", "nationality", "jurisdiction", "birthDate",
    "birthPlace", "position", "passportNumber", "gender", "appearance", "ethnicity", "fatherName",
    "motherName", "incorporationDate", "legalForm", "sector", "registrationNumber", "taxNumber",
    "idNumber", "innCode", "ogrnCode", "kppCode", "okpoCode", "leiCode", "swiftBic", "ticker",
    "imoNumber", "mmsi", "flag", "address", "phone", "email", "website", "notes",
)  # fmt: skip
_CONSOLIDATED = ("celex",)
_AMENDING = ("amendedCelex", "amendmentCelex")
_MUST = ("measure", "schema", "name")


def part_of(content: bytes) -> str | None:
    """Know a table by its header."""
    columns, _first = _head(content)
    ours = columns[:1] == [*_CONSOLIDATED] or columns[:2] == [*_AMENDING]
    return PART if ours and "recordId" in columns else None


def stated(parts: Parts) -> Stated:
    """A consolidated table is whole for its act alone; an amending one only adds to its act."""
    header, first = _head(parts[PART])
    adds = header[:2] == [*_AMENDING]
    return Stated(scope=f"{first[0]}/" if first and first[0] else "", adds=adds)


def parse(parts: Parts) -> Iterator[Found | Fault]:
    """Gather the rows of each entry, then yield the entries in the order of their first rows.

    Another entry under the same number comes after the first, under the same id.
    """
    rows = rows_of(PART, text_of(PART, parts[PART]))
    columns = _columns(next(rows, (1, []))[1])
    act = ""
    entries: dict[str, tuple[int, list[Cells]]] = {}
    doubles: list[tuple[str, int, list[Cells]]] = []
    for line, row in rows:
        entry = _entry(columns, line, row)
        if isinstance(entry, Fault):
            yield entry
            continue
        celex, cells = entry
        act = act or celex
        if celex != act:
            raise SnapshotRefused(f"{PART} line {line}: {celex} in a table of {act}")
        uid = external_id(act, cells)
        if uid in entries and not _is_one_entry(entries[uid][1][0], cells):
            doubles.append((uid, line, [cells]))
        else:
            entries.setdefault(uid, (line, []))[1].append(cells)
    for uid, line, found in (*((uid, *rest) for uid, rest in entries.items()), *doubles):
        yield Found(uid, _digest(found), line, partial(read_rows, act, uid, found))


def _head(content: bytes) -> tuple[list[str], list[str]]:
    """The header and what of the first row stands on its first line."""
    head = content[:16_000].decode("utf-8-sig", errors="replace").splitlines()[:2]
    rows: list[list[str]] = [next(csv.reader([line]), []) for line in head]
    header, first = [*rows, [], []][:2]
    return header, first


def _columns(header: list[str]) -> list[str]:
    """The columns, of which none may lack, double or be unknown. Raises SnapshotRefused."""
    leading = _AMENDING if header[:2] == [*_AMENDING] else _CONSOLIDATED
    expected = [*leading, *_ENTRY]
    if sorted(header) == sorted(expected):
        return header
    lacking = [column for column in expected if column not in header]
    unknown = [column for column in header if column not in expected]
    raise SnapshotRefused(
        f"{PART} line 1: no header of this table; lacking {lacking}, unknown {unknown}"
    )


def _entry(columns: list[str], line: int, row: list[str]) -> tuple[str, Cells] | Fault:
    """The act that a row belongs to, and its cells."""
    if len(row) != len(columns):
        reason = f"{len(row)} columns, where {len(columns)} are expected"
        return Fault(PART, line, None, reason)
    cells = dict(zip(columns, row, strict=True))
    celex = cells.get("celex") or cells.get("amendedCelex", "")
    lacking = [column for column in _MUST if not cells[column].strip()]
    if not celex or lacking:
        uid = external_id(celex, cells) if celex and cells["name"] else None
        return Fault(PART, line, uid, f"no {', '.join(lacking) or 'act'}")
    return celex, cells


def _is_one_entry(first: Cells, second: Cells) -> bool:
    """Two rows under one number are two entries; one ship, or one name, twice is one."""
    if first["schema"] != second["schema"]:
        return False
    return first["schema"] == "Vessel" or not first["recordId"].strip()


def _digest(rows: list[Cells]) -> str:
    """Name the cells of an entry, whichever kind of table printed it."""
    text = "\x1e".join("\x1f".join(row[column] for column in _ENTRY) for row in rows)
    return blake2b(text.encode(), digest_size=16).hexdigest()


FORMATS: tuple[Format, ...] = (
    Format(key="annex_csv", parts=(PART,), part_of=part_of, parse=parse, stated=stated),
)
