"""What is said of a program, an instrument or a rule, now or as it was known at an instant."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sanctions.domain import program_terms
from sanctions.domain.amendments import as_known
from sanctions.models import Instrument, Program, RenewalRule

_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)

Row = Program | Instrument | RenewalRule


def checks_of(row: Row) -> program_terms.Checks:
    """Return the checks of the terms of a row, by key."""
    if isinstance(row, Program):
        return program_terms.PROGRAM
    return program_terms.INSTRUMENT if isinstance(row, Instrument) else program_terms.RULE


def terms_of(row: Row) -> dict[str, Any]:
    """Return the terms of a row as plain values, by key."""
    return {key: _plain(row, key) for key in checks_of(row)}


def terms_known_at(row: Row, known_at: datetime | None) -> dict[str, Any]:
    """Return the terms of a row as they were known at an instant; None: as they are known now."""
    if known_at is None:
        return terms_of(row)
    former = [(one.until, one.terms) for one in row.former.all()]
    return as_known(terms_of(row), former=former, known_at=known_at)


def first_terms(row: Row) -> dict[str, Any]:
    """Return the terms of a row before anybody amended it."""
    former = [(one.until, one.terms) for one in row.former.all()]
    return as_known(terms_of(row), former=former, known_at=_BEFORE_ALL)


def _plain(row: Row, key: str) -> Any:
    if isinstance(row, Program) and key == "bases":
        return [basis.instrument.identifier for basis in row.bases.all()]
    value = getattr(row, key)
    if isinstance(value, Instrument):
        return value.identifier
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, list | tuple) else value
