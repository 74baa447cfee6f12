"""Step functions over whole days, known by their change points.

Method: a function of the day is kept as the days on which its value changes, so that cost follows
changes and never the number of days between them. Days are ordinals of the proleptic Gregorian
calendar (`date.toordinal`), so arithmetic cannot leave the calendar by accident. Source: the case
file format, sections 2 to 4 (whole days, windows with both ends). Limits: nothing finer than days.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

V = TypeVar("V")
W = TypeVar("W")

#: The day before the first day of the calendar: every step function begins there.
BEGINNING = 0


@dataclass(frozen=True, slots=True)
class Steps(Generic[V]):
    """A step function: `values[i]` from the day `starts[i]` until the next start."""

    starts: tuple[int, ...]
    values: tuple[V, ...]

    def at(self, day: int) -> V:
        """Return the value on the day."""
        return self.values[bisect_right(self.starts, day) - 1]

    def changes(self) -> Iterator[tuple[int, V]]:
        """Yield each day on which a value begins, with the value."""
        return zip(self.starts, self.values, strict=True)

    def first_day(self, *, of: V, since: int = BEGINNING) -> int | None:
        """Return the first day since the given one which has the value, or None."""
        if self.at(since) == of:
            return since
        first = bisect_right(self.starts, since)
        later = zip(self.starts[first:], self.values[first:], strict=True)
        return next((day for day, value in later if value == of), None)

    def next_start(self, *, after: int) -> int | None:
        """Return the first later day on which a value begins, or None."""
        following = bisect_right(self.starts, after)
        return self.starts[following] if following < len(self.starts) else None

    def map(self, change: Callable[[V], W]) -> "Steps[W]":
        """Return the function with every value changed."""
        return from_changes((day, change(value)) for day, value in self.changes())


def constant(value: V) -> Steps[V]:
    """Return the function that has one value on all days."""
    return Steps((BEGINNING,), (value,))


def from_changes(changes: Iterable[tuple[int, V]]) -> Steps[V]:
    """Return the function with these values from these days on, given in the order of days.

    The first day must be BEGINNING; of several values for one day the last one holds.
    """
    starts: list[int] = []
    values: list[V] = []
    for day, value in changes:
        if starts and starts[-1] == day:
            starts.pop()
            values.pop()
        if not values or values[-1] != value:
            starts.append(day)
            values.append(value)
    return Steps(tuple(starts), tuple(values))


def combine(function: Callable[..., W], *steps: Steps[Any]) -> Steps[W]:
    """Return the function of the values of several step functions, for few of them."""
    days = sorted({day for each in steps for day in each.starts})
    return from_changes((day, function(*(each.at(day) for each in steps))) for day in days)


def switch(*, before: Steps[V], day: int, after: Steps[V]) -> Steps[V]:
    """Return the function that is `before` until the day and `after` from the day on."""
    early = [(start, value) for start, value in before.changes() if start < day]
    late = [(start, value) for start, value in after.changes() if start > day]
    return from_changes([*early, (day, after.at(day)), *late])


def frozen_after(steps: Steps[V], *, day: int) -> Steps[V]:
    """Return the function that keeps, after the day, the value it has on the day."""
    return from_changes((start, value) for start, value in steps.changes() if start <= day)


def sweep(steps: Sequence[Steps[V]]) -> Iterator[tuple[int, list[tuple[int, V]]]]:
    """Yield each day on which any function changes, with the changes as (which, new value)."""
    events: dict[int, list[tuple[int, V]]] = {}
    for which, each in enumerate(steps):
        for day, value in each.changes():
            events.setdefault(day, []).append((which, value))
    for day in sorted(events):
        yield day, events[day]
