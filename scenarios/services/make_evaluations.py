"""Append evaluations: what was current is current no longer, nothing else of it changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q

from scenarios.domain.errors import ChangeRefused
from scenarios.domain.statuses import NodeKind
from scenarios.models import Evaluation, ScenarioEvaluation
from scenarios.services.node_tellings import NodeTelling
from scenarios.services.tell_scenarios import ScenarioTelling

BATCH = 1_000


class EvaluationMoved(ChangeRefused):
    """Somebody else evaluated the same node meanwhile: its case was not held."""

    def __init__(self) -> None:
        super().__init__("What this rests on was changed in the same moment. Please try again.")


def store_evaluations(tellings: Sequence[NodeTelling]) -> None:
    """Append one row for each telling, the last one of each node current.

    Raises EvaluationMoved where another row is current than the one the tellings went out from.
    """
    first = {one.node.id: one.telling for one in reversed(tellings)}
    last = {one.node.id: one for one in tellings}
    held = [node for node, telling in first.items() if telling.old is not None]
    _retire(Evaluation.objects.filter(Q(condition__in=held) | Q(gate__in=held)), expected=len(held))
    Evaluation.objects.bulk_create(
        (_row(one, is_current=last[one.node.id] is one) for one in tellings), batch_size=BATCH
    )


def store_scenario_evaluations(tellings: Sequence[ScenarioTelling]) -> None:
    """Append one row for each telling, the last one of each scenario current.

    Raises EvaluationMoved as `store_evaluations` does.
    """
    first = {one.scenario.id: one for one in reversed(tellings)}
    last = {one.scenario.id: one for one in tellings}
    held = [scenario for scenario, telling in first.items() if telling.old is not None]
    _retire(ScenarioEvaluation.objects.filter(scenario__in=held), expected=len(held))
    ScenarioEvaluation.objects.bulk_create(
        (_scenario_row(one, is_current=last[one.scenario.id] is one) for one in tellings),
        batch_size=BATCH,
    )


def _retire(rows: Any, *, expected: int) -> None:
    if not expected:
        return
    retired = rows.filter(is_current=True).update(is_current=False)
    if retired != expected:
        raise EvaluationMoved


def _row(one: NodeTelling, *, is_current: bool) -> Evaluation:
    told, state = one.telling.new, one.telling.new.state
    ahead_on, ahead_status = state.next_clock_change or (None, None)
    of_condition = one.node.kind is NodeKind.CONDITION
    return Evaluation(
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
