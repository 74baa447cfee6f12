"""Copies of a list whose records a test states outright, in one of two formats that tell alike."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from datetime import date
from functools import partial
from hashlib import sha256
from typing import Any

from sanctions.domain.kinds import Measure, PartyKind
from sanctions.domain.records import DesignationRecord, PartyRecord
from sanctions.lists.base import Fault, Format, Found, Parts, Stated
from sanctions.lists.packages import Package

PART = "records"
Row = PartyRecord | Fault


def party_record(external_id: str, name: str = "", *programs: str, **fields: Any) -> PartyRecord:
    """A party under these programs; under one of Russia's where none is given."""
    return PartyRecord(
        external_id=external_id,
        kind=fields.pop("kind", PartyKind.ORGANIZATION),
        name=name or f"TRADING HOUSE {external_id}",
        programs=programs or ("RUSSIA-EO14024",),
        **fields,
    )


def designated(
    program: str, measure: Measure | None = None, day: date | None = None, basis: str = ""
) -> DesignationRecord:
    """A measure under a program."""
    return DesignationRecord(program, measure, day, basis)


def plain_copy(*rows: Row, form: str = "first", stated: Stated | None = None) -> Package:
    """A copy that holds these records, and says this of itself."""
    content = pickle.dumps((form, rows, stated))
    one = Format(
        key=form,
        parts=(PART,),
        part_of=lambda _content: PART,
        parse=_parse,
        stated=lambda _parts: stated or Stated(),
    )
    return Package({PART: content}, one)


def _parse(parts: Parts) -> Iterator[Found | Fault]:
    form, rows, _stated = pickle.loads(parts[PART])  # noqa: S301 - written by `plain_copy`
    for line, row in enumerate(rows, 1):
        if isinstance(row, Fault):
            yield row
        else:
            digest = sha256(form.encode() + pickle.dumps(row)).hexdigest()[:32]
            yield Found(row.external_id, digest, line, partial(_same, row))


def _same(row: PartyRecord) -> PartyRecord:
    return row
