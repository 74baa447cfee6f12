"""What changed about a condition or gate, and why: the facts that change events are made of.

Method: a change is a difference of status between two evaluations; `attribution` finds it and its
cause. Beside the status, what decides a gate and what blocks it may move; levels need that too.
That a condition becomes contested leaves its status as it is, and is a remark of its own.
Source: the project's domain notes, section 7; docs/method/changes.md. Limits: nothing here reads
a log, so whether an event was written before is told to it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from scenarios.domain.evaluator import BlockingSets, NodeState
from scenarios.domain.statuses import NodeKind, Status
from scenarios.domain.truth import Truth


class ChangeCause(StrEnum):
    """What moved a status: the text, the calendar, news, or news that the past was otherwise."""

    DEFINITION = "DEFINITION"
    CLOCK = "CLOCK"
    EVIDENCE = "EVIDENCE"
    CORRECTION = "CORRECTION"


class EventKind(StrEnum):
    """What an event tells: a change of status, a remark beside the status, or an act."""

    CHANGE = "change"
    CONTESTED = "contested"
    VIEWS_DIVERGE = "views_diverge"
    VIEWS_AGREE = "views_agree"
    ACT = "act"
    ACT_TAKEN_BACK = "act_taken_back"


#: The kinds of event that tell of a package: what an authority did with it.
KINDS_OF_ACTS = (EventKind.ACT, EventKind.ACT_TAKEN_BACK)


class EventNode(StrEnum):
    """What an event is of: a condition or gate, or the package for which an act was recorded."""

    CONDITION = "condition"
    GATE = "gate"
    PACKAGE = "package"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChange:
    """One move of the status of a condition or gate, by one cause.

    `valid_from` is the day from which the new status holds, `detection_lag` how many days later
    it was recorded.
    """

    node_kind: NodeKind
    node_id: str
    definition_version: int
    old: Status
    new: Status
    cause: ChangeCause
    valid_from: date
    detection_lag: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """News of a node beside its status, which stays: that it is contested, say.

    It is so from the day `valid_from`; `detection_lag` is as that of a change.
    """

    kind: EventKind
    cause: ChangeCause
    valid_from: date
    detection_lag: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GateChange:
    """How a gate differs between two evaluations, its status aside."""

    old_value: Truth
    new_value: Truth
    old_deciding: tuple[str, ...]
    new_deciding: tuple[str, ...]
    old_blocking: BlockingSets | None
    new_blocking: BlockingSets | None

    @property
    def value_changed(self) -> bool:
        """Tell whether the gate has another truth value."""
        return self.old_value is not self.new_value

    @property
    def deciding_changed(self) -> bool:
        """Tell whether other conditions decide now."""
        return set(self.old_deciding) != set(self.new_deciding)

    @property
    def blocking_changed(self) -> bool:
        """Tell whether other sets of conditions stand in the way now."""
        return _as_sets(self.old_blocking) != _as_sets(self.new_blocking)


def gate_change(*, old: NodeState, new: NodeState) -> GateChange:
    """Return how the second state of a gate differs from the first."""
    return GateChange(
        old_value=old.value,
        new_value=new.value,
        old_deciding=old.deciding,
        new_deciding=new.deciding,
        old_blocking=old.blocking,
        new_blocking=new.blocking,
    )


def event_key(change: StatusChange, *, case: str, recurrence: int = 0) -> str:
    """Return the text that two events share only if they tell the same thing.

    `recurrence` counts the events with this key that the node has since moved back from: a claim
    that was retracted and is made again is news again, a job that runs twice is not.
    """
    node = change.node_id if "/" in change.node_id else f"{case}/{change.node_id}"
    parts = [
        f"{change.node_kind}:{node}",
        f"v{change.definition_version}",
        f"{change.old}>{change.new}",
        change.valid_from.isoformat(),
        change.cause,
    ]
    return ":".join(parts) + (f":{recurrence}" if recurrence else "")


def remark_key(remark: Remark, *, node: str, definition_version: int, recurrence: int = 0) -> str:
    """Return the text that two remarks share only if they tell the same thing; see `event_key`.

    `node` is the kind of the node and its address, as in `condition:case/name`.
    """
    parts = [node, f"v{definition_version}", remark.kind, remark.valid_from.isoformat()]
    parts.append(remark.cause)
    return ":".join(parts) + (f":{recurrence}" if recurrence else "")


def _as_sets(sets: BlockingSets | None) -> frozenset[frozenset[str]] | None:
    return None if sets is None else frozenset(frozenset(members) for members in sets)
