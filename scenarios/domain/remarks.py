"""What is told of a condition beside its status: contested, views diverge, views agree again.

Method: the reasons for which a condition is contested are compared before and after. Views that
begin to differ are one remark, views that agree again another. Machines that go to and fro are one
remark for as long as they do, and that they calm down is none. News corrects where it changes what
was right the day before yesterday, or takes a finding back, as for a status. Source: the project's
domain notes, section 7; docs/method/contested.md. Limits: a gate has no remarks.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeAlias

from scenarios.domain.changes import ChangeCause, EventKind, Remark
from scenarios.domain.contested import contested_steps
from scenarios.domain.levels import Level, News, level_of_news
from scenarios.domain.records import Condition
from scenarios.domain.statuses import ContestedBy
from scenarios.domain.steps import Steps

#: News of yesterday is news, not late: lists and newspapers tell of a day on the next one.
LATE = timedelta(days=2)

#: What finds the cause for which a condition is, or is no longer, contested for a reason.
CauseOf: TypeAlias = Callable[[ContestedBy], ChangeCause]

_BEGINS = {
    ContestedBy.VIEWS: EventKind.VIEWS_DIVERGE,
    ContestedBy.FLAPPING: EventKind.CONTESTED,
}
_ENDS = {ContestedBy.VIEWS: EventKind.VIEWS_AGREE}
_NEWS = {
    EventKind.CONTESTED: News.CONTESTED,
    EventKind.VIEWS_DIVERGE: News.VIEWS_DIVERGE,
    EventKind.VIEWS_AGREE: News.VIEWS_DIVERGE,
}


def remarks_between(
    old: frozenset[ContestedBy],
    new: frozenset[ContestedBy],
    *,
    steps: Steps[frozenset[ContestedBy]],
    start: date,
    on: date,
    cause: CauseOf,
) -> tuple[Remark, ...]:
    """Return what is to be told of a condition that was, and on the day is, contested like this.

    `steps` are the reasons of each day, and `start` the first day of its history.
    """
    begun = [(_BEGINS[reason], reason) for reason in ContestedBy if reason in new - old]
    ended = [
        (_ENDS[reason], reason) for reason in ContestedBy if reason in _ENDS.keys() & old - new
    ]
    told = []
    for kind, reason in begun + ended:
        since = max(_since_when(steps, reason, on=on), min(start, on))
        lag = (on - since).days
        told.append(Remark(kind=kind, cause=cause(reason), valid_from=since, detection_lag=lag))
    return tuple(told)


def level_of_remark(kind: EventKind) -> Level:
    """Return the level of a remark."""
    return level_of_news(_NEWS[kind])


def cause_of_news(
    reason: ContestedBy, *, before: Condition, after: Condition, today: date, heard: date
) -> ChangeCause:
    """Return why the reason holds, or no longer holds, since the news that came in on a day."""
    rewritten = replace(before, terms=after.terms, former=after.former)
    old, new_text, new = (contested_steps(one) for one in (before, rewritten, after))

    def differ(one: Steps[frozenset[ContestedBy]], on: date) -> bool:
        return (reason in one.at(on.toordinal())) != (reason in new.at(on.toordinal()))

    if not differ(new_text, today):
        return ChangeCause.DEFINITION if differ(old, today) else ChangeCause.CORRECTION
    if differ(new_text, heard - LATE) or _takes_back(before, after):
        return ChangeCause.CORRECTION
    return ChangeCause.EVIDENCE


def _since_when(steps: Steps[frozenset[ContestedBy]], reason: ContestedBy, *, on: date) -> date:
    """Return from which day on the reason holds, or holds no longer, as it does on the day."""
    holds = steps.map(lambda reasons: reason in reasons)
    return date.fromordinal(max(1, *(day for day in holds.starts if day <= on.toordinal())))


def _takes_back(before: Condition, after: Condition) -> bool:
    held = {row.id for row in before.assessments}
    fresh = [row for row in after.assessments if row not in before.assessments]
    return any(row.retracts in held for row in fresh if row.retracts is not None)
