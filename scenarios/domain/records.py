"""The facts and terms that the rules work on, as frozen records.

Method: a fact has two times, the day it was true (`date`) and the instant it became known
(`recorded`); terms may have former versions, in force for what was known before `until`.
Source: the case file format, sections 1 and 2; docs/method/conditions-and-gates.md for former
terms. Limits: records hold what was said, they compute only which of it applies.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Generic, TypeVar

from scenarios.domain.expressions import Expression
from scenarios.domain.statuses import BearsOn, Comparison, ConditionKind, Status

TermsT = TypeVar("TermsT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A dated judgement on a condition, by someone; it may retract an earlier one.

    `recorded` is when it became known. A provisional one that has stood is known from when it was
    settled; `heard` is then when it came in.
    """

    date: date
    status: Status
    recorded: datetime
    heard: datetime | None = None
    assessor: str | None = None
    id: str | None = None
    retracts: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provisional:
    """What a machine said of a condition: no fact yet, until it has stood to `waits_until`."""

    date: date
    status: Status
    recorded: datetime
    waits_until: datetime
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A measured value, or the interval it lies in (then `low` and `high` differ)."""

    date: date
    low: Decimal
    high: Decimal
    recorded: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """Fresh evidence that the status is still the same."""

    date: date
    recorded: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """What the readings of a condition are compared with."""

    op: Comparison
    threshold: Decimal
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Former(Generic[TermsT]):
    """Terms that were in force for whatever was known before the instant `until`."""

    until: datetime
    terms: TermsT


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionTerms:
    """The definition of a condition."""

    text: str = ""
    kind: ConditionKind = ConditionKind.EVENT
    bears_on: BearsOn = BearsOn.TARGET
    by: str | None = None
    initial: Status = Status.UNKNOWN
    review_days: int | None = None
    fulfilled_by: str | None = None
    quantity: Quantity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A condition: its present and former terms and all facts about it, in the file's order.

    `provisional` is all that machines ever said of it; what stood is among the assessments too.
    """

    id: str
    terms: ConditionTerms = ConditionTerms()
    assessments: tuple[Assessment, ...] = ()
    readings: tuple[Reading, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()
    provisional: tuple[Provisional, ...] = ()
    former: tuple[Former[ConditionTerms], ...] = ()

    def has_facts_after(self, day: date) -> bool:
        """Tell whether any fact is dated after the day."""
        days = [row.date for row in self.assessments]
        days += [row.date for row in self.readings]
        days += [row.date for row in self.confirmations]
        return any(one > day for one in days)

    def terms_at(self, known_at: datetime | None) -> ConditionTerms:
        """Return the definition in force for what was known at the instant."""
        return _terms_at(present=self.terms, former=self.former, known_at=known_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class GateTerms:
    """The definition of a gate: an expression of conditions, and what it is for."""

    when: Expression
    opens: str | None = None
    reverses: str | None = None
    yields: str | None = None
    view: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A gate: its present and former terms."""

    id: str
    terms: GateTerms
    former: tuple[Former[GateTerms], ...] = ()

    def terms_at(self, known_at: datetime | None) -> GateTerms:
        """Return the definition in force for what was known at the instant."""
        return _terms_at(present=self.terms, former=self.former, known_at=known_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Logic:
    """The conditions and gates of a case, whole or in part, and the days its history spans."""

    start: date
    last_date: date
    conditions: Mapping[str, Condition] = field(default_factory=dict)
    gates: Mapping[str, Gate] = field(default_factory=dict)


def _terms_at(
    *, present: TermsT, former: Sequence[Former[TermsT]], known_at: datetime | None
) -> TermsT:
    if known_at is None:
        return present
    in_force = [row for row in former if known_at < row.until]
    return min(in_force, key=lambda row: row.until).terms if in_force else present
