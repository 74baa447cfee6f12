"""When instruments come up for renewal, and what then happens if nobody acts.

Method: a rule names recurring days, either fixed ones of each year or every so many months or days
from a first one. Days are counted from the first day each time, never from the one before: a month
that is too short clips its own day and no later one. A recorded act overrides the rule up to the
day that it names; what the rule gives beyond presumes that somebody renews until then.
Source: sections 1.1, 1.2 and 1.5 of the project's domain notes; docs/method/renewals.md.
Limits: a day is that of the authority's own calendar. A day that passed without a recorded act is
told as that: from here it cannot be known whether the instrument lapsed or the act is missing.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sanctions.domain.kinds import DatePrecision
from sanctions.domain.program_kinds import (
    ClockBasis,
    ClockState,
    IfNobodyActs,
    RenewalKind,
    RenewalOutcome,
)

#: How many days before the day people are reminded.
LEADS = (30, 7, 1)
_LAST_YEAR = date.max.year


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A recurring day. One of `fixed_days`, `every_months` and `every_days` says how it recurs.

    `fixed_days` are month and day: 03-15; 02-29 is the last day of February. `first_on` is where
    counting begins, and needed for the other two; nothing recurs after `last_on`.
    """

    kind: RenewalKind
    if_nobody_acts: IfNobodyActs
    fixed_days: tuple[str, ...] = ()
    every_months: int | None = None
    every_days: int | None = None
    first_on: date | None = None
    last_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockDay:
    """A day on which an instrument ends or is looked at, and whether an act or the rule names it.

    PASSED: an act named it, it is over, and no later act is recorded.
    """

    on: date
    basis: ClockBasis
    precision: DatePrecision = DatePrecision.DAY
    state: ClockState = ClockState.AHEAD


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """An act about a recurring day. `extends_to` is the last day in force, if it goes on till one.

    With the precision MONTH, `extends_to` is the first day of the month that is known.
    """

    decided_on: date
    outcome: RenewalOutcome
    extends_to: date | None = None
    precision: DatePrecision = DatePrecision.DAY

    @property
    def last_day(self) -> date | None:
        """The last day on which the instrument may still be in force."""
        if self.extends_to is None or self.precision is not DatePrecision.MONTH:
            return self.extends_to
        return _clipped(self.extends_to.year, self.extends_to.month, 31)

    def clock_day(self, on: date) -> ClockDay | None:
        """The day that the act names, as it is seen on a day; None where that is settled."""
        if self.extends_to is None or self.last_day is None:
            return None
        passed = self.last_day < on
        if passed and self.outcome is not RenewalOutcome.RENEWED:
            return None
        return ClockDay(
            on=self.extends_to,
            basis=ClockBasis.ACT,
            precision=self.precision,
            state=ClockState.PASSED if passed else ClockState.AHEAD,
        )


def rule_days(rule: Rule, *, start: date, until: date) -> Iterator[date]:
    """Yield the days that the rule alone gives from `start` to `until`, both included, in order."""
    start = max(start, rule.first_on or start)
    until = min(until, rule.last_on or until)
    if start > until:
        return
    days = _fixed(rule, start, until) if rule.fixed_days else _counted(rule, start, until)
    for day in days:
        if day > until:
            return
        if day >= start:
            yield day


def clock_days(
    rule: Rule, *, renewals: Sequence[Renewal], on: date, until: date
) -> Iterator[ClockDay]:
    """Yield what is known on a day: one that passed without an act, and those to come.

    `renewals` are in the order in which they were recorded; those decided after `on` do not count.
    Of two acts of one day the one recorded last counts.
    """
    last = last_renewal(renewals, on=on)
    named = None if last is None else last.clock_day(on)
    if named is not None and (named.state is ClockState.PASSED or named.on <= until):
        yield named
    if last is not None and last.outcome is not RenewalOutcome.RENEWED:
        return
    covered = last.last_day if last else None
    for day in rule_days(rule, start=on, until=until):
        if covered is None or day > covered:
            yield ClockDay(on=day, basis=ClockBasis.RULE)


def next_day(rule: Rule, *, renewals: Sequence[Renewal], on: date) -> ClockDay | None:
    """Return the next day that lies ahead, or None where the rule or an act ends it."""
    ahead = clock_days(rule, renewals=renewals, on=on, until=date.max)
    return next((day for day in ahead if day.state is ClockState.AHEAD), None)


def clock_state(rule: Rule, *, renewals: Sequence[Renewal], on: date) -> ClockState:
    """Tell where the clock of a rule stands on a day."""
    first = next(clock_days(rule, renewals=renewals, on=on, until=date.max), None)
    return ClockState.ENDED if first is None else first.state


def last_renewal(renewals: Sequence[Renewal], *, on: date) -> Renewal | None:
    """Return the act that counts on a day: the last one decided by then."""
    known = [one for one in renewals if one.decided_on <= on]
    return max(reversed(known), key=lambda one: one.decided_on, default=None)


def lead_due(day: date, *, today: date, leads: Sequence[int] = LEADS) -> int | None:
    """Return the shortest lead that has begun, or None: a late tick reminds once, not thrice."""
    left = (day - today).days
    return min((lead for lead in leads if 0 <= left <= lead), default=None)


def _fixed(rule: Rule, start: date, until: date) -> Iterator[date]:
    pairs = sorted((int(text[:2]), int(text[3:])) for text in set(rule.fixed_days))
    for year in range(start.year, until.year + 1):
        yield from sorted({_clipped(year, month, day) for month, day in pairs})


def _counted(rule: Rule, start: date, until: date) -> Iterator[date]:
    first = rule.first_on
    if first is None:
        return
    if rule.every_days:
        yield from _by_days(first, rule.every_days, start)
    elif rule.every_months:
        yield from _by_months(first, rule.every_months, start)


def _by_days(first: date, step: int, start: date) -> Iterator[date]:
    ordinal = first.toordinal() + max(0, (start - first).days // step) * step
    for day in range(ordinal, date.max.toordinal() + 1, step):
        yield date.fromordinal(day)


def _by_months(first: date, step: int, start: date) -> Iterator[date]:
    gone = (start.year - first.year) * 12 + start.month - first.month
    months = first.year * 12 + first.month - 1 + max(0, gone // step) * step
    while months // 12 <= _LAST_YEAR:
        yield _clipped(months // 12, months % 12 + 1, first.day)
        months += step


def _clipped(year: int, month: int, day: int) -> date:
    """Return the day, or the last one of a month that is too short."""
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))
