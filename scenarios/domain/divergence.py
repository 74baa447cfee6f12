"""Where the views of one condition differ: from when to when, and when that would be told.

Method: each named assessor has a view of the condition, the value by their own assessments alone.
Views diverge on the days on which one assessor holds T and another F; who has not spoken, says
UNKNOWN or has gone stale takes no side. Source: the project's domain notes, sections 3 (R04, R33)
and 7; docs/method/contested.md. Limits: what nobody signed is nobody's view, and readings are not
views; which view governs is for the gate to say, not for this.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from scenarios.domain.changes import ChangeCause
from scenarios.domain.condition_timelines import Horizon, condition_timeline
from scenarios.domain.knowledge import condition_known, instants_of_news
from scenarios.domain.records import Condition
from scenarios.domain.statuses import Status
from scenarios.domain.steps import Steps, combine, constant
from scenarios.domain.truth import Truth


@dataclass(frozen=True, slots=True, kw_only=True)
class Divergence:
    """Views that differ from the day `opens` until the eve of `closes`, or still.

    `sides` are the views of the opening day, of those assessors who take one.
    """

    opens: date
    closes: date | None
    sides: tuple[tuple[str, Truth], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewsChange:
    """Views that began to differ, or agree again: known on `day`, and so since `since`."""

    day: date
    diverge: bool
    since: date
    cause: ChangeCause

    @property
    def detection_lag(self) -> int:
        """How many days later than it was so it became known."""
        return (self.day - self.since).days


def views_of(condition: Condition, *, known_at: datetime | None = None) -> dict[str, Steps[Truth]]:
    """Return the value of the condition in the eyes of each named assessor, U until they speak."""
    terms = replace(condition.terms_at(known_at), initial=Status.UNKNOWN)
    unspoken = replace(condition, terms=terms, former=())
    assessors = {row.assessor for row in condition.assessments if row.assessor is not None}
    horizon = Horizon(known_at=known_at)
    return {
        name: condition_timeline(unspoken, horizon=horizon, assessor=name).outcome.value
        for name in sorted(assessors)
    }


def diverging(condition: Condition, *, known_at: datetime | None = None) -> Steps[bool]:
    """Return on which days the views of the condition differ."""
    views = views_of(condition, known_at=known_at)
    return combine(_differ, *views.values()) if views else constant(False)


def divergences(condition: Condition, *, known_at: datetime | None = None) -> list[Divergence]:
    """Return each time that the views of the condition differ, in order."""
    views = views_of(condition, known_at=known_at)
    changes = list(diverging(condition, known_at=known_at).changes())
    ends = [day for day, _ in changes[1:]] + [None]
    return [
        Divergence(
            opens=date.fromordinal(day),
            closes=date.fromordinal(end) if end is not None else None,
            sides=tuple(
                (name, value.at(day)) for name, value in views.items() if value.at(day) in _SIDES
            ),
        )
        for (day, differ), end in zip(changes, ends, strict=True)
        if differ
    ]


def views_through_time(condition: Condition, *, to: date) -> Iterator[ViewsChange]:
    """Yield when it would have been told that views differ, and that they agree again.

    A stale view changes by the clock; news that changes what was told last is a correction.
    """
    first = min((row.date for row in condition.assessments), default=date.min)
    known, told, seen = constant(False), _Told(day=date.min, diverge=False), date.min
    for instant in sorted(instants_of_news(condition)):
        today = instant.astimezone(UTC).date()
        if today > to:
            break
        for one in _by_clock(known, told, after=seen, today=today):
            told = one
            yield told.change(known, cause=ChangeCause.CLOCK, first=first)
        wiser = diverging(condition_known(condition, at=instant))
        if wiser.at(today.toordinal()) != told.diverge:
            cause = _cause_of_news(known, wiser, told_on=told.day, today=today)
            told = _Told(day=today, diverge=not told.diverge)
            yield told.change(wiser, cause=cause, first=first)
        known, seen = wiser, today
    for one in _by_clock(known, told, after=seen, today=to):
        yield one.change(known, cause=ChangeCause.CLOCK, first=first)


_SIDES = (Truth.T, Truth.F)


def _differ(*values: Truth) -> bool:
    return all(side in values for side in _SIDES)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What was told last, and on which day."""

    day: date
    diverge: bool

    def change(self, steps: Steps[bool], *, cause: ChangeCause, first: date) -> ViewsChange:
        """Return it as a change, so since the first day of history at the earliest."""
        day = self.day.toordinal()
        begun = max(start for start in steps.starts if start <= day)
        since = date.fromordinal(max(begun, min(first, self.day).toordinal()))
        return ViewsChange(day=self.day, diverge=self.diverge, since=since, cause=cause)


def _by_clock(steps: Steps[bool], told: _Told, *, after: date, today: date) -> Iterator[_Told]:
    """Yield what the clock changes after a day, up to today; before that nobody looks again."""
    for day, differ in steps.changes():
        if after.toordinal() < day <= today.toordinal() and differ != told.diverge:
            told = _Told(day=date.fromordinal(day), diverge=differ)
            yield told


def _cause_of_news(
    known: Steps[bool], wiser: Steps[bool], *, told_on: date, today: date
) -> ChangeCause:
    over = min(told_on.toordinal(), today.toordinal() - 1)
    corrects = known.at(over) != wiser.at(over)
    return ChangeCause.CORRECTION if corrects else ChangeCause.EVIDENCE
