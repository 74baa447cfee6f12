"""Which row of a file is which row of the database.

Equal rows are the same row, as often as both sides have them. Of what is left, a row with the id,
or the natural key, of another is that row, edited. Facts are never edited: they are the same only
where they say the same, whatever their id in the file.
"""

from __future__ import annotations

import json
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from scenarios.domain.errors import DocumentFault
from scenarios.services.case_rows.flat import FlatCase, FlatRow

Key: TypeAlias = Callable[[FlatRow], Hashable]


@dataclass(frozen=True, slots=True)
class Pair:
    """A row of the file, and the row it is in the database, if that has it.

    It is amended where the database has it saying something else; of a fact, only its id can.
    """

    given: FlatRow
    stored: FlatRow | None
    is_amended: bool

    @property
    def is_added(self) -> bool:
        """Whether the database does not have it yet."""
        return self.stored is None


@dataclass(frozen=True, slots=True)
class Match:
    """The rows of a case file, each with its row of the database, and what only that has."""

    case: Pair
    pairs: tuple[Pair, ...]
    only_stored: tuple[FlatRow, ...]


def match_rows(given: FlatCase, stored: FlatCase | None) -> Match:
    """Return which rows are the same."""
    there = stored.rows if stored else []
    partners: dict[int, FlatRow] = {}
    for alike in (_whole, _known_again):
        left = [row for row in given.rows if id(row) not in partners]
        taken = {id(row) for row in partners.values()}
        free = [row for row in there if id(row) not in taken]
        partners |= _partners(left, free, alike=alike)
    taken = {id(row) for row in partners.values()}
    return Match(
        case=_pair(given.case, stored.case if stored else None),
        pairs=tuple(_pair(row, partners.get(id(row))) for row in given.rows),
        only_stored=tuple(row for row in there if id(row) not in taken),
    )


def edited_facts(match: Match) -> list[DocumentFault]:
    """Return a fault for each fact that the file tells otherwise under the same id."""
    stored = [pair.stored for pair in match.pairs if pair.stored] + list(match.only_stored)
    named = {(row.kind.path, row.holder, row.name): row for row in stored if row.name}
    faults = []
    for pair in match.pairs:
        row = pair.given
        other = named.get((row.kind.path, row.holder, row.name)) if row.kind.is_fact else None
        if other is not None and other is not pair.stored:
            was = json.dumps(other.as_file(), ensure_ascii=False)
            message = (
                f'expected "{row.name}" as it is stored, {was}: facts are only added; '
                "a correction is an assessment of its own that retracts it"
            )
            faults.append(DocumentFault(row.place, message))
    return faults


def _pair(given: FlatRow, stored: FlatRow | None) -> Pair:
    if stored is None:
        return Pair(given, None, is_amended=False)
    if not given.kind.is_fact:
        return Pair(given, stored, is_amended=given.canonical != stored.canonical)
    kept = getattr(stored.record, "slug", None) or ""
    return Pair(given, stored, is_amended=given.name not in (kept, stored.name))


def _partners(
    given: Iterable[FlatRow], stored: Iterable[FlatRow], *, alike: Key
) -> dict[int, FlatRow]:
    waiting: defaultdict[Hashable, deque[FlatRow]] = defaultdict(deque)
    for row in stored:
        waiting[alike(row)].append(row)
    found = {}
    for row in given:
        if same := waiting[alike(row)]:
            found[id(row)] = same.popleft()
    return found


def _whole(row: FlatRow) -> Hashable:
    return (row.kind.path, row.holder, _text(row.canonical))


def _known_again(row: FlatRow) -> Hashable:
    if row.kind.is_fact:
        known = {key: value for key, value in row.canonical.items() if key != "id"}
    else:
        known = {column: row.columns[column] for column in row.kind.known_by}
    return (row.kind.path, row.holder, _text(known))


def _text(value: dict[str, object]) -> str:
    return json.dumps(value, sort_keys=True, default=str)
