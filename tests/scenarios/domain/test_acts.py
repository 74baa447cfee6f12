"""What an act changes: the states of its package, the cause, and the level."""

from __future__ import annotations

from datetime import timedelta

import pytest

from scenarios.domain.acts import PackageView, change_by_act
from scenarios.domain.changes import ChangeCause
from scenarios.domain.levels import Level
from scenarios.domain.scenario_facts import DatedState, PackageFact
from scenarios.domain.statuses import PackageState, ScenarioFlag
from tests.scenarios.domain.scenario_rows import TODAY, act, package

AGREED = PackageView(package=package("P", "AGREED"))
LONG_AGO = TODAY - timedelta(days=20)


def effective(days_ago: int) -> PackageView:
    """Return the package as an act of so many days ago left it."""
    since = TODAY - timedelta(days=days_ago)
    states = [DatedState(since=since, state=PackageState.EFFECTIVE)]
    return PackageView(
        package=PackageFact(id="P", state=PackageState.AGREED, states=states), acts=[act(since)]
    )


@pytest.mark.parametrize(
    ("days_ago", "cause"),
    [
        (0, ChangeCause.EVIDENCE),
        (1, ChangeCause.EVIDENCE),
        (2, ChangeCause.CORRECTION),
        (20, ChangeCause.CORRECTION),
    ],
)
def test_news_of_yesterday_is_news_and_older_news_corrects(
    days_ago: int, cause: ChangeCause
) -> None:
    change = change_by_act(AGREED, effective(days_ago), new_flags=(), today=TODAY)
    assert (change.old_state, change.new_state) == (PackageState.AGREED, PackageState.EFFECTIVE)
    assert (change.cause, change.level) == (cause, Level.CRITICAL)


def test_relief_that_begins_without_a_state_is_critical_too() -> None:
    before = PackageView(package=package())
    after = PackageView(package=package(), acts=[act(TODAY)])
    change = change_by_act(before, after, new_flags=(), today=TODAY)
    assert (change.old_state, change.new_state, change.level) == (None, None, Level.CRITICAL)


def test_an_act_that_changes_nothing_is_evidence() -> None:
    after = PackageView(package=package("P", "AGREED"), acts=[act(LONG_AGO)])
    change = change_by_act(AGREED, after, new_flags=(), today=TODAY)
    assert (change.cause, change.level) == (ChangeCause.EVIDENCE, Level.INFO)


def test_a_scenario_that_is_newly_flagged_makes_it_critical() -> None:
    flags = {ScenarioFlag.RELIEF_WITHOUT_GATE}
    change = change_by_act(AGREED, AGREED, new_flags=flags, today=TODAY)
    assert change.level is Level.CRITICAL


def test_taking_back_is_a_correction_whenever_the_act_was() -> None:
    change = change_by_act(effective(0), AGREED, new_flags=(), today=TODAY, taken_back=True)
    assert (change.cause, change.level) == (ChangeCause.CORRECTION, Level.CRITICAL)
