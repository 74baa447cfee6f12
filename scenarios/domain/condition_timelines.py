"""What a condition is worth on every day, from the facts known about it.

Method: the governing fact of a day is the last one dated up to it; of facts of one day an
assessment governs before a reading, then the one recorded later, then the later in the file. A
retraction that is known removes its assessment on all days. Where a condition has a review period,
T lasts only so long after the last fresh fact. Source: the case file format, section 2. Limits:
a retracted row that retracts another still does so, as docs/method/conditions-and-gates.md says.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from scenarios.domain.records import (
    Assessment,
    Condition,
    ConditionTerms,
    Confirmation,
    Quantity,
    Reading,
)
from scenarios.domain.statuses import Comparison, Status
from scenarios.domain.steps import BEGINNING, Steps, combine, constant, from_changes
from scenarios.domain.timelines import Outcome
from scenarios.domain.truth import Truth, of_status

FactT = TypeVar("FactT", Assessment, Reading, Confirmation)

_NEVER = constant(False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Horizon:
    """Which facts count: those known by an instant, and those dated up to a day."""

    known_at: datetime | None = None
    dated_to: date | None = None

    def includes(self, *, dated: date, recorded: datetime) -> bool:
        """Tell whether a fact of the day, recorded at the instant, counts."""
        if self.dated_to is not None and dated > self.dated_to:
            return False
        return self.known_at is None or recorded <= self.known_at


@dataclass(frozen=True, slots=True)
class ConditionTimeline:
    """The governing status of a condition on every day, and its outcome."""

    governing: Steps[Status]
    outcome: Outcome


def condition_timeline(
    condition: Condition, *, horizon: Horizon, assessor: str | None = None
) -> ConditionTimeline:
    """Return the timeline of a condition, in the eyes of one assessor where one is named."""
    terms = condition.terms_at(horizon.known_at)
    assessments = standing(condition.assessments, horizon=horizon, assessor=assessor)
    readings = _known(condition.readings, horizon=horizon) if assessor is None else []
    governing = _governing(terms, assessments=assessments, readings=readings)
    value = governing.map(of_status)
    if terms.review_days is not None:
        fresh_days = {row.date for row in assessments} | {row.date for row in readings}
        confirmations = _known(condition.confirmations, horizon=horizon)
        fresh_days |= {row.date for row in confirmations}
        fresh = _freshness(fresh_days, review_days=terms.review_days)
        value = combine(_unverified_when_stale, value, fresh)
    final = _NEVER
    if Status.FAILED in governing.values:
        final = governing.map(lambda status: status is Status.FAILED)
    return ConditionTimeline(governing, Outcome(value, final))


def governing_fact(
    condition: Condition, *, as_of: date, horizon: Horizon = Horizon()
) -> Assessment | Reading | None:
    """Return the fact that governs the condition on the day; None where it is as it began."""
    facts = _in_order(
        condition.terms_at(horizon.known_at),
        assessments=standing(condition.assessments, horizon=horizon),
        readings=_known(condition.readings, horizon=horizon),
    )
    dated = [fact for fact, _ in facts if fact.date <= as_of]
    return dated[-1] if dated else None


def standing(
    rows: Iterable[Assessment], *, horizon: Horizon = Horizon(), assessor: str | None = None
) -> list[Assessment]:
    """Return the assessments that count and are not taken back, of one assessor if one is named."""
    known = _known(rows, horizon=horizon)
    retracted = {row.retracts for row in known if row.retracts is not None}
    return [
        row
        for row in known
        if (row.id is None or row.id not in retracted)
        and (assessor is None or row.assessor == assessor)
    ]


def status_of_reading(reading: Reading, *, quantity: Quantity) -> Status:
    """Return MET or NOT_MET where the whole reading decides, UNKNOWN where it straddles."""
    satisfied = {_satisfies(value, quantity=quantity) for value in (reading.low, reading.high)}
    if quantity.op is Comparison.EQUAL and reading.low < quantity.threshold < reading.high:
        return Status.UNKNOWN
    if len(satisfied) > 1:
        return Status.UNKNOWN
    return Status.MET if satisfied.pop() else Status.NOT_MET


def _satisfies(value: Decimal, *, quantity: Quantity) -> bool:
    threshold = quantity.threshold
    return {
        Comparison.LESS: value < threshold,
        Comparison.AT_MOST: value <= threshold,
        Comparison.GREATER: value > threshold,
        Comparison.AT_LEAST: value >= threshold,
        Comparison.EQUAL: value == threshold,
    }[quantity.op]


def _known(rows: Iterable[FactT], *, horizon: Horizon) -> list[FactT]:
    return [row for row in rows if horizon.includes(dated=row.date, recorded=row.recorded)]


def _governing(
    terms: ConditionTerms, *, assessments: Sequence[Assessment], readings: Sequence[Reading]
) -> Steps[Status]:
    facts = _in_order(terms, assessments=assessments, readings=readings)
    changes = [(fact.date.toordinal(), status) for fact, status in facts]
    return from_changes([(BEGINNING, terms.initial), *changes])


def _in_order(
    terms: ConditionTerms, *, assessments: Sequence[Assessment], readings: Sequence[Reading]
) -> list[tuple[Assessment | Reading, Status]]:
    """Return the facts with what they say, each before those that govern instead of it."""
    facts: list[tuple[tuple[date, int, datetime, int], Assessment | Reading, Status]] = [
        ((row.date, 1, row.recorded, place), row, row.status)
        for place, row in enumerate(assessments)
    ]
    if terms.quantity is not None:
        for place, row in enumerate(readings):
            status = status_of_reading(row, quantity=terms.quantity)
            facts.append(((row.date, 0, row.recorded, place), row, status))
    facts.sort(key=lambda fact: fact[0])
    return [(row, status) for _, row, status in facts]


def _freshness(days: Iterable[date], *, review_days: int) -> Steps[bool]:
    """Return False on the days too long after the last fresh fact, if there was one."""
    ordinals = sorted(day.toordinal() for day in days)
    if not ordinals:
        return constant(True)
    changes = [(BEGINNING, True)]
    for day, following in zip(ordinals, [*ordinals[1:], None], strict=True):
        changes.append((day, True))
        stale = day + review_days + 1
        if following is None or stale < following:
            changes.append((stale, False))
    return from_changes(changes)


def _unverified_when_stale(value: Truth, fresh: bool) -> Truth:
    return Truth.U if value is Truth.T and not fresh else value
