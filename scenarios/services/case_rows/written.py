"""A case as the document that a file holds, from its rows in the flat form."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from scenarios.casefiles.plain_values import Document
from scenarios.services.case_rows.flat import FlatCase, FlatRow
from scenarios.services.case_rows.kinds import CASE, SOURCES, held_by
from scenarios.services.case_rows.parts import Row

FORMAT = "thaw-case/1"

Lists = dict[tuple[str, str, str], list[FlatRow]]


def document_of(case: FlatCase) -> Document:
    """Return the document, equal as data to the file that was loaded last."""
    lists: Lists = defaultdict(list)
    for row in case.rows:
        lists[(*row.kind.path, row.holder)].append(row)
    document = {"format": FORMAT, **_with_lists(case.case, lists=lists)}
    if "expect" in document:
        document["expect"] = document.pop("expect")
    return document


def _with_lists(row: FlatRow, *, lists: Lists) -> Row:
    written = row.as_file()
    inside, holder = ("", "") if row.kind is CASE else (row.kind.name, row.name)
    for kind in held_by(inside):
        members = [
            _with_lists(member, lists=lists) for member in lists.get((*kind.path, holder), [])
        ]
        if members:
            written[kind.name] = _by_key(members) if kind is SOURCES else members
        elif kind.name in row.as_written:
            written[kind.name] = row.as_written[kind.name]
    return written


def _by_key(members: list[Row]) -> dict[str, Any]:
    return {row.pop("key"): row for row in members}
