"""The rows of the EU's CSV files: parted by `;`, and in some copies each line quoted as a whole.

A copy that went through a spreadsheet has every line in quotes, with tabs behind it. Both are read
to the same cells. Source: the files found.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import blake2b

from sanctions.domain.errors import SnapshotRefused
from sanctions.domain.records import PartyRecord
from sanctions.lists.base import Fault, Found

Row = tuple[str, ...]


def header_in(content: bytes) -> list[str]:
    """The cells of the first line, which is all that tells what a file is."""
    return [cell.strip() for cell in _line_in(content, 0)]


def first_cell_in(content: bytes) -> str:
    """The first cell of the first row, where these files tell their day."""
    return next(iter(_line_in(content, 1)), "")


def _line_in(content: bytes, number: int) -> list[str]:
    lines = content[:16_000].decode("utf-8-sig", errors="replace").splitlines()
    return _unquoted(lines[number]) if len(lines) > number else []


def rows_in(part: str, text: str) -> Iterator[tuple[int, list[str]]]:
    """Read the rows with their lines. Raises SnapshotRefused where a quote is never closed."""
    whole = text.lstrip("\ufeff").startswith('"') and ";" in text.partition('"')[2].split('"')[0]
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter="," if whole else ";", strict=not whole
    )
    try:
        for row in reader:
            yield reader.line_num, _unquoted(row[0]) if whole and row else row
    except csv.Error as error:
        raise SnapshotRefused(f"{part} line {reader.line_num}: {error}") from error


def _unquoted(line: str) -> list[str]:
    line = line.strip("\t")
    if line.startswith('"') and line.endswith('"') and ";" in line:
        line = next(csv.reader([line]), [""])[0].strip("\t")
    return next(csv.reader([line], delimiter=";"), [])


def gathered(
    part: str,
    rows: Iterator[tuple[int, list[str]]],
    *,
    columns: int,
    id_of: Callable[[list[str]], str | None],
    read: Callable[[str, list[Row]], PartyRecord],
) -> Iterator[Found | Fault]:
    """Group rows by party; a row that comes twice is one. Parties come as their first rows do."""
    parties: defaultdict[str, dict[Row, None]] = defaultdict(dict)
    lines: dict[str, int] = {}
    for line, row in rows:
        uid = id_of(row) if row else None
        if len(row) != columns:
            reason = f"{len(row)} columns, where {columns} are expected"
            yield Fault(part, line, uid, reason)
        elif uid is None:
            yield Fault(part, line, None, "no reference number and no logical id")
        else:
            lines.setdefault(uid, line)
            parties[uid][tuple(row)] = None
    for uid, found in parties.items():
        text = "\x1e".join("\x1f".join(row) for row in sorted(found))
        digest = blake2b(text.encode(), digest_size=16).hexdigest()
        yield Found(uid, digest, lines[uid], partial(read, uid, [*found]))
