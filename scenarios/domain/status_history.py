"""From the values of a node to its status: what it is now, and what it was before.

Method: walking once through the changes of a node, remembering whether it was ever T since the
start of the case and whether it was F after that. Source: the case file format, section 4.
Limits: on days before the start of the case a node has no history, so nothing was met or lost.
"""

from dataclasses import dataclass

from scenarios.domain.expressions import Before, Expression
from scenarios.domain.statuses import Status
from scenarios.domain.steps import BEGINNING, Steps, from_changes
from scenarios.domain.timelines import Outcome
from scenarios.domain.truth import Truth


@dataclass(slots=True, kw_only=True)
class _Moment:
    """What the status of one day depends on."""

    value: Truth
    final: bool
    was_met: bool
    was_lost: bool
    governing: Status | None
    delayed: bool


def status_steps(
    outcome: Outcome, *, expression: Expression, start: int, governing: Steps[Status] | None
) -> Steps[Status]:
    """Return the status on every day, given the governing statuses where it is a condition's."""
    days = {start, BEGINNING, *outcome.value.starts, *outcome.final.starts}
    days |= set(governing.starts) if governing else set()
    delayed = _first_true_after_deadline(outcome, expression=expression)
    was_met = was_lost = False
    changes = []
    for day in sorted(days):
        value = outcome.value.at(day)
        moment = _Moment(
            value=value,
            final=outcome.final.at(day),
            was_met=was_met,
            was_lost=was_lost,
            governing=governing.at(day) if governing else None,
            delayed=delayed,
        )
        changes.append((day, _status(moment)))
        if day >= start:
            was_met = was_met or value is Truth.T
            was_lost = was_lost or (was_met and value is Truth.F)
    return from_changes(changes)


def _status(now: _Moment) -> Status:
    if now.governing is Status.BREACHED:
        return Status.BREACHED
    if now.value is Truth.T:
        return _status_when_true(now)
    if now.value is Truth.U:
        return Status.UNVERIFIED if now.was_met else Status.UNKNOWN
    if now.was_met:
        return Status.BREACHED
    if now.final:
        return Status.FAILED
    return Status.PARTIAL if now.governing is Status.PARTIAL else Status.NOT_MET


def _status_when_true(now: _Moment) -> Status:
    if now.was_lost:
        return Status.RESTORED
    if now.governing is Status.WAIVED:
        return Status.WAIVED
    return Status.MET_WITH_DELAY if now.delayed else Status.MET


def _first_true_after_deadline(outcome: Outcome, *, expression: Expression) -> bool:
    if not isinstance(expression, Before):
        return False
    first = outcome.value.first_day(of=Truth.T)
    return first is not None and first > expression.deadline.toordinal()
