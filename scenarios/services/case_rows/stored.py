"""The rows of cases as the database has them, in the flat form; one query for each kind of row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any, TypeAlias

from scenarios.models import Case
from scenarios.services.case_rows.flat import FlatCase, FlatRow
from scenarios.services.case_rows.kinds import ACTS, ASSESSMENTS, CASE, ROW_KINDS, SCENARIOS
from scenarios.services.case_rows.parts import Columns
from scenarios.services.case_rows.row_kind import RowKind

Names: TypeAlias = dict[str, dict[str, str]]


def stored_cases(cases: Collection[Case]) -> dict[str, FlatCase]:
    """Return the cases with all their rows, by the id of the case's row.

    The scenario that is implied is none of them: no file names it.
    """
    found = {case.pk: FlatCase(case=_flat_case(case)) for case in cases}
    records = {kind.path: _records(kind, cases) for kind in ROW_KINDS}
    names = _names(records)
    for kind in ROW_KINDS:
        places: defaultdict[tuple[str, str], int] = defaultdict(int)
        for record in records[kind.path]:
            holder = _holder(kind, record, names=names)
            place = (record.case_id, holder)
            found[record.case_id].rows.append(
                FlatRow(
                    kind=kind,
                    position=places[place],
                    columns=_columns(kind, record, names=names),
                    as_written=record.as_written,
                    holder=holder,
                    record=record,
                )
            )
            places[place] += 1
    return found


def stored_row(kind: RowKind, record: Any) -> FlatRow:
    """Return one condition or gate; what it points to is read with it."""
    names: Names = {kind.name: {record.pk: record.slug}}
    for column, pointed in kind.references.items():
        row = getattr(record, column)
        if row is not None:
            names.setdefault(pointed, {})[row.pk] = row.slug
    return FlatRow(
        kind=kind,
        position=record.position,
        columns=_columns(kind, record, names=names),
        as_written=record.as_written,
        record=record,
    )


def _flat_case(case: Case) -> FlatRow:
    columns = {column: getattr(case, column) for column in CASE.columns}
    return FlatRow(kind=CASE, position=0, columns=columns, as_written=case.as_written, record=case)


def _records(kind: RowKind, cases: Collection[Case]) -> list[Any]:
    rows = kind.model._default_manager.filter(case__in=cases).order_by("position", "id")
    if kind is SCENARIOS:
        rows = rows.filter(implied=False)
    if kind is ASSESSMENTS:
        rows = rows.told_in_files()
    if kind is ACTS:
        rows = rows.counting()
    if kind.name == "former":
        rows = rows.filter(**{f"{kind.holder_column}__isnull": False})
    return list(rows)


def _names(records: dict[tuple[str, str], list[Any]]) -> Names:
    """Return what each row that others name is called, by kind and row.

    An assessment without an id that another retracts goes by its row's id: it must be named.
    """
    names: Names = {}
    for kind in ROW_KINDS:
        if "slug" in kind.columns:
            names[kind.name] = {
                record.pk: record.slug for record in records[kind.path] if record.slug
            }
    for record in records[ASSESSMENTS.path]:
        if record.retracts_id is not None:
            names[ASSESSMENTS.name].setdefault(record.retracts_id, record.retracts_id)
    return names


def _holder(kind: RowKind, record: Any, *, names: Names) -> str:
    if not kind.holder:
        return ""
    return names[kind.holder][getattr(record, f"{kind.holder_column}_id")]


def _columns(kind: RowKind, record: Any, *, names: Names) -> Columns:
    columns: Columns = {}
    for column in kind.columns:
        if column in kind.references:
            pointed = getattr(record, f"{column}_id")
            columns[column] = pointed and names[kind.references[column]][pointed]
        else:
            columns[column] = getattr(record, column)
    if "slug" in columns:
        columns["slug"] = names[kind.name].get(record.pk)
    return columns
