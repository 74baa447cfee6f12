"""Record a measured value of a quantity, or the interval that it lies in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from scenarios.domain.errors import WrongFact
from scenarios.models import Condition, Reading
from scenarios.services.record_fact import Given, GivenSource, Recorded, next_position, record_fact

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,29})(\.[0-9]{1,20})?")


def record_reading(
    *,
    condition: Condition,
    low: str,
    high: str | None = None,
    date: date,
    reason: str,
    actor: User,
    sources: Sequence[GivenSource] = (),
    seen_version: int | None = None,
) -> Recorded[Reading]:
    """Record the value `low`, or the interval from `low` to `high`, as exact decimals.

    Raises NotAllowed, ConditionChanged where it is not at `seen_version` any more, and WrongFact.
    """
    given = Given(date=date, actor=actor, reason=reason, sources=sources, seen_version=seen_version)

    def make(held: Condition, columns: dict[str, Any]) -> Reading:
        upper = low if high is None else high
        _check(held, low=low, high=upper)
        position = next_position(held.readings)
        return Reading(**columns, position=position, low=low, high=upper)

    return record_fact(make, condition=condition, given=given)


def _check(condition: Condition, *, low: str, high: str) -> None:
    if condition.quantity_op is None:
        raise WrongFact("This condition is no quantity; assess it instead.", field="condition")
    for field, value in (("low", low), ("high", high)):
        if not _DECIMAL.fullmatch(value):
            raise WrongFact("Expected a decimal such as 44.95.", field=field)
    if Decimal(low) > Decimal(high):
        raise WrongFact("The interval ends below its beginning.", field="high")
