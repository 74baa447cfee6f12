"""The state of conditions and gates on a day, and their statuses through time.

Method: values and finality come from `outcomes`, statuses from a node's own history, and the next
change by the clock is the next change of status when all facts dated later are left out. An
evaluator keeps what it has worked out. Source: the case file format, section 4. Limits: facts are
as given; the clock is never read here.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from scenarios.domain.blocking import blocking_sets
from scenarios.domain.condition_timelines import Horizon
from scenarios.domain.errors import TooManyCandidates, UnknownNode
from scenarios.domain.expressions import ConditionRef, Expression, conditions_of
from scenarios.domain.outcomes import Outcomes
from scenarios.domain.records import Logic
from scenarios.domain.skeletons import Skeleton, deciding_conditions, skeleton_of
from scenarios.domain.status_history import status_steps
from scenarios.domain.statuses import ContestedBy, NodeKind, Status
from scenarios.domain.steps import Steps
from scenarios.domain.timeless import is_timeless, timeless_outcome
from scenarios.domain.timelines import Outcome
from scenarios.domain.truth import Truth

#: How many days ahead the first day met and the next change by the clock are looked for.
DAYS_AHEAD = 400

BlockingSets = tuple[tuple[str, ...], ...]
ClockChange = tuple[date, Status]


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeState:
    """What is true of a condition or gate on a day.

    `blocking` is None for a node that is finally F. It is None too where more candidates would
    have to be tried than can be; `refused_candidates` is then their number. Whether a condition is
    contested is no part of its evaluation: a teller adds it (`tellings`).
    """

    value: Truth
    status: Status
    final: bool
    deciding: tuple[str, ...]
    blocking: BlockingSets | None
    next_clock_change: ClockChange | None
    refused_candidates: int | None = None
    contested: frozenset[ContestedBy] = frozenset()


@dataclass(frozen=True, slots=True)
class _Shape:
    """What an expression says of any facts: two logics that differ in facts share it."""

    expression: Expression
    skeleton: Skeleton
    conditions: tuple[str, ...]
    timeless: bool


@dataclass(frozen=True, slots=True)
class _Node:
    """A node, and its outcome over the facts of a logic."""

    shape: _Shape
    outcome: Outcome


class Evaluator:
    """Evaluates the nodes of one logic, as known at one instant, sharing work between them."""

    def __init__(
        self, logic: Logic, *, known_at: datetime | None = None, dated_to: date | None = None
    ) -> None:
        self._logic = logic
        self._known_at = known_at
        self._outcomes = Outcomes(logic, horizon=Horizon(known_at=known_at, dated_to=dated_to))
        self._nodes: dict[tuple[NodeKind, str], _Node] = {}
        self._statuses: dict[tuple[NodeKind, str], Steps[Status]] = {}
        self._undisturbed: dict[date, Evaluator] = {}

    def state(self, kind: NodeKind, node_id: str, *, as_of: date) -> NodeState:
        """Return everything that is true of the node on the day; raises UnknownNode."""
        outcome, day = self._node(kind, node_id).outcome, as_of.toordinal()
        blocking, refused = None, None
        try:
            blocking = self.blocking(kind, node_id, as_of=as_of)
        except TooManyCandidates as refusal:
            refused = refusal.candidates
        return NodeState(
            value=outcome.value.at(day),
            status=self.statuses(kind, node_id).at(day),
            final=outcome.final.at(day),
            deciding=self.deciding(kind, node_id, as_of=as_of),
            blocking=blocking,
            next_clock_change=self.next_clock_change(kind, node_id, as_of=as_of),
            refused_candidates=refused,
        )

    def conditions(self, kind: NodeKind, node_id: str) -> tuple[str, ...]:
        """Return the conditions that the node rests on, itself if it is one, sorted."""
        return self._node(kind, node_id).shape.conditions

    def values(self, kind: NodeKind, node_id: str) -> Steps[Truth]:
        """Return the value of the node on every day; raises UnknownNode."""
        return self._node(kind, node_id).outcome.value

    def final(self, kind: NodeKind, node_id: str) -> Steps[bool]:
        """Return on which days the node is decided whatever still comes; raises UnknownNode."""
        return self._node(kind, node_id).outcome.final

    def statuses(self, kind: NodeKind, node_id: str) -> Steps[Status]:
        """Return the status of the node on every day; raises UnknownNode."""
        key = (kind, node_id)
        if key not in self._statuses:
            self._statuses[key] = self._status_steps(self._node(kind, node_id))
        return self._statuses[key]

    def status_changes(
        self, kind: NodeKind, node_id: str, *, from_: date, to: date
    ) -> list[tuple[date, Status]]:
        """Return the status on the first day, and each later day on which it changes."""
        steps, first = self.statuses(kind, node_id), from_.toordinal()
        later = [
            (date.fromordinal(day), status)
            for day, status in steps.changes()
            if first < day <= to.toordinal()
        ]
        return [(from_, steps.at(first)), *later]

    def first_met(self, kind: NodeKind, node_id: str) -> date | None:
        """Return the first day from the start to 400 days past the last date on which it is T."""
        steps = self.values(kind, node_id)
        first = steps.first_day(of=Truth.T, since=self._logic.start.toordinal())
        latest = _days_ahead(self._logic.last_date.toordinal())
        return date.fromordinal(first) if first is not None and first <= latest else None

    def deciding(self, kind: NodeKind, node_id: str, *, as_of: date) -> tuple[str, ...]:
        """Return the conditions whose value alone makes a difference on the day, sorted."""
        node = self._node(kind, node_id)
        return deciding_conditions(node.shape.skeleton, values=self._values_of(node, as_of=as_of))

    def blocking(self, kind: NodeKind, node_id: str, *, as_of: date) -> BlockingSets | None:
        """Return the smallest sets of conditions to change; None for a node finally F.

        Raises UnknownNode, and TooManyCandidates above what can be searched exactly.
        """
        node, day = self._node(kind, node_id), as_of.toordinal()
        if node.outcome.value.at(day) is Truth.T:
            return ()
        if node.outcome.final.at(day):
            return None
        return blocking_sets(node.shape.skeleton, values=self._values_of(node, as_of=as_of))

    def next_clock_change(self, kind: NodeKind, node_id: str, *, as_of: date) -> ClockChange | None:
        """Return the first later change of status that needs no new fact, within 400 days."""
        steps, today = self.undisturbed(as_of).statuses(kind, node_id), as_of.toordinal()
        for day, status in steps.changes():
            if today < day <= _days_ahead(today):
                return date.fromordinal(day), status
        return None

    def undisturbed(self, as_of: date) -> "Evaluator":
        """Return the evaluator that leaves out all facts dated after the day, history as it is."""
        if as_of not in self._undisturbed:
            conditions = self._logic.conditions.values()
            self._undisturbed[as_of] = (
                Evaluator(self._logic, known_at=self._known_at, dated_to=as_of)
                if any(condition.has_facts_after(as_of) for condition in conditions)
                else self
            )
        return self._undisturbed[as_of]

    def _node(self, kind: NodeKind, node_id: str) -> _Node:
        key = (kind, node_id)
        if key not in self._nodes:
            shape = _shape(self._expression(kind, node_id))
            self._nodes[key] = _Node(shape, self._outcome(shape))
        return self._nodes[key]

    def _outcome(self, shape: _Shape) -> Outcome:
        if not shape.timeless:
            return self._outcomes.of(shape.expression)
        leaves = {name: self._outcomes.condition(name).outcome for name in shape.conditions}
        return timeless_outcome(shape.skeleton, leaves=leaves)

    def _expression(self, kind: NodeKind, node_id: str) -> Expression:
        """Return the expression of a gate as defined then, or the condition as an expression."""
        if NodeKind(kind) is NodeKind.CONDITION:
            return ConditionRef(node_id)
        gate = self._logic.gates.get(node_id)
        if gate is None:
            raise UnknownNode(kind=NodeKind.GATE, node_id=node_id)
        return gate.terms_at(self._known_at).when

    def _values_of(self, node: _Node, *, as_of: date) -> dict[str, Truth]:
        day = as_of.toordinal()
        return {
            name: self._outcomes.condition(name).outcome.value.at(day)
            for name in node.shape.conditions
        }

    def _status_steps(self, node: _Node) -> Steps[Status]:
        governing = None
        expression = node.shape.expression
        if isinstance(expression, ConditionRef):
            governing = self._outcomes.condition(expression.id).governing
        return status_steps(
            node.outcome,
            expression=expression,
            start=self._logic.start.toordinal(),
            governing=governing,
        )


@lru_cache(maxsize=1 << 12)
def _shape(expression: Expression) -> _Shape:
    return _Shape(
        expression=expression,
        skeleton=skeleton_of(expression),
        conditions=tuple(sorted(conditions_of(expression))),
        timeless=not isinstance(expression, ConditionRef) and is_timeless(expression),
    )


def _days_ahead(day: int) -> int:
    return min(day + DAYS_AHEAD, date.max.toordinal())
