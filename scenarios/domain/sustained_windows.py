"""How long something has held: the value of `sustained` on every day.

Method: over the window of n+1 days that ends on day t, the number of F days and of U days are
straight lines in t (slope -1, 0 or 1) wherever neither end of the window passes a change of the
operand. Between two such passings the value can change only where a line crosses its limit, and
those days are computed. Source: the case file format, section 3, row `sustained`. Limits: the
greatest value since the start, for `latch`, is taken by the caller.
"""

from dataclasses import dataclass

from scenarios.domain.steps import BEGINNING, Steps, from_changes
from scenarios.domain.truth import Truth


@dataclass(frozen=True, slots=True)
class _Counts:
    """Days that are F and days that are U in a window, or the slopes of these numbers."""

    lost: int
    unknown: int


def sustained_value(
    operand: Steps[Truth], *, days: int, start: int, tolerance: int
) -> Steps[Truth]:
    """Return T where the operand held for `days` full days, `tolerance` lost days forgiven."""
    first, width = start + days, days + 1
    corners = _corners(operand, first=first, start=start, width=width)
    counts = _count_days(operand, start=start, end=first)
    changes = [(BEGINNING, Truth.F)]
    for which, corner in enumerate(corners):
        slope = _slope(operand, day=corner, width=width) if corner > first else _Counts(0, 0)
        counts = _Counts(counts.lost + slope.lost, counts.unknown + slope.unknown)
        changes.append((corner, _verdict(counts, tolerance=tolerance)))
        length = corners[which + 1] - corner - 1 if which + 1 < len(corners) else None
        # The slope after the corner may differ from the step into it only at the first corner.
        slope = _slope(operand, day=corner + 1, width=width)
        for offset in _crossings(counts, slope, tolerance=tolerance, length=length):
            there = _Counts(
                counts.lost + offset * slope.lost, counts.unknown + offset * slope.unknown
            )
            changes.append((corner + offset, _verdict(there, tolerance=tolerance)))
        if length is not None:
            counts = _Counts(
                counts.lost + length * slope.lost, counts.unknown + length * slope.unknown
            )
    return from_changes(changes)


def _corners(operand: Steps[Truth], *, first: int, start: int, width: int) -> list[int]:
    """Return the days on which an end of the window passes a change of the operand."""
    entering = {day for day in operand.starts if day > first}
    leaving = {day + width for day in operand.starts if day > start}
    return sorted({first, first + 1} | entering | {day for day in leaving if day > first})


def _count_days(operand: Steps[Truth], *, start: int, end: int) -> _Counts:
    lost = unknown = 0
    inside = [day for day in operand.starts if start < day <= end]
    for begin, until in zip([start, *inside], [*inside, end + 1], strict=True):
        value = operand.at(begin)
        lost += (until - begin) * (value is Truth.F)
        unknown += (until - begin) * (value is Truth.U)
    return _Counts(lost, unknown)


def _slope(operand: Steps[Truth], *, day: int, width: int) -> _Counts:
    """Return how the counts of the window ending on the day differ from the day before."""
    entering, leaving = operand.at(day), operand.at(day - width)
    return _Counts(
        (entering is Truth.F) - (leaving is Truth.F),
        (entering is Truth.U) - (leaving is Truth.U),
    )


def _crossings(counts: _Counts, slope: _Counts, *, tolerance: int, length: int | None) -> list[int]:
    """Return the offsets at which a count passes its limit, in order, up to the length."""
    lines = (
        (counts.lost - tolerance, slope.lost),
        (counts.unknown, slope.unknown),
        (counts.lost + counts.unknown - tolerance, slope.lost + slope.unknown),
    )
    offsets = set()
    for above, step in lines:
        if step > 0 and above <= 0:
            offsets.add(1 - above)
        elif step < 0 and above > 0:
            offsets.add(above)
    return sorted(offset for offset in offsets if length is None or offset <= length)


def _verdict(counts: _Counts, *, tolerance: int) -> Truth:
    if counts.lost > tolerance:
        return Truth.F
    if counts.unknown == 0 or counts.lost + counts.unknown <= tolerance:
        return Truth.T
    return Truth.U
