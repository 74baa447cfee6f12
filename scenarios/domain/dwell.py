"""Whether what a machine said has stood for the dwell time, and whether machines go to and fro.

Method: what a person assesses, an official act, and whatever is final is a fact at once. Else what
a machine says is provisional until it has stood for the dwell time: until then nothing that governs
after it may say otherwise, and nobody take it back. Machines flap where they change a status three
times within seven days; that lasts until the last seven days hold fewer flips. Source: the
project's domain notes, section 7 ("Quiet rules"), and decisions ("Time"); docs/method/
contested.md. Limits: final is a status which ends the condition itself, FAILED; a gate that it
would close for ever waits with its condition.
"""

import operator
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from scenarios.domain.condition_timelines import status_of_reading
from scenarios.domain.records import Assessment, Condition, Provisional, Reading
from scenarios.domain.statuses import Status
from scenarios.domain.steps import BEGINNING, Steps, combine, constant, from_changes

#: So many changes by machines, within so long a time (both ends included), are flapping.
FLIPS = 3
WINDOW = timedelta(days=7)


def is_provisional(status: Status, *, official: bool) -> bool:
    """Tell whether what a machine says must stand before it counts."""
    return not official and status is not Status.FAILED


def has_stood(condition: Condition, row: Provisional) -> bool:
    """Tell whether nothing that came in while it waited says otherwise from its day on.

    What comes in once the time is over is no part of the answer.
    """
    taken_back = any(
        one.retracts is not None and one.retracts == row.id and one.recorded < row.waits_until
        for one in condition.assessments
    )
    words = _words(condition)
    own = next(place for place, word in enumerate(words) if word.of is row)
    return not taken_back and not any(
        word.date >= row.date and word.status is not row.status
        for word in words[own + 1 :]
        if word.at < row.waits_until
    )


def waiting(condition: Condition) -> Provisional | None:
    """Return the last that waits, and has stood so far; None where nothing does."""
    counting = {row.id for row in condition.assessments if row.heard is not None}
    rows = [row for row in condition.provisional if row.id not in counting]
    still = (row for row in reversed(rows) if has_stood(condition, row))
    return next(still, None)


def flapping_days(condition: Condition) -> Steps[bool]:
    """Return on which days machines move the condition to and fro.

    From the day of the flip that is one too many to the last day on which it still is.
    """
    days = constant(False)
    for first, last in _too_many(condition):
        begins = last.astimezone(UTC).date().toordinal()
        ends = (first + WINDOW).astimezone(UTC).date().toordinal() + 1
        span = from_changes([(BEGINNING, False), (begins, True), (ends, False)])
        days = combine(operator.or_, days, span)
    return days


@dataclass(frozen=True, slots=True)
class _Word:
    """What somebody said of a condition, and when it came in."""

    at: datetime
    date: date
    status: Status
    of: Assessment | Reading | Provisional


def _words(condition: Condition) -> list[_Word]:
    """Return all that was said by people and machines, in the order in which it came in."""
    people = (row for row in condition.assessments if row.heard is None)
    words = [_Word(row.recorded, row.date, row.status, row) for row in people]
    words += [_Word(row.recorded, row.date, row.status, row) for row in condition.provisional]
    quantity = condition.terms.quantity
    if quantity is not None:
        words += [
            _Word(row.recorded, row.date, status_of_reading(row, quantity=quantity), row)
            for row in condition.readings
        ]
    return sorted(words, key=lambda word: word.at)


def _too_many(condition: Condition) -> Iterator[tuple[datetime, datetime]]:
    """Yield the first and the last of as many flips as are too many, where they are that close."""
    if not condition.provisional:
        return
    flips = list(_flips(condition))
    for first, last in zip(flips, flips[FLIPS - 1 :], strict=False):
        if last - first <= WINDOW:
            yield first, last


def _flips(condition: Condition) -> Iterator[datetime]:
    """Yield when a machine said otherwise than what was said last; late news of old days aside."""
    status, latest = condition.terms.initial, date.min
    for word in _words(condition):
        if word.date < latest:
            continue
        if isinstance(word.of, Provisional) and word.status is not status:
            yield word.at
        status, latest = word.status, word.date
