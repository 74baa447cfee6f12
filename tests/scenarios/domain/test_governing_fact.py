"""The fact that governs a condition says what the condition's timeline says."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scenarios.domain.casefile import logic_from_document
from scenarios.domain.condition_timelines import (
    Horizon,
    condition_timeline,
    governing_fact,
    status_of_reading,
)
from scenarios.domain.records import Assessment, Condition, Reading
from scenarios.domain.statuses import Status
from tests.scenarios.domain.drawn_cases import FIRST, LAST_DAY, cases


def said(fact: Assessment | Reading | None, condition: Condition) -> Status:
    """Return what a fact says of its condition; without one, it is as it began."""
    if isinstance(fact, Assessment):
        return fact.status
    if fact is None or condition.terms.quantity is None:
        return condition.terms.initial
    return status_of_reading(fact, quantity=condition.terms.quantity)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(document=cases(), offset=st.integers(0, LAST_DAY))
def test_it_says_what_governs(document: dict[str, Any], offset: int) -> None:
    day = FIRST + timedelta(days=offset)
    for condition in logic_from_document(document).conditions.values():
        timeline = condition_timeline(condition, horizon=Horizon())
        fact = governing_fact(condition, as_of=day)
        assert said(fact, condition) is timeline.governing.at(day.toordinal())
        assert fact is None or fact.date <= day
