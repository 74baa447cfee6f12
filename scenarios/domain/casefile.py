"""Reads conditions, gates and the logic of a case from the plain form of a case file.

Method: one function per record; texts become dates, instants and exact decimals. Source: the case
file format, sections 1 and 2; a bare date, where an instant is meant, is its 00:00 UTC. Limits:
the form has been checked before, by scenarios.casefiles.read_cases.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from scenarios.domain.expression_forms import parse_expression
from scenarios.domain.expressions import conditions_of
from scenarios.domain.records import (
    Assessment,
    Condition,
    ConditionTerms,
    Confirmation,
    Former,
    Gate,
    GateTerms,
    Logic,
    Quantity,
    Reading,
)
from scenarios.domain.statuses import BearsOn, Comparison, ConditionKind, Status

Form = Mapping[str, Any]


def logic_from_document(document: Form, *, others: Mapping[str, Form] | None = None) -> Logic:
    """Return the conditions and gates of a checked document, with its first and last day.

    `others` are other documents by the id of their case; conditions of theirs which a gate cites
    as `case/condition` are there under that name.
    """
    start, last_date = history_span(document)
    conditions = [condition_from_mapping(form) for form in document.get("conditions", [])]
    gates = [gate_from_mapping(form) for form in document.get("gates", [])]
    own = {condition.id: condition for condition in conditions}
    return Logic(
        start=start,
        last_date=last_date,
        conditions=dict(_cited_conditions(gates, others=others or {})) | own,
        gates={gate.id: gate for gate in gates},
    )


def history_span(document: Form) -> tuple[date, date]:
    """Return the first day of history and the last date, or the whole calendar if none is said."""
    days = [date.fromisoformat(text) for text in _dates_of_facts(document)]
    start = document.get("start")
    if start is not None:
        first = date.fromisoformat(start)
        return first, max(days, default=first)
    return min(days, default=date.min), max(days, default=date.max)


def condition_from_mapping(form: Form) -> Condition:
    """Return a condition with all its facts and former definitions."""
    return Condition(
        id=form["id"],
        terms=_condition_terms(form),
        assessments=tuple(_assessment(row) for row in form.get("assessments", [])),
        readings=tuple(_reading(row) for row in form.get("readings", [])),
        confirmations=tuple(
            Confirmation(date=date.fromisoformat(row["date"]), recorded=_recorded(row))
            for row in form.get("confirmations", [])
        ),
        former=tuple(
            Former(until=instant(row["until"]), terms=_condition_terms(older))
            for row, older in _older_forms(form)
        ),
    )


def gate_from_mapping(form: Form) -> Gate:
    """Return a gate with its former definitions."""
    return Gate(
        id=form["id"],
        terms=_gate_terms(form),
        former=tuple(
            Former(until=instant(row["until"]), terms=_gate_terms(older))
            for row, older in _older_forms(form)
        ),
    )


def instant(text: str) -> datetime:
    """Return the instant of a text with an offset, or 00:00 UTC of a bare date."""
    if len(text) == len("YYYY-MM-DD"):
        return datetime.combine(date.fromisoformat(text), datetime.min.time(), tzinfo=UTC)
    return datetime.fromisoformat(text)


def _cited_conditions(
    gates: Sequence[Gate], *, others: Mapping[str, Form]
) -> Iterator[tuple[str, Condition]]:
    for gate in gates:
        for terms in (gate.terms, *(former.terms for former in gate.former)):
            for name in conditions_of(terms.when):
                case, _, condition_id = name.rpartition("/")
                for form in others.get(case, {}).get("conditions", []):
                    if form["id"] == condition_id:
                        yield name, condition_from_mapping(form)


def _dates_of_facts(document: Form) -> Iterator[str]:
    for condition in document.get("conditions", []):
        for facts in ("assessments", "readings", "confirmations"):
            yield from (row["date"] for row in condition.get(facts, []))
    yield from (act["date"] for act in document.get("acts", []))
    for package in document.get("packages", []):
        yield from (step["effective"] for step in package.get("steps", []) if step.get("effective"))


def _condition_terms(form: Form) -> ConditionTerms:
    return ConditionTerms(
        text=form.get("text", ""),
        kind=ConditionKind(form["kind"]),
        bears_on=BearsOn(form["bears_on"]),
        by=form.get("by"),
        initial=Status(form.get("initial") or Status.UNKNOWN),
        review_days=form.get("review_days"),
        fulfilled_by=form.get("fulfilled_by"),
        quantity=_quantity(form["quantity"]) if form.get("quantity") else None,
    )


def _gate_terms(form: Form) -> GateTerms:
    return GateTerms(
        when=parse_expression(form["when"]),
        opens=form.get("opens"),
        reverses=form.get("reverses"),
        yields=form.get("yields"),
        view=form.get("view"),
    )


def _older_forms(form: Form) -> Iterator[tuple[Form, Form]]:
    """Yield each former row with the whole definition of then, from the latest to the earliest.

    A former row tells the keys in which its definition differed from the one that replaced it.
    """
    rows: Sequence[Form] = form.get("former", [])
    older = dict(form)
    for row in sorted(rows, key=lambda row: instant(row["until"]), reverse=True):
        older.update(row)
        yield row, dict(older)


def _quantity(form: Form) -> Quantity:
    return Quantity(
        op=Comparison(form["op"]), threshold=Decimal(form["threshold"]), unit=form.get("unit", "")
    )


def _assessment(row: Form) -> Assessment:
    return Assessment(
        date=date.fromisoformat(row["date"]),
        status=Status(row["status"]),
        recorded=_recorded(row),
        assessor=row.get("assessor"),
        id=row.get("id"),
        retracts=row.get("retracts"),
    )


def _reading(row: Form) -> Reading:
    return Reading(
        date=date.fromisoformat(row["date"]),
        low=Decimal(row["low"] if "low" in row else row["value"]),
        high=Decimal(row["high"] if "high" in row else row["value"]),
        recorded=_recorded(row),
    )


def _recorded(row: Form) -> datetime:
    return instant(row.get("recorded") or row["date"])
