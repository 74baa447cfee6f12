"""What falls due: licences in their own zone, reviews, horizons, forecasts, soonest first."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User

from tests.sanctions.factories import member
from tests.scenarios.factories import (
    AssessmentFactory,
    CaseFactory,
    ConditionFactory,
    ConfirmationFactory,
    EvaluationFactory,
    ForecastFactory,
    LicenceFactory,
    ScenarioFactory,
)
from tracker.selectors.deadlines import deadlines
from tracker.selectors.shell import stale_conditions

TODAY = date(2026, 11, 25)


@pytest.fixture
def analyst(db: None) -> User:
    return member()


def due(analyst: User, days: int = 90) -> list[tuple[date, str]]:
    """Return the days and kinds of what falls due."""
    return [(one.on, one.kind) for one in deadlines(user=analyst, today=TODAY, days=days)]


def test_a_licence_ends_on_the_day_of_its_own_zone(analyst: User) -> None:
    LicenceFactory(expires_local="2026-12-11T00:01")
    assert due(analyst) == [(date(2026, 12, 11), "licence ends")]


def test_a_condition_is_due_for_review_after_its_last_fact(analyst: User) -> None:
    condition = ConditionFactory(review_days=30)
    AssessmentFactory(condition=condition, date=date(2026, 10, 1))
    ConfirmationFactory(condition=condition, date=date(2026, 11, 10))
    assert due(analyst) == [(date(2026, 12, 10), "assessment due for review")]


def test_a_condition_past_its_review_is_stale_and_due_no_more(analyst: User) -> None:
    condition = ConditionFactory(review_days=30)
    AssessmentFactory(condition=condition, date=date(2026, 10, 1))
    assert due(analyst) == []
    (stale,) = stale_conditions(user=analyst, today=TODAY)
    assert (stale, stale.review_due) == (condition, date(2026, 10, 31))


def test_a_condition_that_nobody_assessed_is_not_stale(analyst: User) -> None:
    ConditionFactory(review_days=30)
    assert not stale_conditions(user=analyst, today=TODAY).exists()


def test_horizons_forecasts_and_clocks_are_due_too(analyst: User) -> None:
    ForecastFactory(by=date(2026, 12, 3))
    ScenarioFactory(horizon=date(2026, 12, 2))
    EvaluationFactory(next_change_on=date(2026, 12, 1), next_change_status="UNVERIFIED")
    assert due(analyst) == [
        (date(2026, 12, 1), "status changes by the clock"),
        (date(2026, 12, 2), "horizon of a scenario"),
        (date(2026, 12, 3), "forecast closes"),
    ]


def test_what_lies_farther_ahead_is_left_out(analyst: User) -> None:
    ScenarioFactory(horizon=date(2027, 12, 2))
    assert due(analyst) == []


def test_nothing_of_another_team_is_due(analyst: User) -> None:
    ScenarioFactory(case=CaseFactory(private=True), horizon=date(2026, 12, 2))
    assert due(analyst) == []
