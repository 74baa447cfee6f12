"""What is told of conditions and gates, and how it comes to differ: by the clock, or by news.

Method: a teller says all that is true of a node on a day, in the light of what its former texts
left behind. Overdue nodes are first told day by day, so that the clock's changes come in order and
are the clock's; only then is what was known compared with what is known now, and every difference
of status attributed, and of what is told beside it (`remarks`). Source: the project's domain notes,
section 7; docs/method/changes.md. Limits: nothing here knows what was stored, it is told what is
held.
"""

from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, TypeAlias

from scenarios.domain.attribution import Attribution
from scenarios.domain.carried_memory import Memory, remembered
from scenarios.domain.changes import ChangeCause, Remark, StatusChange
from scenarios.domain.contested import contested_steps
from scenarios.domain.evaluator import Evaluator, NodeState
from scenarios.domain.former_memory import lost_by_present_text, memory_of_former_texts
from scenarios.domain.records import Condition, Logic
from scenarios.domain.remarks import LATE, CauseOf, cause_of_news, remarks_between
from scenarios.domain.standpoints import Standpoint
from scenarios.domain.statuses import ContestedBy, NodeKind, Status
from scenarios.domain.steps import Steps, combine, constant
from scenarios.domain.wakings import Wakings

NodeKey: TypeAlias = tuple[NodeKind, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """All that is told of a node; two that are equal tell the same.

    The status holds `since` a day, and was first told on the day `told_on`, which may be later.
    """

    state: NodeState
    since: date
    told_on: date
    wake_on: date | None
    definition_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What is told of a node from a day on, what was before, and the changes of status between.

    `remarks` are news beside the status. Without `old` it is the first that is told of the node,
    and no change.
    """

    node: NodeKey
    day: date
    old: Told | None
    new: Told
    changes: tuple[StatusChange, ...] = ()
    remarks: tuple[Remark, ...] = ()


class Teller:
    """Tells of the nodes of one logic, sharing work between them."""

    def __init__(self, logic: Logic) -> None:
        self.logic = logic
        self._evaluator = Evaluator(logic)
        self._wakings = Wakings(logic, evaluator=self._evaluator)
        self._memories: dict[NodeKey, Steps[Memory]] = {}
        self._contested: dict[NodeKey, Steps[frozenset[ContestedBy]]] = {}

    def memory(self, node: NodeKey, *, on: date) -> Memory:
        """Return what the former texts of the node left behind by the day."""
        return self._memory(node).at(on.toordinal())

    def told(self, node: NodeKey, *, on: date, version: int, old: Told | None = None) -> Told:
        """Return what is told of the node on the day, after `old`; raises UnknownNode."""
        state = self._evaluator.state(*node, as_of=on)
        told, today = self._statuses(node), on.toordinal()
        ahead = state.next_clock_change
        if ahead is not None:
            ahead = (ahead[0], remembered(ahead[1], self.memory(node, on=ahead[0])))
        state = replace(
            state,
            status=told.at(today),
            next_clock_change=ahead,
            contested=self.contested(node).at(today),
        )
        same = old is not None and old.state.status is state.status
        return Told(
            state=state,
            since=self._since(told, on=on),
            told_on=old.told_on if old is not None and same else on,
            wake_on=self._wake_on(node, after=on),
            definition_version=version,
        )

    def status_changes(self, node: NodeKey, *, from_: date, to: date) -> list[tuple[date, Status]]:
        """Return what is told on the first day, and on each later day on which it changes."""
        told, first = self._statuses(node), from_.toordinal()
        later = [
            (date.fromordinal(day), status)
            for day, status in told.changes()
            if first < day <= to.toordinal()
        ]
        return [(from_, told.at(first)), *later]

    def contested(self, node: NodeKey) -> Steps[frozenset[ContestedBy]]:
        """Return by what the node is contested on each day; a gate never is."""
        if node not in self._contested:
            kind, name = node
            self._contested[node] = (
                contested_steps(self.logic.conditions[name])
                if kind is NodeKind.CONDITION
                else constant(frozenset())
            )
        return self._contested[node]

    def remarks(
        self, node: NodeKey, old: Told, new: Told, *, on: date, cause: CauseOf
    ) -> tuple[Remark, ...]:
        """Return what is told beside the status on the day, each with its cause."""
        return remarks_between(
            old.state.contested,
            new.state.contested,
            steps=self.contested(node),
            start=self.logic.start,
            on=on,
            cause=cause,
        )

    def _since(self, told: Steps[Status], *, on: date) -> date:
        """Return since when the status holds: at most since the case began, if it has."""
        first = max(day for day in told.starts if day <= on.toordinal())
        earliest = self.logic.start if self.logic.start <= on else date.min
        return date.fromordinal(max(first, earliest.toordinal()))

    def _statuses(self, node: NodeKey) -> Steps[Status]:
        """Return the statuses on all days, in the light of what is remembered."""
        return combine(remembered, self._evaluator.statuses(*node), self._memory(node))

    def _memory(self, node: NodeKey) -> Steps[Memory]:
        if node not in self._memories:
            memories = memory_of_former_texts(self.logic, *node)
            values = self._evaluator.values(*node)
            self._memories[node] = lost_by_present_text(memories, values)
        return self._memories[node]

    def _wake_on(self, node: NodeKey, *, after: date) -> date | None:
        """Return the next day on which to look again; memory and disputes begin on days too."""
        starts = (*self._memory(node).starts, *self.contested(node).starts)
        begin = [date.fromordinal(day) for day in starts if day]
        wake_on = self._wakings.wake_on(*node, after=after)
        days = [self.logic.start, *begin, *([wake_on] if wake_on else [])]
        return min((day for day in days if day > after), default=None)


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
    then = _Then(before or after, after=after, today=today, heard=heard or today)
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

    def __init__(self, before: Logic, *, after: Logic, today: date, heard: date) -> None:
        self._before, self._after, self._today, self._heard = before, after, today, heard
        self._teller = Teller(before)
        self._redefined = _texts(before) != _texts(after)
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
                before=Standpoint(logic=self._before, as_of=day),
                after=Standpoint(logic=self._after, as_of=self._today),
            )
        return self._attributions[day]


def _texts(logic: Logic) -> Any:
    """Return all present definitions."""
    return (
        {name: condition.terms for name, condition in logic.conditions.items()},
        {name: gate.terms for name, gate in logic.gates.items()},
    )


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
