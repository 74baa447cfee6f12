"""The clocks of instruments: which days come up for which programs, as known at an instant.

Terms and acts are taken as they were known; which instrument rests on which, and which program on
which, is as it stands now.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sanctions.domain.kinds import DatePrecision
from sanctions.domain.program_kinds import (
    ClockBasis,
    ClockState,
    IfNobodyActs,
    ProgramStatus,
    RenewalKind,
    RenewalOutcome,
)
from sanctions.domain.program_terms import status_on
from sanctions.domain.renewals import ClockDay, Renewal, Rule, clock_days, lead_due, next_day
from sanctions.models import Instrument, LegalBasis, Program, RenewalRule
from sanctions.models import Renewal as RenewalRow
from sanctions.selectors.terms import terms_known_at


@dataclass(frozen=True, slots=True)
class ClockEvent:
    """A day of an instrument: for which programs, what it rests on, what silence then means.

    `lead` is the shortest of the leads that has begun on the day of asking.
    """

    day: ClockDay
    rule: RenewalRule
    terms: dict[str, Any]
    programs: list[Program]
    asked_on: date
    last_act: RenewalRow | None

    @property
    def on(self) -> date:
        """The day itself."""
        return self.day.on

    @property
    def days(self) -> int:
        """How many days ahead it lies; negative: it passed."""
        return (self.on - self.asked_on).days

    @property
    def lead(self) -> int | None:
        """The reminder that is due, in days ahead."""
        return lead_due(self.on, today=self.asked_on)

    @property
    def instrument(self) -> Instrument:
        """The instrument whose clock it is."""
        return self.rule.instrument

    @property
    def program_keys(self) -> list[str]:
        """The tags of the programs that it is about."""
        return [program.key for program in self.programs]

    @property
    def verified(self) -> bool:
        """Whether a source was seen for what the day rests on: the act, or the rule."""
        if self.day.basis is ClockBasis.ACT and self.last_act is not None:
            return self.last_act.verified
        return bool(self.terms["verified"])


@dataclass(frozen=True, slots=True)
class _Clock:
    """A rule as it was known, with its acts."""

    row: RenewalRule
    terms: dict[str, Any]
    rule: Rule
    acts: list[RenewalRow]
    renewals: list[Renewal]

    def last_act(self, on: date) -> RenewalRow | None:
        """The act that counts on a day."""
        decided = [act for act in self.acts if act.decided_on <= on]
        return max(reversed(decided), key=lambda act: act.decided_on, default=None)


@dataclass(slots=True)
class Clocks:
    """The clocks of all instruments as they were known at an instant, or are known now."""

    known_at: datetime | None = None
    _clocks: list[_Clock] = field(init=False)
    _programs: dict[str, list[Program]] = field(init=False)
    _terms: dict[str, dict[str, Any]] = field(init=False)

    def __post_init__(self) -> None:
        self._clocks = [*_clocks(self.known_at)]
        self._terms = {}
        self._programs = self._programs_by_instrument()

    def events(self, *, on: date, until: date) -> list[ClockEvent]:
        """List the days that passed without a known act, and those up to `until`, in order."""
        found = [
            event
            for clock in self._clocks
            for day in clock_days(clock.rule, renewals=clock.renewals, on=on, until=until)
            for event in self._event(clock, day, on=on)
        ]
        return sorted(found, key=lambda one: (one.on, str(one.instrument), one.rule.slug))

    def next_of(self, program: Program, *, on: date) -> ClockEvent | None:
        """Return the next day of a program that lies ahead, if a rule or an act gives one."""
        ahead = [
            event
            for clock in self._clocks
            if program in self._programs.get(clock.row.instrument_id, ())
            and (day := next_day(clock.rule, renewals=clock.renewals, on=on)) is not None
            for event in self._event(clock, day, on=on)
            if program in event.programs
        ]
        return min(ahead, key=lambda one: (one.on, one.rule.slug), default=None)

    def programs_due(self, *, on: date, before: date) -> set[str]:
        """Return the ids of the programs for which a day comes up before another one."""
        ahead = (
            event
            for event in self.events(on=on, until=before)
            if event.day.state is ClockState.AHEAD and event.on < before
        )
        return {program.pk for event in ahead for program in event.programs}

    def of_program(self, program: Program, *, on: date, days: int) -> list[ClockEvent]:
        """List the days of one program."""
        found = self.events(on=on, until=on + timedelta(days=days))
        return [event for event in found if program in event.programs]

    def _event(self, clock: _Clock, day: ClockDay, *, on: date) -> Iterator[ClockEvent]:
        """Yield the event of a day, unless all that it was about has ended by then."""
        ended = clock.row.instrument.ended_on
        if ended is not None and ended <= max(day.on, on):
            return
        resting = self._programs.get(clock.row.instrument_id, [])
        programs = [one for one in resting if not self._has_ended(one, max(day.on, on))]
        if resting and not programs:
            return
        yield ClockEvent(day, clock.row, clock.terms, programs, on, clock.last_act(on))

    def _has_ended(self, program: Program, on: date) -> bool:
        return program_status(self._terms[program.pk], on=on) is ProgramStatus.ENDED

    def _programs_by_instrument(self) -> dict[str, list[Program]]:
        parents = dict(Instrument.objects.values_list("pk", "parent_id"))
        bases = LegalBasis.objects.select_related("program__authority").prefetch_related(
            "program__former", "program__bases__instrument"
        )
        found: dict[str, list[Program]] = defaultdict(list)
        for basis in bases.order_by("program__authority__code", "program__key", "position"):
            program = basis.program
            if program.pk not in self._terms:
                self._terms[program.pk] = terms_known_at(program, self.known_at)
            for instrument in _upwards(basis.instrument_id, parents):
                if program not in found[instrument]:
                    found[instrument].append(program)
        return found


def program_status(terms: dict[str, Any], *, on: date) -> ProgramStatus:
    """Return the status of a program on a day, from its terms."""
    return status_on(
        ProgramStatus(terms["status"]),
        began_on=_day(terms["began_on"]),
        ended_on=_day(terms["ended_on"]),
        on=on,
    )


def passed(events: Collection[ClockEvent]) -> list[ClockEvent]:
    """Keep the days that passed and of which no act is known."""
    return [event for event in events if event.day.state is ClockState.PASSED]


def _clocks(known_at: datetime | None) -> Iterator[_Clock]:
    rules = RenewalRule.objects.select_related("instrument__authority")
    if known_at is not None:
        rules = rules.filter(made_at__lte=known_at)
    for row in rules.prefetch_related("former", "renewals"):
        terms = terms_known_at(row, known_at)
        if terms["withdrawn"]:
            continue
        acts = [
            act for act in row.renewals.all() if known_at is None or act.recorded_at <= known_at
        ]
        yield _Clock(row, terms, _rule(terms), acts, [_renewal(act) for act in acts])


def _rule(terms: dict[str, Any]) -> Rule:
    return Rule(
        kind=RenewalKind(terms["kind"]),
        if_nobody_acts=IfNobodyActs(terms["if_nobody_acts"]),
        fixed_days=tuple(terms["fixed_days"]),
        every_months=terms["every_months"],
        every_days=terms["every_days"],
        first_on=_day(terms["first_on"]),
        last_on=_day(terms["last_on"]),
    )


def _renewal(row: RenewalRow) -> Renewal:
    return Renewal(
        decided_on=row.decided_on,
        outcome=RenewalOutcome(row.outcome),
        extends_to=row.extends_to,
        precision=DatePrecision(row.precision),
    )


def _upwards(instrument: str | None, parents: Mapping[str, str | None]) -> Iterator[str]:
    while instrument is not None:
        yield instrument
        instrument = parents.get(instrument)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
