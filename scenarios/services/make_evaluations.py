"""Make the rows of evaluations from what is told: the last one of each node is current."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sanctions.models.ids import new_ulid
from scenarios.domain.statuses import NodeKind
from scenarios.models import Evaluation, ScenarioEvaluation
from scenarios.services.node_tellings import NodeTelling
from scenarios.services.tell_scenarios import ScenarioTelling


def make_evaluations(tellings: Sequence[NodeTelling]) -> list[Evaluation]:
    """Make one row for each telling."""
    last = {one.node.id: one for one in tellings}
    return [_row(one, is_current=last[one.node.id] is one) for one in tellings]


def make_scenario_evaluations(tellings: Sequence[ScenarioTelling]) -> list[ScenarioEvaluation]:
    """Make one row for each telling."""
    last = {one.scenario.id: one for one in tellings}
    return [_scenario_row(one, is_current=last[one.scenario.id] is one) for one in tellings]


def _row(one: NodeTelling, *, is_current: bool) -> Evaluation:
    told, state = one.telling.new, one.telling.new.state
    ahead_on, ahead_status = state.next_clock_change or (None, None)
    of_condition = one.node.kind is NodeKind.CONDITION
    return Evaluation(
        id=new_ulid(),
        case_id=one.case.case_id,
        node_kind=one.node.kind,
        condition_id=one.node.id if of_condition else None,
        gate_id=None if of_condition else one.node.id,
        definition_version=told.definition_version,
        as_of=one.telling.day,
        value=state.value,
        status=state.status,
        since=told.since,
        told_on=told.told_on,
        final=state.final,
        deciding=list(state.deciding),
        blocking=_lists(state.blocking),
        refused_candidates=state.refused_candidates,
        next_change_on=ahead_on,
        next_change_status=ahead_status,
        contested=sorted(state.contested),
        wake_on=told.wake_on,
        is_current=is_current,
    )


def _scenario_row(one: ScenarioTelling, *, is_current: bool) -> ScenarioEvaluation:
    return ScenarioEvaluation(
        id=new_ulid(),
        case_id=one.scenario.case_id,
        scenario_id=one.scenario.id,
        as_of=one.day,
        state=one.new.state,
        flags=sorted(one.new.flags),
        since=one.new.since,
        blocking=_lists(one.new.blocking),
        wake_on=one.new.wake_on,
        is_current=is_current,
    )


def _lists(sets: Iterable[Iterable[str]] | None) -> list[list[str]] | None:
    return None if sets is None else [list(members) for members in sets]
