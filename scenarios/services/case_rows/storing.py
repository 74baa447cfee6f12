"""Brings the rows of cases into the tables: a row keeps its identity, and what did not change.

Ids are made before anything is written, so that rows can point to each other, and each table is
written once for all cases.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from scenarios.models import Case, Scenario
from scenarios.services.case_rows.flat import FlatRow
from scenarios.services.case_rows.kinds import ASSESSMENTS, CASE, ROW_KINDS, SCENARIOS
from scenarios.services.case_rows.matching import Match, Pair
from scenarios.services.case_rows.row_kind import RowKind

OF_THE_FILE = ("position", "as_written")


@dataclass(kw_only=True)
class StoredCase:
    """A case on its way into the database, and all of its rows, those of the file first.

    Every row has its record. `written` are the records that have to be written.
    """

    case: Case
    match: Match
    rows: list[FlatRow] = field(default_factory=list)
    written: dict[str, Any] = field(default_factory=dict)

    @property
    def created(self) -> bool:
        """Whether the database had no such case."""
        return self.match.case.is_added

    def write(self, record: Any) -> None:
        """Have the record written."""
        self.written[record.pk] = record

    def ids_of(self, kind: RowKind) -> list[str]:
        """Return the ids of the records of a kind."""
        return [row.record.pk for row in self.rows if row.kind is kind]

    def pairs_of(self, *kinds: RowKind) -> Iterator[Pair]:
        """Yield the rows of the file that are of these kinds."""
        return (pair for pair in self.match.pairs if pair.given.kind in kinds)


def filled(match: Match, *, case: Case, unnamed: Scenario | None) -> StoredCase:
    """Return the case with a record for each row, filled from the file.

    `unnamed` is the scenario that stands for none named: the first one that is takes its place.
    """
    stored = StoredCase(case=case, match=match)
    _fill_case(stored)
    for pair in match.pairs:
        row = pair.given
        if pair.stored is not None:
            row.record = pair.stored.record
        elif row.kind is SCENARIOS and unnamed is not None:
            row.record, unnamed = unnamed, None
        else:
            row.record = row.kind.model(case=case)
        stored.rows.append(row)
    stored.rows += match.only_stored
    ids = _ids(stored.rows)
    for pair in match.pairs:
        _fill(stored, pair, ids=ids)
    _put_last(stored)
    return stored


def write_records(cases: list[StoredCase]) -> None:
    """Insert the records that are new and update those that changed, table by table."""
    cases_changed = [one.case for one in cases if one.case.pk in one.written]
    _write(CASE, cases_changed, fields=[*CASE.columns, "as_written"])
    waiting: defaultdict[Any, list[Any]] = defaultdict(list)
    for one in cases:
        for record in one.written.values():
            waiting[type(record)].append(record)
    models = {kind.model: kind for kind in ROW_KINDS}
    for model, kind in models.items():
        _write(kind, waiting[model], fields=_fields(kind))


def _write(kind: RowKind, records: list[Any], *, fields: list[str]) -> None:
    new = [record for record in records if record._state.adding]
    old = [record for record in records if not record._state.adding]
    # First what was there: it may give up an id of the file that a new row has now.
    kind.model._default_manager.bulk_update(old, fields)
    kind.model._default_manager.bulk_create(new)


def _fields(kind: RowKind) -> list[str]:
    """Return the columns that change: of a fact, only those that tell of its file."""
    if kind.is_fact:
        return ["slug", *OF_THE_FILE] if kind is ASSESSMENTS else [*OF_THE_FILE]
    versions = ("version", "definition_version", "implied")
    own = {column.name for column in kind.model._meta.get_fields()}
    return [*kind.columns, *OF_THE_FILE, *(name for name in versions if name in own)]


def _fill_case(stored: StoredCase) -> None:
    pair, case = stored.match.case, stored.case
    if pair.is_added or pair.is_amended or pair.given.as_written != case.as_written:
        for column, value in pair.given.columns.items():
            setattr(case, column, value)
        case.as_written = pair.given.as_written
        stored.write(case)


def _ids(rows: list[FlatRow]) -> dict[tuple[str, str, str], str]:
    """Return the ids of the records by kind, holder and id of the file."""
    return {(row.kind.name, row.holder, row.name): row.record.pk for row in rows if row.name}


def _fill(stored: StoredCase, pair: Pair, *, ids: dict[tuple[str, str, str], str]) -> None:
    row, record = pair.given, pair.given.record
    moved = pair.stored is not None and (
        record.position != row.position or record.as_written != row.as_written
    )
    if pair.is_added or (pair.is_amended and not row.kind.is_fact):
        if row.kind.holder:
            setattr(record, f"{row.kind.holder_column}_id", ids[row.kind.holder, "", row.holder])
        for column, value in row.columns.items():
            of_kind = row.kind.references.get(column)
            holder = row.holder if of_kind == row.kind.name else ""
            if of_kind is None:
                setattr(record, column, value)
            else:
                setattr(record, f"{column}_id", value and ids[of_kind, holder, value])
        if row.kind is SCENARIOS:
            record.implied = False
    elif pair.is_amended:
        record.slug = row.columns["slug"]
    if pair.is_added or pair.is_amended or moved:
        record.position, record.as_written = row.position, row.as_written
        stored.write(record)


def _put_last(stored: StoredCase) -> None:
    """Give the rows that the file has not their places after those of the file."""
    places = Counter(_list_of(pair.given) for pair in stored.match.pairs)
    for row in stored.match.only_stored:
        if row.record.position != places[_list_of(row)]:
            row.record.position = places[_list_of(row)]
            stored.write(row.record)
        places[_list_of(row)] += 1


def _list_of(row: FlatRow) -> tuple[str, str, str]:
    return (*row.kind.path, row.holder)
