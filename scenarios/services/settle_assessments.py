"""Settle provisional assessments: what a machine said counts from now on if it has stood.

What is due is found by an index over the rows that wait, so a tick that comes late finds all that
it missed, and what was settled is never settled again. Until then it is no fact, however late that
is. What has stood is evaluated as news of the day on which it came in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC

import structlog
from django.db import transaction
from django.db.models import F

from sanctions.models.clock import database_now
from sanctions.services.record_reason import record_reason
from scenarios.domain.dwell import has_stood
from scenarios.domain.errors import ScenarioRuleError
from scenarios.models import Assessment, ChangeEvent, Condition
from scenarios.selectors.logic import CaseLogic
from scenarios.services.evaluate_nodes import evaluate_nodes
from scenarios.services.hold_cases import hold_nodes
from scenarios.services.node_tellings import Occasion

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """How many assessments were settled, how many of them count now, and the events of it.

    `failed` are the conditions that could not be evaluated; theirs are tried again.
    """

    settled: int
    counting: int
    events: int
    failed: tuple[str, ...] = ()


def settle_assessments() -> Settled:
    """Settle all that has waited as long as it had to.

    One transaction for each: a case whose logic cannot be evaluated keeps no other one back.
    """
    outcomes, failed = [], []
    for pk, condition in Assessment.objects.to_settle().values_list("pk", "condition_id"):
        try:
            outcomes.append(_settle(pk, condition))
        except ScenarioRuleError as error:
            log.error("assessment_not_settled", assessment=pk, reason=str(error))
            failed.append(condition)
    settled = [one for one in outcomes if one is not None]
    return Settled(
        settled=len(settled),
        counting=sum(stood for stood, _ in settled),
        events=sum(events for _, events in settled),
        failed=tuple(failed),
    )


@transaction.atomic
def _settle(pk: str, condition: str) -> tuple[bool, int] | None:
    """Return whether it has stood and how many events came of it; None where it was settled."""
    before = hold_nodes(conditions=[condition])
    row = Assessment.objects.to_settle().select_related("condition", "delta").filter(pk=pk).first()
    if row is None:
        return None
    row.settled_at, row.has_stood = database_now(), _has_stood(row, before)
    row.save(update_fields=["settled_at", "has_stood"])
    return row.has_stood, len(_evaluate(row, before)) if row.has_stood else 0


def _has_stood(row: Assessment, known: Mapping[str, CaseLogic]) -> bool:
    logic = known[row.condition.case_id].logic
    record = logic.conditions[row.condition.slug]
    return has_stood(record, next(one for one in record.provisional if one.id == row.pk))


def _evaluate(row: Assessment, before: Mapping[str, CaseLogic]) -> list[ChangeEvent]:
    with record_reason(row.reason):
        Condition.objects.filter(pk=row.condition_id).update(version=F("version") + 1)
    heard = row.recorded.astimezone(UTC).date()
    occasion = Occasion(reason=row.reason, assessment=row, delta=row.delta, heard=heard)
    return evaluate_nodes(conditions=[row.condition_id], before=before, occasion=occasion)
