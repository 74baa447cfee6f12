"""What an amended definition leaves behind: a former one, and higher versions.

A definition is what decides whether a condition or gate is met; a source or note beside it is not.
Its former wording is kept with the moment it ended, unless the file brings it itself. A node has
one version more of its definition than it has former ones, and a fact judges the version that was
in force when it became known.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime
from typing import Any

from scenarios.domain.casefile import condition_from_mapping, gate_from_mapping
from scenarios.domain.records import ConditionTerms, GateTerms
from scenarios.models import FormerDefinition
from scenarios.services.case_rows.flat import FlatRow
from scenarios.services.case_rows.kinds import (
    ASSESSMENTS,
    CONDITIONS,
    FORECASTS,
    FORMER_CONDITIONS,
    FORMER_GATES,
    GATES,
    PACKAGES,
)
from scenarios.services.case_rows.matching import Pair
from scenarios.services.case_rows.parts import Part
from scenarios.services.case_rows.row_kind import RowKind
from scenarios.services.case_rows.storing import StoredCase

REASON = "The case file was edited."
_FORMER = {CONDITIONS.name: FORMER_CONDITIONS, GATES.name: FORMER_GATES}


def amend_definitions(case: StoredCase, *, now: datetime, author: str) -> None:
    """Add the former definitions that the file leaves out, and raise the versions."""
    brought = Counter(
        (pair.given.kind.holder, pair.given.holder)
        for pair in case.pairs_of(FORMER_CONDITIONS, FORMER_GATES)
        if pair.is_added
    )
    for pair in case.pairs_of(CONDITIONS, GATES):
        added = brought[pair.given.kind.name, pair.given.name]
        if not added and pair.stored and pair.is_amended and is_redefined(pair.stored, pair.given):
            _keep_former(case, pair, now=now, author=author)
            added = 1
        pair.given.record.definition_version += added
    _raise_versions(case)
    _say_which_was_judged(case)


def is_redefined(old: FlatRow, new: FlatRow) -> bool:
    """Tell whether the new row of a condition or gate decides otherwise than the old when it holds.

    The same in other words (`50.00` for `50`) is no other definition.
    """
    if new.kind is CONDITIONS:
        return _condition_terms(old) != _condition_terms(new)
    return _gate_terms(old) != _gate_terms(new)


def definition_keys(kind: RowKind) -> tuple[str, ...]:
    """Return the keys that make up the definition of a condition or gate, of those it can have."""
    own = {key for part in kind.parts for key in part.keys}
    return tuple(key for key in _terms_part(_FORMER[kind.name]).keys if key in own)


def left_behind(old: FlatRow, new: FlatRow) -> dict[str, Any]:
    """Return what the old definition says otherwise than the new one, by key; None for nothing."""
    before, after = old.canonical, new.canonical
    keys = _terms_part(_FORMER[new.kind.name]).keys
    return {key: before.get(key) for key in keys if before.get(key) != after.get(key)}


def _terms_part(kind: RowKind) -> Part:
    return next(part for part in kind.parts if part.columns == ("terms",))


def _condition_terms(row: FlatRow) -> ConditionTerms:
    return condition_from_mapping(row.canonical).terms


def _gate_terms(row: FlatRow) -> GateTerms:
    return gate_from_mapping(row.canonical).terms


def _keep_former(case: StoredCase, pair: Pair, *, now: datetime, author: str) -> None:
    assert pair.stored is not None  # noqa: S101 - what is amended was stored
    kind = _FORMER[pair.given.kind.name]
    columns = dict.fromkeys(kind.columns)
    columns |= {"until": now, "terms": left_behind(pair.stored, pair.given), "reason": REASON}
    record = FormerDefinition(case=case.case, author=author, **columns)
    setattr(record, kind.holder_column, pair.given.record)
    beside = [row for row in case.rows if row.kind is kind and row.holder == pair.given.name]
    record.position = len(beside)
    case.rows.append(
        FlatRow(
            kind=kind,
            position=record.position,
            columns=columns,
            as_written={},
            holder=pair.given.name,
            record=record,
        )
    )
    case.write(record)


def _raise_versions(case: StoredCase) -> None:
    """Raise the version of what was amended itself, or has a new or amended row inside it."""
    touched = {
        (pair.given.kind.holder, pair.given.holder)
        for pair in case.match.pairs
        if pair.is_added or pair.is_amended
    }
    for pair in case.pairs_of(CONDITIONS, GATES, PACKAGES):
        row = pair.given
        if pair.stored and (pair.is_amended or (row.kind.name, row.name) in touched):
            row.record.version += 1
            case.write(row.record)


def _say_which_was_judged(case: StoredCase) -> None:
    """Note in each new fact and forecast which version of the definition it judges."""
    ends: defaultdict[str, list[datetime]] = defaultdict(list)
    for row in case.rows:
        if row.kind is FORMER_CONDITIONS:
            ends[row.holder].append(row.columns["until"])
    for pair in case.pairs_of(ASSESSMENTS, FORECASTS):
        row = pair.given
        if not pair.is_added:
            continue
        if row.kind is ASSESSMENTS:
            condition, known = row.holder, row.columns["recorded"]
        else:
            condition, known = row.columns["condition"], row.columns["at"]
        row.record.definition_version = 1 + sum(end <= known for end in ends[condition])
