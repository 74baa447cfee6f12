"""Reading scenarios and packages: today, and at another point in time."""

from __future__ import annotations

from datetime import date

import pytest

from scenarios.domain.statuses import Status
from tests.clock import SetClock
from tests.rest_clients import API, client_of, ids
from tests.sanctions.factories import UserFactory, member
from tests.scenarios.factories import ActFactory, CaseFactory, ScenarioFactory, StepFactory
from tests.scenarios.small_world import BEGINNING, World, evaluate_whole, make_world, noon

pytestmark = pytest.mark.django_db
SCENARIOS = f"{API}/scenarios/"


@pytest.fixture
def world(database_clock: SetClock) -> World:
    """A scenario whose gate opened on the first of March."""
    database_clock(noon(BEGINNING))
    made = make_world()
    evaluate_whole(made.case)
    database_clock(noon(date(2026, 3, 1)))
    made.assess("peace", Status.MET, date(2026, 3, 1))
    return made


def test_a_scenario_shows_its_state_of_today(world: World) -> None:
    shown = client_of(UserFactory()).get(f"{SCENARIOS}{world.scenario.address}/").json()
    assert (shown["state"]["state"], shown["state"]["as_of"]) == ("GATE_OPEN", "2026-03-01")
    assert [package["address"] for package in shown["packages"]] == [world.package.address]


@pytest.mark.parametrize(
    ("query", "state"),
    [
        ("as_of=2026-02-28", "TRACKING"),
        ("as_of=2026-03-01", "GATE_OPEN"),
        ("as_of=2026-03-01&known_at=2026-03-01T11:59:59Z", "TRACKING"),
        ("as_of=2026-03-01&known_at=2026-03-01T12:00:00Z", "GATE_OPEN"),
    ],
)
def test_the_state_is_that_of_the_point_in_time(world: World, query: str, state: str) -> None:
    client = client_of(UserFactory())
    one = client.get(f"{SCENARIOS}{world.scenario.pk}/?{query}").json()
    many = client.get(f"{SCENARIOS}?{query}").json()
    assert one["state"]["state"] == state
    assert many["results"][0]["state"] == one["state"]


@pytest.mark.parametrize(
    ("query", "found"),
    [("state=GATE_OPEN", 1), ("state=TRACKING", 0), ("flag=AT_RISK", 0), ("case=nowhere", 0)],
)
def test_scenarios_are_narrowed(world: World, query: str, found: int) -> None:
    assert len(ids(client_of(UserFactory()).get(f"{SCENARIOS}?{query}"))) == found


def test_a_package_shows_its_steps_and_its_gates(world: World) -> None:
    step = StepFactory(package=world.package)
    shown = client_of(UserFactory()).get(f"{API}/packages/{world.package.address}/").json()
    assert [one["id"] for one in shown["steps"]] == [step.pk]
    assert shown["steps"][0]["acting_authority"] == "US"
    assert [gate["address"] for gate in shown["opened_by"]] == [world.gate.address]


def test_a_package_shows_how_far_it_has_come_and_its_gates_at_the_moment(world: World) -> None:
    ActFactory(case=world.case, package=world.package, date=date(2026, 2, 1))
    client = client_of(UserFactory())

    def shown(query: str = "") -> tuple[str, str, str]:
        package = client.get(f"{API}/packages/{world.package.address}/{query}").json()
        phase, state = package["phase"], package["opened_by"][0]["state"]
        return phase["as_of"], phase["phase"], state["status"]

    assert shown() == ("2026-03-01", "IN_FORCE", "MET")
    assert shown("?as_of=2026-01-31") == ("2026-01-31", "AHEAD", "NOT_MET")
    assert shown("?known_at=2026-03-01T11:59:59Z") == ("2026-03-01", "IN_FORCE", "NOT_MET")


@pytest.mark.parametrize(
    ("query", "state"),
    [
        ("", "GATE_OPEN"),
        ("?as_of=2026-02-28", "TRACKING"),
        ("?as_of=2026-03-01&known_at=2026-03-01T11:59:59Z", "TRACKING"),
    ],
)
def test_a_case_shows_its_scenarios_at_the_moment(world: World, query: str, state: str) -> None:
    client = client_of(UserFactory())
    one = client.get(f"{API}/cases/episode/{query}").json()
    assert [(row["address"], row["state"]["state"]) for row in one["scenarios"]] == [
        ("episode/relief", state)
    ]
    many = client.get(f"{API}/cases/{query}").json()
    assert many["results"][0]["scenarios"] == one["scenarios"]


def test_a_case_shows_what_it_cites_and_is_found_by_its_slug() -> None:
    case = CaseFactory(slug="truce-2022", demo=True)
    shown = client_of(UserFactory()).get(f"{API}/cases/truce-2022/").json()
    assert (shown["id"], shown["demo"], shown["sources"]) == (case.pk, True, [])


def test_scenarios_of_another_team_are_not_there() -> None:
    scenario = ScenarioFactory(case=CaseFactory(private=True))
    assert ids(client_of(member()).get(SCENARIOS)) == []
    assert ids(client_of(member(team=scenario.case.team)).get(SCENARIOS)) == [scenario.pk]
