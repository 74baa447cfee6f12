"""Confirm a condition: fresh evidence that its status is still the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from scenarios.models import Condition, Confirmation
from scenarios.services.record_fact import Given, GivenSource, Recorded, next_position, record_fact

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def confirm_condition(
    *,
    condition: Condition,
    date: date,
    reason: str,
    actor: User,
    sources: Sequence[GivenSource] = (),
    note: str = "",
    seen_version: int | None = None,
) -> Recorded[Confirmation]:
    """Record that the condition still stood on the day as it was assessed last.

    Raises NotAllowed, ConditionChanged where it is not at `seen_version` any more, and WrongFact.
    """
    given = Given(
        date=date,
        actor=actor,
        reason=reason,
        sources=sources,
        note=note,
        seen_version=seen_version,
    )

    def make(held: Condition, columns: dict[str, Any]) -> Confirmation:
        return Confirmation(**columns, position=next_position(held.confirmations))

    return record_fact(make, condition=condition, given=given)
