"""Checks that the rows of a document make sense together.

Method: intervals run forward, quantities have something to be compared with, and what points to
something earlier does not lead back to itself. Source: the case file format, sections 1, 5 and 6.
Limits: the form was checked before; circular terms are no fault, they are what section 6 reports.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from scenarios.casefiles.faults import member_of
from scenarios.casefiles.places import find
from scenarios.casefiles.plain_values import Document
from scenarios.domain.errors import DocumentFault

_INTERVALS: tuple[tuple[str, str, str], ...] = (
    ("stakes[]", "from", "to"),
    ("control[]", "from", "to"),
    ("joint[]", "from", "to"),
    ("designations[]", "from", "to"),
    ("packages[].steps[].adds[]", "from", "to"),
    ("ownership_rules[]", "from", "to"),
    ("licences[]", "from", "expires"),
    ("expect[changes]", "from", "to"),
)
_RANGES = ("stakes[].percent", "conditions[].readings[]")


def coherence_faults(document: Document) -> list[DocumentFault]:
    """Return what does not fit together in a document whose form is right."""
    checks: tuple[Callable[[Document], Iterator[DocumentFault]], ...] = (
        _intervals,
        _ranges,
        _quantities,
        _programs,
        _retractions,
        _successions,
        _given,
    )
    return [fault for check in checks for fault in check(document)]


def _intervals(document: Document) -> Iterator[DocumentFault]:
    for pattern, begin, end in _INTERVALS:
        for place, row in find(document, pattern):
            if row.get(begin) and row.get(end) and _is_before(row[end], row[begin]):
                message = f"expected nothing before {begin}, which is {row[begin]}, got {row[end]}"
                yield DocumentFault(member_of(place, key=end), message)


def _is_before(one: str, other: str) -> bool:
    """Compare two local times, or instants; times of different kinds are not compared."""
    left, right = datetime.fromisoformat(one), datetime.fromisoformat(other)
    return (left.tzinfo is None) == (right.tzinfo is None) and left < right


def _ranges(document: Document) -> Iterator[DocumentFault]:
    for pattern in _RANGES:
        for place, row in find(document, pattern):
            if (
                isinstance(row, dict)
                and "low" in row
                and Decimal(row["low"]) > Decimal(row["high"])
            ):
                message = f"expected at least low, which is {row['low']}, got {row['high']}"
                yield DocumentFault(member_of(place, key="high"), message)


def _quantities(document: Document) -> Iterator[DocumentFault]:
    for place, row in find(document, "conditions[]"):
        definitions = [(place, row)]
        for at, former in find(row, "former[]", inside=place):
            definitions.append((at, {"kind": row["kind"], **former}))
        for at, terms in definitions:
            if terms.get("quantity") and terms["kind"] != "quantity":
                message = f"expected only where the kind is quantity, it is {terms['kind']}"
                yield DocumentFault(member_of(at, key="quantity"), message)
        if row.get("readings") and not any(terms.get("quantity") for _, terms in definitions):
            message = "expected a quantity in the condition, which readings are compared with"
            yield DocumentFault(member_of(place, key="readings"), message)


def _programs(document: Document) -> Iterator[DocumentFault]:
    for place, step in find(document, "packages[].steps[]"):
        named = "authority" in step or "." in step["instrument"]
        if not named and "program" in step.get("removes", {}):
            message = "expected this key: the instrument names no authority before a dot"
            yield DocumentFault(member_of(place, key="authority"), message)


def _retractions(document: Document) -> Iterator[DocumentFault]:
    for place, condition in find(document, "conditions[]"):
        rows = find(condition, "assessments[]", inside=place)
        ids = {row["id"] for _, row in rows if "id" in row}
        retracts = {row["id"]: row.get("retracts") for _, row in rows if "id" in row}
        for where, row in rows:
            retracted = row.get("retracts")
            at = member_of(where, key="retracts")
            if retracted is not None and retracted not in ids:
                message = f'expected the id of an assessment of this condition, got "{retracted}"'
                yield DocumentFault(at, message)
            elif _leads_back(row.get("id"), retracts):
                yield DocumentFault(
                    at, f'"{row["id"]}" retracts itself, directly or through others'
                )


def _successions(document: Document) -> Iterator[DocumentFault]:
    rows = find(document, "licences[]")
    supersedes = {row["id"]: row.get("supersedes") for _, row in rows}
    for place, row in rows:
        if _leads_back(row["id"], supersedes):
            message = f'"{row["id"]}" supersedes itself, directly or through others'
            yield DocumentFault(member_of(place, key="supersedes"), message)


def _given(document: Document) -> Iterator[DocumentFault]:
    for place, row in find(document, "forecasts[]"):
        if row["condition"] in row.get("given", {}):
            at = member_of(member_of(place, key="given"), key=row["condition"])
            yield DocumentFault(at, "expected other conditions than the one forecast")


def _leads_back(first: str | None, following: Mapping[str, Any]) -> bool:
    """Tell whether following from one to the next comes back to the first."""
    seen = set()
    current = following.get(first) if first is not None else None
    while current is not None and current not in seen:
        if current == first:
            return True
        seen.add(current)
        current = following.get(current)
    return False
