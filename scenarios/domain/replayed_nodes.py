"""Conditions and gates through time: what a run that had been there would have told, and when.

Method: from before the first news on, each instant of news is taken in turn. What the clock changed
up to its day is told first, as a tick would have; then what was known is compared with what is
known now, for the nodes that the news touches. Days on which nothing can differ are never looked
at. Source: docs/method/replay.md; docs/method/changes.md. Limits: those of `knowledge`; the tick of
a day comes before the news of that day, whatever the hour.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

from scenarios.domain.differences import tell_of_clock, tell_of_news
from scenarios.domain.knowledge import (
    condition_known,
    definition_version,
    gate_known,
    logic_known,
    touched_by_news,
)
from scenarios.domain.records import Logic
from scenarios.domain.statuses import NodeKind
from scenarios.domain.tellings import NodeKey, Teller, Telling, Told

_LEAST = timedelta(microseconds=1)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What is told together: by one tick of the clock on a day, or on one piece of news.

    `logic` is what was known then.
    """

    day: date
    logic: Logic
    tellings: tuple[Telling, ...]


def tell_through_time(logic: Logic, *, to: date) -> Iterator[Moment]:
    """Yield what is told of all nodes, in order, up to the last day.

    The first moment, on the eve of all history, tells what is so, and no change.
    """
    news = touched_by_news(logic)
    eve = _eve(logic, news)
    known = logic_known(logic, at=min(news) - _LEAST) if news else logic
    teller = Teller(known)
    held = {
        node: teller.told(node, on=eve, version=_version(known, node)) for node in _nodes(known)
    }
    first = (Telling(node=node, day=eve, old=None, new=told) for node, told in held.items())
    yield Moment(day=eve, logic=known, tellings=tuple(first))
    for instant, touched in news.items():
        today = _day(instant)
        if today > to:
            break
        yield from _by_clock(teller, held, today=today)
        wiser = _learned(known, logic, at=instant, touched=touched)
        heard = _heard(wiser, at=instant, touched=touched)
        yield from _by_news(known, wiser, held, touched=touched, today=today, heard=heard)
        known, teller = wiser, Teller(wiser)
    yield from _by_clock(teller, held, today=to)


def _by_clock(teller: Teller, held: dict[NodeKey, Told], *, today: date) -> Iterator[Moment]:
    tellings = tell_of_clock(teller, held, today=today)
    for day, told in groupby(tellings, key=lambda telling: telling.day):
        yield Moment(day=day, logic=teller.logic, tellings=tuple(told))


def _by_news(
    known: Logic,
    wiser: Logic,
    held: dict[NodeKey, Told],
    *,
    touched: Collection[NodeKey],
    today: date,
    heard: date | None,
) -> Iterator[Moment]:
    nodes = {node: _version(wiser, node) for node in sorted(touched)}
    news = tell_of_news(before=known, after=wiser, nodes=nodes, held=held, today=today, heard=heard)
    told = tuple(news)
    held |= {telling.node: telling.new for telling in told}
    if told:
        yield Moment(day=today, logic=wiser, tellings=told)


def _heard(logic: Logic, *, at: datetime, touched: Collection[NodeKey]) -> date | None:
    """Return when that came in which counts from the instant on, where it had to stand first."""
    settled = [
        _day(row.heard)
        for kind, name in touched
        if kind is NodeKind.CONDITION
        for row in logic.conditions[name].assessments
        if row.recorded == at and row.heard is not None
    ]
    return min(settled, default=None)


def _learned(known: Logic, logic: Logic, *, at: datetime, touched: Collection[NodeKey]) -> Logic:
    """Return what is known once the news is in; nothing else is looked at again."""
    conditions, gates = dict(known.conditions), dict(known.gates)
    for kind, name in touched:
        if kind is NodeKind.CONDITION:
            conditions[name] = condition_known(logic.conditions[name], at=at)
        else:
            gates[name] = gate_known(logic.gates[name], at=at)
    return replace(known, conditions=conditions, gates=gates)


def _nodes(logic: Logic) -> Iterator[NodeKey]:
    yield from ((NodeKind.CONDITION, name) for name in logic.conditions)
    yield from ((NodeKind.GATE, name) for name in logic.gates)


def _version(logic: Logic, node: NodeKey) -> int:
    kind, name = node
    return definition_version(
        logic.conditions[name] if kind is NodeKind.CONDITION else logic.gates[name]
    )


def _eve(logic: Logic, news: Collection[datetime]) -> date:
    """Return the day before all history: before any fact was true, and before any was known."""
    first = min([logic.start, *(_day(instant) for instant in news), *_dates_of_facts(logic)])
    return first - _DAY if first > date.min else first


def _dates_of_facts(logic: Logic) -> Iterator[date]:
    for condition in logic.conditions.values():
        yield from (row.date for row in condition.assessments)
        yield from (row.date for row in condition.readings)
        yield from (row.date for row in condition.confirmations)
        yield from (row.date for row in condition.provisional)


def _day(instant: datetime) -> date:
    return instant.astimezone(UTC).date()
