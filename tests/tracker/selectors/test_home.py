"""The first page: one sentence from what really moved, and the same number of queries for all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.clock import SetClock
from tests.sanctions.factories import member
from tests.scenarios.factories import CaseFactory, ScenarioFactory
from tests.tracker.factories import AlertFactory, ChangeEventFactory, FlaggedScenarioFactory
from tracker.selectors.home import home

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture
def analyst(database_clock: SetClock) -> User:
    database_clock(NOW)
    return member()


def test_a_quiet_week_is_told_as_one(analyst: User) -> None:
    changed = home(user=analyst, now=NOW).changed
    assert changed.is_quiet
    assert changed.deadlines_within_30_days == 0


def test_conditions_scenarios_and_alerts_are_counted_once_each(analyst: User) -> None:
    event = ChangeEventFactory()
    ChangeEventFactory(condition=event.condition)
    flag = FlaggedScenarioFactory(event=event)
    FlaggedScenarioFactory(scenario=flag.scenario, event__case=event.case)
    AlertFactory(subscriber=analyst)
    AlertFactory()
    changed = home(user=analyst, now=NOW).changed
    assert changed.conditions_moved == 2
    assert changed.scenarios_flagged == 1
    assert changed.scenarios_unlocked == 1
    assert changed.unread_alerts == 1


def test_what_moved_before_the_week_is_no_news(analyst: User, database_clock: SetClock) -> None:
    database_clock(NOW - timedelta(days=8))
    ChangeEventFactory()
    assert home(user=analyst, now=NOW).changed.is_quiet


def test_nothing_of_another_team_is_counted_or_shown(analyst: User) -> None:
    hidden = CaseFactory(private=True)
    event = ChangeEventFactory(condition__case=hidden)
    FlaggedScenarioFactory(event=event)
    found = home(user=analyst, now=NOW)
    assert found.changed.is_quiet
    assert found.scenarios == []
    assert found.occasions == []
    assert found.scenario_count == 0


def test_the_scenario_that_moved_last_comes_first(analyst: User) -> None:
    still = ScenarioFactory()
    earlier = FlaggedScenarioFactory().scenario
    later = FlaggedScenarioFactory().scenario
    assert home(user=analyst, now=NOW).scenarios == [later, earlier, still]


def shown(found: Any) -> None:
    """Touch all that the page touches."""
    for scenario in found.scenarios:
        assert scenario.case.title
        assert [flag.event.node for flag in scenario.last_flag]
    for occasion in found.occasions:
        assert occasion.lead.case.title
        assert [flag.scenario.case.slug for flag in occasion.flagged]


def test_the_page_asks_as_many_queries_for_many_as_for_few(analyst: User) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            shown(home(user=analyst, now=NOW))
        return len(captured)

    for _ in range(2):
        FlaggedScenarioFactory()
    few = queries()
    for _ in range(12):
        FlaggedScenarioFactory()
    assert queries() == few
