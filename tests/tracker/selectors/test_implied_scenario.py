"""Pages tell that the scenario which a case implies rests on conditions that no gate names."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from scenarios.casefiles.case_library import library_files
from scenarios.casefiles.read_cases import read_case_file
from scenarios.domain.statuses import ScenarioFlag
from scenarios.selectors.moments import Moment
from scenarios.services.load_case import load_case
from tests.sanctions.factories import member
from tracker.selectors.condition_page import condition_page, find_condition
from tracker.selectors.scenario_page import scenario_page

pytestmark = pytest.mark.django_db

CASE = "iran-jcpoa-2015-2025"


def on(day: date) -> Moment:
    """Return the day, as known at the end of the story."""
    return Moment(as_of=day, known_at=datetime(2026, 1, 1, tzinfo=UTC))


@pytest.fixture(autouse=True)
def jcpoa() -> None:
    """Load the case: nothing that its gates name was broken in 2018."""
    (file,) = [file for file in library_files() if file.stem == CASE]
    (document,) = read_case_file(str(file))
    load_case(document=document, from_library=True)


def test_the_page_of_the_scenario_shows_what_is_to_be_kept_up() -> None:
    page = scenario_page(
        user=member(), case=CASE, slug="all", at=on(date(2021, 2, 4)), stored=False
    )
    assert (page.evaluation.state, page.flags) == ("MAINTAINED", [ScenarioFlag.AT_RISK])
    named = [lane.condition.name for lane in page.lanes if lane.condition]
    assert named == ["iaea", "stop", "broad", "perform", "us_in"]
    assert page.steps.next == date(2021, 2, 5)


def test_the_page_of_the_condition_names_the_scenario() -> None:
    user = member()
    condition = find_condition(user=user, case=CASE, slug="us_in")
    page = condition_page(user=user, condition=condition, at=on(date(2018, 5, 8)), stored=False)
    assert [scenario.slug for scenario in page.scenarios] == ["all"]
    assert page.gates == []
