"""The quiet rules move by move, as plain as can be: what would be told of a machine's changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from scenarios.domain.records import Assessment, Condition, ConditionTerms, Provisional
from scenarios.domain.statuses import Status

BEGIN = datetime(2030, 1, 1, 12, tzinfo=UTC)
DWELL = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Move:
    """A status that somebody tells, so many hours after the beginning."""

    hour: float
    status: Status
    by_machine: bool = True

    @property
    def at(self) -> datetime:
        """The instant."""
        return BEGIN + timedelta(hours=self.hour)


def told_by_the_model(moves: Sequence[Move]) -> list[tuple[datetime, Status]]:
    """Return what is told, and when: a machine's change waits, a later one takes its place."""
    told, found = Status.NOT_MET, []
    waiting: tuple[datetime, Status] | None = None
    for move in moves:
        if waiting is not None and waiting[0] <= move.at:
            found.append(waiting)
            told, waiting = waiting[1], None
        if move.status is told:
            waiting = None
        elif not move.by_machine:
            waiting = None
            found.append((move.at, move.status))
            told = move.status
        elif waiting is None or waiting[1] is not move.status:
            waiting = (move.at + DWELL, move.status)
    return [*found, waiting] if waiting else found


def said(moves: Sequence[Move]) -> Condition:
    """Return the condition of which this was said, NOT_MET before; nothing has counted yet."""
    return Condition(
        id="c",
        terms=ConditionTerms(initial=Status.NOT_MET),
        assessments=tuple(
            Assessment(date=move.at.date(), status=move.status, recorded=move.at)
            for move in moves
            if not move.by_machine
        ),
        provisional=tuple(
            Provisional(
                id=f"m{place}",
                date=move.at.date(),
                status=move.status,
                recorded=move.at,
                waits_until=move.at + DWELL,
            )
            for place, move in enumerate(moves)
            if move.by_machine
        ),
    )


def flips(*hours: float) -> list[Move]:
    """Return a machine's moves to and fro between MET and NOT_MET, the first one to MET."""
    return [
        Move(hour, Status.NOT_MET if number % 2 else Status.MET)
        for number, hour in enumerate(hours)
    ]
