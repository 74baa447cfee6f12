"""From where a logic is looked at, and how definitions and facts of two such places combine.

Method: a standpoint pins the terms that were in force at its instant; an evaluator is made of the
terms of one standpoint and the facts of another, so that one can be moved and the other held.
Source: the case file format, sections 1 and 2 (former terms, known facts); docs/method/changes.md.
Limits: the first day of a history belongs to its facts, not to its definitions.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from scenarios.domain.evaluator import Evaluator
from scenarios.domain.records import Assessment, Condition, Logic


@dataclass(frozen=True, slots=True, kw_only=True)
class Standpoint:
    """From where a node is looked at: its definition and facts, the day, what is known.

    Without `known_at` all facts of the logic are known. `evaluator` is that of its definitions
    and facts, where who looks has one already.
    """

    logic: Logic
    as_of: date
    known_at: datetime | None = None
    evaluator: Evaluator | None = None


def is_rewritten(before: Standpoint, after: Standpoint) -> bool:
    """Tell whether any definition differs between two standpoints."""
    old, new = before.logic, after.logic
    return any(
        one.keys() != other.keys()
        or any(
            one[name].terms_at(before.known_at) != other[name].terms_at(after.known_at)
            for name in one
        )
        for one, other in ((old.conditions, new.conditions), (old.gates, new.gates))
    )


def own_evaluator(standpoint: Standpoint) -> Evaluator:
    """Return the evaluator of the definitions and the facts of a standpoint."""
    return standpoint.evaluator or Evaluator(standpoint.logic, known_at=standpoint.known_at)


def definition_of(standpoint: Standpoint) -> Logic:
    """Return the definitions in force at the standpoint, without any fact."""
    logic, known_at = standpoint.logic, standpoint.known_at
    return Logic(
        start=date.min,
        last_date=date.max,
        conditions={
            name: Condition(id=name, terms=condition.terms_at(known_at))
            for name, condition in logic.conditions.items()
        },
        gates={
            name: replace(gate, terms=gate.terms_at(known_at), former=())
            for name, gate in logic.gates.items()
        },
    )


def evaluator_of(definition: Logic, *, facts: Standpoint) -> Evaluator:
    """Return the evaluator of one standpoint's definitions over another one's facts."""
    conditions = {
        name: replace(facts.logic.conditions.get(name, defined), terms=defined.terms, former=())
        for name, defined in definition.conditions.items()
    }
    logic = replace(
        definition,
        start=facts.logic.start,
        last_date=facts.logic.last_date,
        conditions=conditions,
    )
    return Evaluator(logic, known_at=facts.known_at)


def takes_back(news: Standpoint, *, held: Standpoint, conditions: Iterable[str]) -> bool:
    """Tell whether the news retracts an assessment of these conditions that was held."""
    for name in conditions:
        old = set(_known_assessments(held, name))
        fresh = [row for row in _known_assessments(news, name) if row not in old]
        retracted = {row.retracts for row in fresh if row.retracts is not None}
        if any(row.id in retracted for row in old):
            return True
    return False


def _known_assessments(standpoint: Standpoint, name: str) -> list[Assessment]:
    condition = standpoint.logic.conditions.get(name)
    rows = condition.assessments if condition else ()
    known_at = standpoint.known_at
    return [row for row in rows if known_at is None or row.recorded <= known_at]
