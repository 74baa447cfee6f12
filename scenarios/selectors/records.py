"""From rows to records: the facts and former definitions of nodes, and the span of a history.

Every function asks one query for any number of rows. Definitions go through the same reader as
those of a case file, so that both mean the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import (
    BooleanField,
    CharField,
    DateTimeField,
    F,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Greatest, Least

from scenarios.domain import records
from scenarios.domain.casefile import condition_from_mapping, gate_from_mapping
from scenarios.domain.statuses import Status
from scenarios.models import (
    Act,
    Assessment,
    Case,
    Confirmation,
    FormerDefinition,
    Reading,
    Step,
)

Row = dict[str, Any]

_IN_FILE_ORDER = ("condition_id", "position", "id")
_NO_TEXT = Cast(Value(None), CharField())
_SETTLING = {"waits": F("waits_until"), "settled": F("settled_at"), "stood": F("has_stood")}
_NEVER_WAITING = {
    "waits": Cast(Value(None), DateTimeField()),
    "settled": Cast(Value(None), DateTimeField()),
    "stood": Cast(Value(None), BooleanField()),
}


@dataclass(slots=True)
class Facts:
    """All facts of one condition, in the file's order."""

    assessments: list[records.Assessment] = field(default_factory=list)
    provisional: list[records.Provisional] = field(default_factory=list)
    readings: list[records.Reading] = field(default_factory=list)
    confirmations: list[records.Confirmation] = field(default_factory=list)


def condition_record(
    row: Row, *, name: str, former: Iterable[Row], facts: Facts
) -> records.Condition:
    """Return the condition under the name by which its logic calls it."""
    form = {
        "id": name,
        "kind": row["kind"],
        "bears_on": row["bears_on"],
        "by": row["by"],
        "text": row["text"],
        "initial": row["initial"],
        "review_days": row["review_days"],
        "fulfilled_by": row["fulfilled_by__slug"],
        "quantity": _quantity(row),
        "former": list(former),
    }
    return replace(
        condition_from_mapping(form),
        assessments=tuple(facts.assessments),
        readings=tuple(facts.readings),
        confirmations=tuple(facts.confirmations),
        provisional=tuple(facts.provisional),
    )


def gate_record(row: Row, *, former: Iterable[Row]) -> records.Gate:
    """Return the gate."""
    form = {
        "id": row["slug"],
        "when": row["when"],
        "opens": row["opens__slug"],
        "reverses": row["reverses__slug"],
        "yields": row["yields__slug"],
        "view": row["view"],
        "former": list(former),
    }
    return gate_from_mapping(form)


def facts_of(conditions: Collection[str]) -> defaultdict[str, Facts]:
    """Return the facts by the id of their condition."""
    found: defaultdict[str, Facts] = defaultdict(Facts)
    about = Q(condition__in=conditions)
    rows = _told(Assessment, about, "status", "assessor", "retracts_id").union(
        _told(Reading, about, "low", "high", None),
        _told(Confirmation, about, None, None, None),
        all=True,
    )
    for row in rows.order_by(*_IN_FILE_ORDER):
        _add_fact(found[row["condition_id"]], row)
    return found


def former_definitions_of(
    *, conditions: Collection[str], gates: Collection[str]
) -> defaultdict[str, list[Row]]:
    """Return the former definitions, as a case file writes them, by the id of their node."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    rows = FormerDefinition.objects.filter(Q(condition__in=conditions) | Q(gate__in=gates))
    for row in rows.values("condition_id", "gate_id", "until", "terms"):
        form = {**row["terms"], "until": row["until"].isoformat()}
        found[row["condition_id"] or row["gate_id"]].append(form)
    return found


def spans_of(cases: Collection[str]) -> dict[str, tuple[date, date]]:
    """Return the days of the earliest and of the latest fact, by case; none where there is none."""
    found = Case.objects.filter(pk__in=cases).annotate(
        first=Least(*(_edge(model, day) for model, day in _DATED_BY)),
        last=Greatest(*(_edge(model, day, latest=True) for model, day in _DATED_BY)),
    )
    rows = found.values_list("pk", "first", "last")
    return {pk: (first, last) for pk, first, last in rows if first is not None}


#: Which column dates the facts that a history begins and ends with (the format, section 1).
_DATED_BY: tuple[tuple[type[Model], str], ...] = (
    (Assessment, "date"),
    (Reading, "date"),
    (Confirmation, "date"),
    (Act, "date"),
    (Step, "effective"),
)


def _edge(model: type[Model], day: str, *, latest: bool = False) -> Subquery:
    """Return the first or last day of the rows of a case: one look into an index."""
    rows = model._default_manager.filter(case=OuterRef("pk"), **{f"{day}__isnull": False})
    return Subquery(rows.order_by(f"-{day}" if latest else day).values(day)[:1])


def _told(model: type[Model], about: Q, *columns: str | None) -> QuerySet[Any, Row]:
    """Return the facts of one kind as rows of one shape: three columns hold what each tells.

    Three more say whether it had to stand before it counted; only an assessment may.
    """
    told = {
        f"told_{place}": F(column) if column else _NO_TEXT for place, column in enumerate(columns)
    }
    kind = Value(model.__name__, output_field=CharField())
    rows: QuerySet[Any] = model._default_manager.filter(about).order_by()
    told |= _SETTLING if model is Assessment else _NEVER_WAITING
    shape = ("id", "condition_id", "position", "date", "recorded", "fact", *told)
    of_one_shape: QuerySet[Any, Row] = rows.annotate(fact=kind, **told).values(*shape)
    return of_one_shape


def _add_fact(facts: Facts, row: Row) -> None:
    dated = {"date": row["date"], "recorded": row["recorded"]}
    match row["fact"]:
        case "Assessment":
            _add_assessment(facts, row)
        case "Reading":
            low, high = Decimal(row["told_0"]), Decimal(row["told_1"])
            facts.readings.append(records.Reading(**dated, low=low, high=high))
        case "Confirmation":
            facts.confirmations.append(records.Confirmation(**dated))


def _add_assessment(facts: Facts, row: Row) -> None:
    """Add what is assessed: at once, or where it has stood from when that was found."""
    said = {"id": row["id"], "date": row["date"], "status": Status(row["told_0"])}
    known: dict[str, Any] = {"recorded": row["recorded"]}
    if row["waits"] is not None:
        provisional = records.Provisional(**said, **known, waits_until=row["waits"])
        facts.provisional.append(provisional)
        if not row["stood"]:
            return
        known = {"recorded": row["settled"], "heard": row["recorded"]}
    facts.assessments.append(
        records.Assessment(**said, **known, assessor=row["told_1"], retracts=row["told_2"])
    )


def _quantity(row: Row) -> dict[str, str] | None:
    if row["quantity_op"] is None:
        return None
    return {
        "op": row["quantity_op"],
        "threshold": row["quantity_threshold"],
        "unit": row["quantity_unit"] or "",
    }
