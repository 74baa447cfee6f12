"""What is told of conditions and gates on a day, in the light of what former texts left behind.

Method: a teller says all that is true of a node on a day: its state, since when it is so, by what
it is contested, and when to look at it again. Source: the project's domain notes, section 7;
docs/method/changes.md. Limits: how it comes to differ from what was told is found in `differences`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from scenarios.domain.carried_memory import NO_MEMORY, Memory, remembered
from scenarios.domain.changes import Remark, StatusChange
from scenarios.domain.contested import contested_steps
from scenarios.domain.evaluator import Evaluator, NodeState
from scenarios.domain.former_memory import lost_by_present_text, memory_of_former_texts
from scenarios.domain.records import Condition, Gate, Logic
from scenarios.domain.remarks import CauseOf, remarks_between
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
        self.evaluator = Evaluator(logic)
        self._wakings = Wakings(logic, evaluator=self.evaluator)
        self._rewritten = any(one.former for one in _definitions(logic))
        self._memories: dict[NodeKey, Steps[Memory]] = {}
        self._contested: dict[NodeKey, Steps[frozenset[ContestedBy]]] = {}

    def memory(self, node: NodeKey, *, on: date) -> Memory:
        """Return what the former texts of the node left behind by the day."""
        return self._memory(node).at(on.toordinal())

    def told(self, node: NodeKey, *, on: date, version: int, old: Told | None = None) -> Told:
        """Return what is told of the node on the day, after `old`; raises UnknownNode."""
        state = self.evaluator.state(*node, as_of=on)
        told, today = self._statuses(node), on.toordinal()
        ahead = state.next_clock_change
        if ahead is not None:
            ahead = (ahead[0], remembered(ahead[1], self.memory(node, on=ahead[0])))
        contested = self.contested(node).at(today)
        if self._rewritten or contested:
            state = replace(
                state, status=told.at(today), next_clock_change=ahead, contested=contested
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
        plain = self.evaluator.statuses(*node)
        return combine(remembered, plain, self._memory(node)) if self._rewritten else plain

    def _memory(self, node: NodeKey) -> Steps[Memory]:
        if node not in self._memories:
            memories = constant(NO_MEMORY)
            if self._rewritten:
                texts = memory_of_former_texts(self.logic, *node)
                memories = lost_by_present_text(texts, self.evaluator.values(*node))
            self._memories[node] = memories
        return self._memories[node]

    def _wake_on(self, node: NodeKey, *, after: date) -> date | None:
        """Return the next day on which to look again; memory and disputes begin on days too."""
        starts = (*self._memory(node).starts, *self.contested(node).starts)
        begin = [date.fromordinal(day) for day in starts if day]
        wake_on = self._wakings.wake_on(*node, after=after)
        days = [self.logic.start, *begin, *([wake_on] if wake_on else [])]
        return min((day for day in days if day > after), default=None)


def _definitions(logic: Logic) -> Iterator[Condition | Gate]:
    yield from logic.conditions.values()
    yield from logic.gates.values()
