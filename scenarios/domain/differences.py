"""How what is told of conditions and gates comes to differ: by the clock, or by news.

Method: overdue nodes are first told day by day, so that the clock's changes come in order and are
the clock's; only then is what was known compared with what is known now, and every difference of
status attributed, and of what is told beside it (`remarks`). Source: the project's domain notes,
section 7; docs/method/changes.md. Limits: nothing here knows what was stored, it is told what is
held.
"""

from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from scenarios.domain.attribution import Attribution
from scenarios.domain.changes import ChangeCause, StatusChange
from scenarios.domain.records import Condition, Logic
from scenarios.domain.remarks import LATE, CauseOf, cause_of_news
from scenarios.domain.standpoints import Standpoint, is_rewritten
from scenarios.domain.tellings import NodeKey, Teller, Telling, Told


def tell_of_clock(
    teller: Teller, held: MutableMapping[NodeKey, Told], *, today: date
) -> Iterator[Telling]:
    """Yield what the clock changed up to today, day by day; `held` is kept up meanwhile."""
    while due := [told.wake_on for told in held.values() if _is_due(told, today)]:
        day = min(one for one in due if one is not None)
        for node, old in list(held.items()):
            if old.wake_on is None or old.wake_on > day:
                continue
            new = teller.told(node, on=day, version=old.definition_version, old=old)
            held[node] = new
            yield Telling(
                node=node,
                day=day,
                old=old,
                new=new,
                changes=_by_clock(node, old, new),
                remarks=teller.remarks(node, old, new, on=day, cause=lambda _: ChangeCause.CLOCK),
            )


def tell_of_news(
    *,
    before: Logic | None,
    after: Logic,
    nodes: Mapping[NodeKey, int],
    held: Mapping[NodeKey, Told],
    today: date,
    heard: date | None = None,
) -> Iterator[Telling]:
    """Yield what differs today by new knowledge or new definitions.

    `nodes` are the nodes to tell of, each with the version of its definition. Without `before`
    nothing is known of what was known, and a difference is a correction. `heard` is the day on
    which the news came in, where it had to stand before it counted.
    """
    teller = Teller(after)
    then = _Then(before or after, after=teller, today=today, heard=heard or today)
    for node, version in nodes.items():
        old = held.get(node)
        new = teller.told(node, on=today, version=version, old=old)
        if old != new:
            changes = then.changes(node, old, new) if old is not None else ()
            beside = (
                teller.remarks(node, old, new, on=today, cause=then.cause_of_remark(node))
                if old is not None
                else ()
            )
            yield Telling(node=node, day=today, old=old, new=new, changes=changes, remarks=beside)


class _Then:
    """What was known before the news, and so why a status differs now."""

    def __init__(self, before: Logic, *, after: Teller, today: date, heard: date) -> None:
        self._before, self._after, self._today, self._heard = before, after.logic, today, heard
        self._teller, self._teller_now = Teller(before), after
        self._redefined = is_rewritten(self._standpoint(today), self._standpoint_now())
        self._attributions: dict[date, Attribution] = {}

    def changes(self, node: NodeKey, old: Told, new: Told) -> tuple[StatusChange, ...]:
        """Return the changes of status from the old to the new, none where it is the same.

        News of a day on which the old status stood, and that is over for longer than a day,
        corrects what was said then; other news is evidence. Where a text was rewritten, it is told
        as of today.
        """
        if old.state.status is new.state.status:
            return ()
        day = self._today if self._redefined else max(old.told_on, self._heard - LATE)
        attributed = self._attribution(day).changes(
            *node, version=new.definition_version, memory=self._teller.memory(node, on=day)
        )
        return _joined(node, old, new, attributed, today=self._today)

    def cause_of_remark(self, node: NodeKey) -> CauseOf:
        """Return what finds the cause of what is told beside the status."""
        _, name = node
        after = self._after.conditions.get(name, Condition(id=name))
        before = self._before.conditions.get(name, after)
        return partial(
            cause_of_news, before=before, after=after, today=self._today, heard=self._heard
        )

    def _attribution(self, day: date) -> Attribution:
        if day not in self._attributions:
            self._attributions[day] = Attribution(
                before=self._standpoint(day), after=self._standpoint_now()
            )
        return self._attributions[day]

    def _standpoint(self, day: date) -> Standpoint:
        return Standpoint(logic=self._before, as_of=day, evaluator=self._teller.evaluator)

    def _standpoint_now(self) -> Standpoint:
        evaluator = self._teller_now.evaluator
        return Standpoint(logic=self._after, as_of=self._today, evaluator=evaluator)


def _is_due(told: Told, today: date) -> bool:
    return told.wake_on is not None and told.wake_on <= today


def _by_clock(node: NodeKey, old: Told, new: Told) -> tuple[StatusChange, ...]:
    if old.state.status is new.state.status:
        return ()
    return (_change(node, old, new, cause=ChangeCause.CLOCK, lag=0),)


def _joined(
    node: NodeKey, old: Told, new: Told, changes: Sequence[StatusChange], *, today: date
) -> tuple[StatusChange, ...]:
    """Return the changes so that they lead from the old to the new.

    Where they say that nothing changed, news has unsaid what former texts had left behind.
    """
    if not changes:
        lag = max(0, (today - new.since).days)
        return (_change(node, old, new, cause=ChangeCause.CORRECTION, lag=lag),)
    first = replace(changes[0], old=old.state.status)
    joined = [first, *changes[1:]]
    joined[-1] = replace(joined[-1], new=new.state.status)
    return tuple(one for one in joined if one.old is not one.new)


def _change(node: NodeKey, old: Told, new: Told, *, cause: ChangeCause, lag: int) -> StatusChange:
    kind, name = node
    return StatusChange(
        node_kind=kind,
        node_id=name,
        definition_version=new.definition_version,
        old=old.state.status,
        new=new.state.status,
        cause=cause,
        valid_from=new.since,
        detection_lag=lag,
    )
