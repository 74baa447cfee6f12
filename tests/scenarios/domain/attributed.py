"""Small logics for the tests of changes: one condition, looked at from two places."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from scenarios.domain.attribution import Attribution
from scenarios.domain.carried_memory import NO_MEMORY, Memory
from scenarios.domain.changes import StatusChange
from scenarios.domain.expressions import ConditionRef, Expression
from scenarios.domain.records import (
    Assessment,
    Condition,
    ConditionTerms,
    Confirmation,
    Gate,
    GateTerms,
    Logic,
)
from scenarios.domain.standpoints import Standpoint
from scenarios.domain.statuses import NodeKind, Status

START = date(2030, 1, 1)


def day(text: str) -> date:
    """Return the day of 2030 that is written as month-day."""
    return date.fromisoformat(f"2030-{text}")


def instant(text: str) -> datetime:
    """Return 12:00 UTC of the day of 2030 that is written as month-day."""
    return datetime.combine(day(text), datetime.min.time(), tzinfo=UTC).replace(hour=12)


def judged(on: str, status: str, *, recorded: str | None = None, **more: Any) -> Assessment:
    """Return an assessment, known at noon of its day unless said otherwise."""
    return Assessment(date=day(on), status=Status(status), recorded=instant(recorded or on), **more)


def confirmed(on: str) -> Confirmation:
    """Return a confirmation, known at noon of its day."""
    return Confirmation(date=day(on), recorded=instant(on))


def condition(*facts: Assessment | Confirmation, **terms: Any) -> Condition:
    """Return the condition "c" with the facts."""
    return Condition(
        id="c",
        terms=ConditionTerms(**terms),
        assessments=tuple(fact for fact in facts if isinstance(fact, Assessment)),
        confirmations=tuple(fact for fact in facts if isinstance(fact, Confirmation)),
    )


def logic(*conditions: Condition, when: Expression | None = None) -> Logic:
    """Return a logic of the conditions, and of the gate "g" where an expression is given."""
    gates = {} if when is None else {"g": Gate(id="g", terms=GateTerms(when=when))}
    return Logic(
        start=START,
        last_date=date(2030, 12, 31),
        conditions={one.id: one for one in conditions},
        gates=gates,
    )


def seen(of: Logic, *, on: str, known: str | None = None) -> Standpoint:
    """Return the standpoint of a day, knowing all, or what was known at noon of a day."""
    return Standpoint(logic=of, as_of=day(on), known_at=instant(known) if known else None)


def changes_of_condition(
    before: Standpoint, after: Standpoint, memory: Memory = NO_MEMORY
) -> tuple[StatusChange, ...]:
    """Return the changes of the condition "c"."""
    attribution = Attribution(before=before, after=after)
    return attribution.changes(NodeKind.CONDITION, "c", version=1, memory=memory)


def told(changes: tuple[StatusChange, ...]) -> list[tuple[str, str, str]]:
    """Return what most tests ask of changes: the old status, the new one and the cause."""
    return [(str(one.old), str(one.new), str(one.cause)) for one in changes]


C = ConditionRef("c")
