"""From rows to records: the facts and former definitions of nodes, and the span of a history.

Rows are those of `logic_rows`. Definitions go through the same reader as those of a case file, so
that both mean the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from scenarios.domain import records
from scenarios.domain.casefile import condition_from_mapping, gate_from_mapping
from scenarios.domain.statuses import Status
from scenarios.selectors.logic_rows import Row


@dataclass(slots=True)
class Facts:
    """All facts of one condition, in the file's order."""

    assessments: list[records.Assessment] = field(default_factory=list)
    provisional: list[records.Provisional] = field(default_factory=list)
    readings: list[records.Reading] = field(default_factory=list)
    confirmations: list[records.Confirmation] = field(default_factory=list)


def condition_record(
    row: Row, *, name: str, former: Sequence[Row], facts: Facts
) -> records.Condition:
    """Return the condition under the name by which its logic calls it."""
    known = condition_from_mapping(
        {**row, "id": name, "quantity": _quantity(row), "former": former}
    )
    return records.Condition(
        id=name,
        terms=known.terms,
        assessments=tuple(facts.assessments),
        readings=tuple(facts.readings),
        confirmations=tuple(facts.confirmations),
        provisional=tuple(facts.provisional),
        former=known.former,
    )


def gate_record(row: Row, *, former: Sequence[Row]) -> records.Gate:
    """Return the gate."""
    return gate_from_mapping({**row, "id": row["slug"], "former": former})


def facts_of(rows: Iterable[Row]) -> defaultdict[str, Facts]:
    """Return the facts by the id of their condition, in the order of the rows."""
    found: defaultdict[str, Facts] = defaultdict(Facts)
    for row in rows:
        _add_fact(found[row["condition_id"]], row)
    return found


def former_definitions_of(rows: Iterable[Row]) -> defaultdict[str, list[Row]]:
    """Return the former definitions, as a case file writes them, by the id of their node."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["condition_id"] or row["gate_id"]].append({**row["terms"], "until": row["until"]})
    return found


def spans_of(rows: Iterable[Row]) -> dict[str, tuple[date, date]]:
    """Return the days of the earliest and of the latest fact, by case; none where there is none."""
    return {
        row["id"]: (date.fromisoformat(row["first"]), date.fromisoformat(row["last"]))
        for row in rows
        if row["first"] is not None
    }


def _add_fact(facts: Facts, row: Row) -> None:
    day, recorded = date.fromisoformat(row["date"]), datetime.fromisoformat(row["recorded"])
    match row["fact"]:
        case "Assessment":
            _add_assessment(facts, row, day=day, recorded=recorded)
        case "Reading":
            low, high = Decimal(row["told_0"]), Decimal(row["told_1"])
            facts.readings.append(records.Reading(date=day, recorded=recorded, low=low, high=high))
        case "Confirmation":
            facts.confirmations.append(records.Confirmation(date=day, recorded=recorded))


def _add_assessment(facts: Facts, row: Row, *, day: date, recorded: datetime) -> None:
    """Add what is assessed: at once, or where it has stood from when that was found."""
    status, heard = Status(row["told_0"]), None
    if row["waits"] is not None:
        facts.provisional.append(
            records.Provisional(
                id=row["id"],
                date=day,
                status=status,
                recorded=recorded,
                waits_until=datetime.fromisoformat(row["waits"]),
            )
        )
        if not row["stood"]:
            return
        recorded, heard = datetime.fromisoformat(row["settled"]), recorded
    facts.assessments.append(
        records.Assessment(
            id=row["id"],
            date=day,
            status=status,
            recorded=recorded,
            heard=heard,
            assessor=row["told_1"],
            retracts=row["told_2"],
        )
    )


def _quantity(row: Row) -> dict[str, str] | None:
    if row["quantity_op"] is None:
        return None
    return {
        "op": row["quantity_op"],
        "threshold": row["quantity_threshold"],
        "unit": row["quantity_unit"] or "",
    }
