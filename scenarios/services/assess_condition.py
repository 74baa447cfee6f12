"""Assess a condition: a dated judgement by someone, and at once what follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sanctions.models.ids import new_ulid
from scenarios.domain.errors import WrongFact
from scenarios.domain.statuses import ASSESSABLE_STATUSES, Status
from scenarios.models import Assessment, ChangeEvent, Condition
from scenarios.services.record_fact import Given, GivenSource, next_position, record_fact

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """The assessment, the condition with its new version, and the events that came of it."""

    assessment: Assessment
    events: tuple[ChangeEvent, ...]
    condition: Condition


def assess_condition(  # noqa: PLR0913 - an assessment is what all of these say
    *,
    condition: Condition,
    status: Status | str,
    date: date,
    reason: str,
    actor: User,
    sources: Sequence[GivenSource] = (),
    assessor: str | None = None,
    degree: int | None = None,
    precision: str | None = None,
    retracts: Assessment | None = None,
    note: str = "",
    seen_version: int | None = None,
) -> Assessed:
    """Record what `actor` says of the condition on a day, and evaluate all that depends on it.

    `assessor` is in whose view it is said, `retracts` an earlier assessment that is taken back.
    Raises NotAllowed, ConditionChanged where it is not at `seen_version` any more, and WrongFact.
    """
    given = Given(
        date=date,
        actor=actor,
        reason=reason,
        sources=sources,
        precision=precision,
        note=note,
        seen_version=seen_version,
    )

    def make(held: Condition, columns: dict[str, Any]) -> Assessment:
        _check(held, status=status, degree=degree, retracts=retracts)
        key = new_ulid()
        return Assessment(
            **columns,
            id=key,
            slug=key,
            position=next_position(held.assessments),
            status=Status(status),
            assessor=assessor or None,
            degree=degree,
            retracts=retracts,
            definition_version=held.definition_version,
            reason=reason,
            entered_by=actor,
        )

    recorded = record_fact(make, condition=condition, given=given)
    return Assessed(assessment=recorded.fact, events=recorded.events, condition=recorded.condition)


def _check(
    condition: Condition, *, status: Status | str, degree: int | None, retracts: Assessment | None
) -> None:
    if status not in ASSESSABLE_STATUSES:
        allowed = ", ".join(ASSESSABLE_STATUSES)
        raise WrongFact(f"Nobody can assess {status}; expected one of {allowed}.", field="status")
    if degree is not None and not 0 <= degree <= 3:
        raise WrongFact("The degree is a number from 0 to 3.", field="degree")
    if retracts is None:
        return
    if retracts.condition_id != condition.pk:
        raise WrongFact("That assessment is of another condition.", field="retracts")
    if retracts.retracted_by.exists():
        raise WrongFact("That assessment was taken back already.", field="retracts")
