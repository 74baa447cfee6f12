"""Make the events of one occasion, and the rows of which scenarios each of them touches.

An event tells a change of status of a node, or a remark beside it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from sanctions.models.ids import new_ulid
from scenarios.domain.changes import (
    ChangeCause,
    EventKind,
    GateChange,
    Remark,
    StatusChange,
    event_key,
    gate_change,
    remark_key,
)
from scenarios.domain.levels import Level, level_of
from scenarios.domain.remarks import level_of_remark
from scenarios.domain.statuses import NodeKind, Status
from scenarios.domain.tellings import Telling
from scenarios.models import ChangeEvent, FlaggedScenario
from scenarios.services.node_tellings import NodeTelling, Occasion
from scenarios.services.tell_scenarios import ScenarioTelling


@dataclass(frozen=True, slots=True)
class _Change:
    """A change of status or a remark, and where it was told."""

    of: NodeTelling
    change: StatusChange | Remark

    def key(self, recurrence: int = 0) -> str:
        """Return the key of the event."""
        change = self.change
        if isinstance(change, StatusChange):
            return event_key(change, case=self.of.case.slug, recurrence=recurrence)
        return remark_key(
            change,
            node=f"{self.of.node.kind}:{self.of.address}",
            definition_version=self.of.telling.new.definition_version,
            recurrence=recurrence,
        )

    @property
    def statuses(self) -> tuple[Status, Status]:
        """The status before and after: the same one, where the change is none of status."""
        if isinstance(self.change, StatusChange):
            return self.change.old, self.change.new
        status = self.of.telling.new.state.status
        return status, status

    @property
    def kind(self) -> EventKind:
        """What it tells."""
        return self.change.kind if isinstance(self.change, Remark) else EventKind.CHANGE


def make_events(
    tellings: Sequence[NodeTelling],
    *,
    of_scenarios: Sequence[ScenarioTelling],
    occasion: Occasion,
) -> tuple[list[ChangeEvent], list[FlaggedScenario]]:
    """Make one event for each change and remark, in order, and the rows of what they touch."""
    changes = [_Change(one, change) for one in tellings for change in _told_by(one.telling)]
    changes.sort(key=lambda one: (one.of.telling.day, one.of.node.kind is NodeKind.GATE))
    if not changes:
        return [], []
    log = _Log(changes)
    moves = _moves_of_gates(tellings)
    events = [_event(one, occasion=occasion, moves=moves, log=log) for one in changes]
    touched = _touched(of_scenarios)
    flagged = [
        _flagged(event, telling)
        for event, one in zip(events, changes, strict=True)
        for telling in touched[one.of.telling.day, one.of.node.id]
    ]
    return events, flagged


def _told_by(telling: Telling) -> Iterator[StatusChange | Remark]:
    yield from telling.changes
    yield from telling.remarks


class _Log:
    """What was told of these nodes before, as far as keys and levels depend on it."""

    def __init__(self, changes: Sequence[_Change]) -> None:
        nodes = {one.of.node.id for one in changes}
        about = Q(condition__in=nodes) | Q(gate__in=nodes)
        days = {one.change.valid_from for one in changes}
        same_day = ChangeEvent.objects.filter(about, valid_from__in=days).order_by()
        keys = same_day.values_list("key", flat=True)
        self._told = Counter(":".join(key.split(":")[:6]) for key in keys)
        self._levels: dict[tuple[str, str], Level] = {}
        if any(one.change.cause is ChangeCause.CORRECTION for one in changes):
            columns = ("condition_id", "gate_id", "new_status", "level")
            for condition, gate, status, level in (
                ChangeEvent.objects.filter(about, kind=EventKind.CHANGE)
                .order_by("sequence")
                .values_list(*columns)
            ):
                self._levels[condition or gate, status] = Level(level)

    def recurrence(self, one: _Change) -> int:
        """Return how often the same was told already, and count this time too."""
        before = self._told[one.key()]
        self._told[one.key()] += 1
        return before

    def corrected(self, one: _Change) -> Level | None:
        """Return the level at which that was told which a correction unsays."""
        return self._levels.get((one.of.node.id, one.statuses[0]))


def _event(
    one: _Change,
    *,
    occasion: Occasion,
    moves: dict[tuple[date, str], list[GateChange]],
    log: _Log,
) -> ChangeEvent:
    change, node, telling = one.change, one.of.node, one.of.telling
    of_condition = node.kind is NodeKind.CONDITION
    moved = moves[telling.day, one.of.address if of_condition else node.id]
    old_status, new_status = one.statuses
    return ChangeEvent(
        id=new_ulid(),
        key=one.key(log.recurrence(one)),
        occasion=occasion.id,
        case_id=one.of.case.case_id,
        node_kind=node.kind,
        condition_id=node.id if of_condition else None,
        gate_id=None if of_condition else node.id,
        kind=one.kind,
        definition_version=telling.new.definition_version,
        old_status=old_status,
        new_status=new_status,
        cause=change.cause,
        level=(
            level_of_remark(change.kind)
            if isinstance(change, Remark)
            else level_of(change, gates=moved, corrects=log.corrected(one))
        ),
        valid_from=change.valid_from,
        reason=occasion.reason,
        actor=occasion.actor,
        assessment=occasion.assessment,
        delta=occasion.delta,
        old_deciding=list(telling.old.state.deciding) if telling.old else [],
        new_deciding=list(telling.new.state.deciding),
    )


def _moves_of_gates(
    tellings: Sequence[NodeTelling],
) -> defaultdict[tuple[date, str], list[GateChange]]:
    """Return how gates moved on each day, under their own id and under what they name."""
    moves: defaultdict[tuple[date, str], list[GateChange]] = defaultdict(list)
    for one in tellings:
        old, day = one.telling.old, one.telling.day
        if one.node.kind is NodeKind.CONDITION or old is None:
            continue
        change = gate_change(old=old.state, new=one.telling.new.state)
        for name in (one.node.id, *one.named_conditions()):
            moves[day, name].append(change)
    return moves


def _touched(
    tellings: Sequence[ScenarioTelling],
) -> defaultdict[tuple[date, str], list[ScenarioTelling]]:
    touched: defaultdict[tuple[date, str], list[ScenarioTelling]] = defaultdict(list)
    for telling in tellings:
        for node in telling.scenario.parts.nodes:
            touched[telling.day, node].append(telling)
    return touched


def _flagged(event: ChangeEvent, telling: ScenarioTelling) -> FlaggedScenario:
    old = telling.old
    return FlaggedScenario(
        id=new_ulid(),
        event=event,
        scenario_id=telling.scenario.id,
        old_state=old.state if old else None,
        new_state=telling.new.state,
        old_flags=sorted(old.flags) if old else [],
        new_flags=sorted(telling.new.flags),
    )
