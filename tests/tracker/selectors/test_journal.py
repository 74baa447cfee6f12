"""Changes by occasion: what one assessment moved is told once, its own condition first."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from tests.sanctions.factories import member
from tests.scenarios.factories import AssessmentFactory, GateFactory
from tests.tracker.factories import ChangeEventFactory, FlaggedScenarioFactory
from tracker.selectors.journal import changes_seen_by, last_occasions


@pytest.fixture
def analyst(db: None) -> User:
    return member()


def test_the_condition_that_was_judged_leads_and_its_gates_follow(analyst: User) -> None:
    judged = AssessmentFactory(entered=True)
    together = {"occasion": "one", "assessment": judged, "case": judged.case}
    gate = ChangeEventFactory(of_gate=True, gate=GateFactory(case=judged.case), **together)
    lead = ChangeEventFactory(condition=judged.condition, **together)
    (occasion,) = last_occasions(changes_seen_by(analyst), user=analyst, most=10)
    assert occasion.lead == lead
    assert occasion.followers == [gate]


def test_the_newest_occasion_comes_first_and_no_more_than_asked_for(analyst: User) -> None:
    events = [ChangeEventFactory() for _ in range(4)]
    found = last_occasions(changes_seen_by(analyst), user=analyst, most=3)
    assert [one.lead for one in found] == [events[3], events[2], events[1]]


def test_the_level_is_the_highest_of_its_changes(analyst: User) -> None:
    for level in ("1", "3", "2"):
        ChangeEventFactory(occasion="one", level=level)
    (occasion,) = last_occasions(changes_seen_by(analyst), user=analyst, most=10)
    assert occasion.level == "3"


def test_a_deadline_is_a_level_of_its_own(analyst: User) -> None:
    ChangeEventFactory(level="C")
    (occasion,) = last_occasions(changes_seen_by(analyst), user=analyst, most=10)
    assert occasion.level == "C"


def test_a_scenario_is_flagged_once_by_an_occasion(analyst: User) -> None:
    flag = FlaggedScenarioFactory(event__occasion="one")
    again = ChangeEventFactory(occasion="one", case=flag.event.case)
    FlaggedScenarioFactory(event=again, scenario=flag.scenario)
    (occasion,) = last_occasions(changes_seen_by(analyst), user=analyst, most=10)
    assert occasion.flagged == [flag]
