"""Why a status changed: between two evaluations, one thing is moved at a time.

Method: the old status; then the new definition with the old facts on the old day; then the new
day; then the new knowledge. Where a stage moves the status, its cause is found: DEFINITION, CLOCK,
EVIDENCE, or CORRECTION where the new knowledge would also have changed what was said of a day
already over, or takes back what the old status stood on. Ways that lead back are left out, so
that A, B, A is no event. Source: the project's domain notes, section 7; docs/method/changes.md.
Limits: what came and went between the two days is not seen; who must not miss it evaluates on
every day on which the clock alone changes a status.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date
from itertools import pairwise

from scenarios.domain.carried_memory import NO_MEMORY, Memory, memory_of_values, remembered
from scenarios.domain.changes import ChangeCause, StatusChange
from scenarios.domain.errors import UnknownNode
from scenarios.domain.evaluator import Evaluator
from scenarios.domain.expressions import conditions_of
from scenarios.domain.standpoints import (
    Standpoint,
    definition_of,
    evaluator_of,
    is_rewritten,
    own_evaluator,
    takes_back,
)
from scenarios.domain.statuses import NodeKind, Status


@dataclass(frozen=True, slots=True)
class _Stage:
    """The status once one more thing has been moved, and the day from which it holds."""

    status: Status
    since: date
    cause: ChangeCause | None = None


@dataclass(frozen=True, slots=True)
class _Telling:
    """The statuses of a node by one evaluator, told in the light of a memory."""

    evaluator: Evaluator
    start: date
    memory: Memory

    def stage(
        self, kind: NodeKind, node_id: str, *, day: date, cause: ChangeCause | None = None
    ) -> _Stage:
        """Return what is told on the day."""
        plain = self.evaluator.statuses(kind, node_id)
        told = plain.map(lambda status: remembered(status, self.memory))
        today = day.toordinal()
        since = max(first for first, _ in told.changes() if first <= today)
        earliest = self.start
        if told.at(today) is not plain.at(today):
            # What only memory says holds from where the older text stopped speaking.
            earliest = max(earliest, self.memory.until)
        since = max(since, min(earliest, day).toordinal())
        return _Stage(told.at(today), date.fromordinal(since), cause)


class Attribution:
    """The differences between two standpoints, node by node, sharing work between nodes."""

    def __init__(self, *, before: Standpoint, after: Standpoint) -> None:
        self._before = before
        self._after = after
        self._redefined = is_rewritten(before, after)
        self._old = self._new_text = own_evaluator(before)
        self._new = self._hindsight = own_evaluator(after)
        if self._redefined:
            self._new_text = evaluator_of(definition_of(after), facts=before)
            self._hindsight = evaluator_of(definition_of(before), facts=after)

    def changes(
        self, kind: NodeKind, node_id: str, *, version: int, memory: Memory = NO_MEMORY
    ) -> tuple[StatusChange, ...]:
        """Return the changes of the node's status in the order of their causes, chained.

        `version` is that of the new definition; `memory` what definitions before the old one
        left behind. A node that only one standpoint knows has no change. Raises UnknownNode for
        one that neither knows.
        """
        if not self._known_to_both(kind, node_id):
            return ()
        stages = self._stages(kind, node_id, memory)
        return tuple(
            StatusChange(
                node_kind=NodeKind(kind),
                node_id=node_id,
                definition_version=version,
                old=old.status,
                new=new.status,
                cause=new.cause,
                valid_from=new.since,
                detection_lag=self._lag(new.since),
            )
            for old, new in _moves(stages)
            if new.cause is not None
        )

    def _stages(self, kind: NodeKind, node_id: str, memory: Memory) -> Iterator[_Stage]:
        then, now = self._before.as_of, self._after.as_of
        passed = corrected = memory
        if self._redefined:
            passed = memory.joined(self._left_behind(self._old, kind, node_id))
            corrected = memory.joined(self._left_behind(self._hindsight, kind, node_id))
        old_start, new_start = self._before.logic.start, self._after.logic.start
        yield _Telling(self._old, old_start, memory).stage(kind, node_id, day=then)
        rewritten = _Telling(self._new_text, old_start, passed)
        yield rewritten.stage(kind, node_id, day=then, cause=ChangeCause.DEFINITION)
        yield rewritten.stage(kind, node_id, day=now, cause=ChangeCause.CLOCK)
        news = self._cause_of_news(kind, node_id)
        yield _Telling(self._new, new_start, corrected).stage(kind, node_id, day=now, cause=news)

    def _left_behind(self, evaluator: Evaluator, kind: NodeKind, node_id: str) -> Memory:
        return memory_of_values(
            evaluator.values(kind, node_id),
            start=self._before.logic.start,
            until=self._before.as_of,
        )

    def _cause_of_news(self, kind: NodeKind, node_id: str) -> ChangeCause:
        old, hindsight = (one.statuses(kind, node_id) for one in (self._old, self._hindsight))
        then = self._before.as_of.toordinal()
        # News of the day itself is no correction: on one day, the day before is what was over.
        over = min(then, self._after.as_of.toordinal() - 1)
        if old.at(over) != hindsight.at(over):
            return ChangeCause.CORRECTION
        if old.at(then) != hindsight.at(then) and takes_back(
            self._after, held=self._before, conditions=self._conditions(kind, node_id)
        ):
            return ChangeCause.CORRECTION
        return ChangeCause.EVIDENCE

    def _conditions(self, kind: NodeKind, node_id: str) -> set[str]:
        if NodeKind(kind) is NodeKind.CONDITION:
            return {node_id}
        gate = self._before.logic.gates[node_id]
        return conditions_of(gate.terms_at(self._before.known_at).when)

    def _known_to_both(self, kind: NodeKind, node_id: str) -> bool:
        known = [
            node_id in (logic.gates if NodeKind(kind) is NodeKind.GATE else logic.conditions)
            for logic in (self._before.logic, self._after.logic)
        ]
        if not any(known):
            raise UnknownNode(kind=NodeKind(kind), node_id=node_id)
        return all(known)

    def _lag(self, valid_from: date) -> int:
        known_at = self._after.known_at
        recorded = known_at.astimezone(UTC).date() if known_at else self._after.as_of
        return max(0, (recorded - valid_from).days)


def _moves(stages: Iterable[_Stage]) -> list[tuple[_Stage, _Stage]]:
    """Return the moves from the first status to the last one, without ways that lead back."""
    path: list[_Stage] = []
    for stage in stages:
        seen = [place for place, one in enumerate(path) if one.status is stage.status]
        path = path[: seen[0] + 1] if seen else [*path, stage]
    return list(pairwise(path))
