"""Explaining over REST: what something rests on, what rests on it, and what would be otherwise."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from scenarios.models import Condition
from tests.clock import SetClock
from tests.rest_clients import API, client_of
from tests.sanctions.factories import UserFactory, member
from tests.scenarios.factories import (
    AssessmentFactory,
    CaseFactory,
    ConditionFactory,
    GateFactory,
    PackageFactory,
    ReadingFactory,
    ScenarioFactory,
    SourceFactory,
)
from tests.scenarios.small_world import BEGINNING, World, evaluate_whole, make_world, noon

pytestmark = pytest.mark.django_db

MARCH, APRIL, MAY = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)
WHEN = {
    "all": [
        "peace",
        {"before": {"of": "truce", "deadline": "2026-04-15", "start": "2026-01-01", "grace": 3}},
    ]
}


@pytest.fixture
def world(database_clock: SetClock) -> World:
    """A gate of two conditions, one of which was met on the first of March."""
    database_clock(noon(BEGINNING))
    made = make_world(["peace", "truce"], when=WHEN)
    evaluate_whole(made.case)
    database_clock(noon(MARCH))
    made.assess("peace", "MET", MARCH)
    database_clock(noon(APRIL))
    return made


@pytest.fixture
def client() -> APIClient:
    return client_of(UserFactory())


def rows_stored() -> dict[str, int]:
    """Return how many rows each of our tables has."""
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model._meta.app_label in ("sanctions", "scenarios", "tracker")
    }


def statuses(explanation: dict[str, Any]) -> dict[str, str]:
    """Return the status of every condition and gate, by address."""
    rows = [*explanation["conditions"], *explanation["gates"]]
    return {row["address"]: row["state"]["status"] for row in rows}


def test_a_gate_is_explained_by_its_tree_its_facts_and_its_scenarios(
    world: World, client: APIClient
) -> None:
    shown = client.get(f"{API}/gates/{world.gate.address}/explain/").json()
    (gate,), (scenario,) = shown["gates"], shown["scenarios"]
    assert (gate["address"], gate["opens"]["address"]) == ("episode/main", "episode/P1")
    state = gate["state"]
    assert (state["status"], state["deciding"], state["blocking"]) == (
        "NOT_MET",
        ["truce"],
        [["truce"]],
    )
    assert state["next_clock_change"] == {"date": "2026-04-19", "status": "FAILED"}
    tree = gate["tree"]
    assert (tree["operator"], tree["value"], tree["final"]) == ("all", "F", False)
    leaf, before = tree["children"]
    assert (leaf["condition"], leaf["value"], leaf["deciding"]) == ("peace", "T", False)
    assert before["operator"] == "before"
    assert before["terms"] == {"deadline": "2026-04-15", "start": "2026-01-01", "grace": 3}
    assert before["children"][0]["deciding"]
    assert (scenario["address"], scenario["state"]["state"]) == ("episode/relief", "TRACKING")
    assert scenario["state"]["blocking"] == [["truce"]]
    assert shown["left_off"] == {"gates": 0, "scenarios": 0}


def test_each_condition_tells_the_fact_that_governs_it(world: World, client: APIClient) -> None:
    shown = client.get(f"{API}/gates/{world.gate.address}/explain/").json()
    peace, truce = shown["conditions"]
    assert (peace["name"], peace["state"]["since"]) == ("peace", "2026-03-01")
    assert peace["assessment"]["reason"] == "The ministry said so."
    assert peace["assessment"]["entered_by"] == world.actor.username
    assert (truce["assessment"]["status"], truce["assessment"]["date"]) == ("NOT_MET", "2026-01-01")


def test_what_the_governing_assessment_cites_is_told_with_it(
    world: World, client: APIClient
) -> None:
    source = SourceFactory(case=world.case)
    world.assess("peace", "MET", MARCH, sources=[source.key])
    shown = client.get(f"{API}/conditions/{world.case.slug}/peace/explain/").json()
    (cited,) = shown["conditions"][0]["sources"]
    assert (cited["key"], cited["url"], cited["grade"]) == (source.key, source.url, source.grade)


def test_a_reading_that_governs_is_told(world: World, client: APIClient) -> None:
    terms = {"quantity_op": "<", "quantity_threshold": "50", "quantity_unit": "USD"}
    price = ConditionFactory(case=world.case, slug="price", kind="quantity", **terms)
    ReadingFactory(condition=price, date=MARCH, low="44.95", high="51")
    (shown,) = client.get(f"{API}/conditions/{price.address}/explain/").json()["conditions"]
    assert shown["reading"] == {"date": "2026-03-01", "low": "44.95", "high": "51"}
    assert (shown["assessment"], shown["state"]["status"]) == (None, "UNKNOWN")


def test_a_condition_is_explained_by_all_that_depends_on_it(
    world: World, client: APIClient
) -> None:
    other = CaseFactory(slug="other")
    GateFactory(case=other, slug="aside", when="episode/peace")
    shown = client.get(f"{API}/conditions/{world.conditions['peace'].pk}/explain/").json()
    assert [one["name"] for one in shown["conditions"]] == ["peace", "truce"]
    assert [one["address"] for one in shown["gates"]] == ["episode/main", "other/aside"]
    assert shown["gates"][1]["state"]["status"] == "MET"
    assert [one["address"] for one in shown["scenarios"]] == ["episode/relief"]


def test_a_condition_on_which_nothing_rests_is_explained_too(client: APIClient) -> None:
    condition = AssessmentFactory().condition
    shown = client.get(f"{API}/conditions/{condition.pk}/explain/").json()
    assert (shown["gates"], shown["scenarios"]) == ([], [])
    assert shown["conditions"][0]["state"]["status"] == "MET"


def test_a_scenario_is_explained_by_all_its_gates(world: World, client: APIClient) -> None:
    GateFactory(case=world.case, slug="apart", when="peace", opens=PackageFactory(case=world.case))
    shown = client.get(f"{API}/scenarios/{world.scenario.address}/explain/").json()
    assert [one["address"] for one in shown["gates"]] == ["episode/main"]
    assert [one["address"] for one in shown["scenarios"]] == ["episode/relief"]


@pytest.mark.parametrize(
    ("query", "peace"),
    [
        ("as_of=2026-02-28", "NOT_MET"),
        ("as_of=2026-03-01", "MET"),
        ("as_of=2026-03-01&known_at=2026-03-01T11:59:59Z", "NOT_MET"),
        ("known_at=2026-03-01T12:00:00Z", "MET"),
    ],
)
@pytest.mark.parametrize("path", ["gates/episode/main", "scenarios/episode/relief"])
def test_the_moment_is_the_one_that_was_asked_for(
    world: World, client: APIClient, path: str, query: str, peace: str
) -> None:
    response = client.get(f"{API}/{path}/explain/?{query}")
    assert statuses(response.json())["episode/peace"] == peace
    assert response["X-As-Of"] == response.json()["as_of"]


def test_what_it_says_today_is_what_is_stored_today(world: World, client: APIClient) -> None:
    explained = client.get(f"{API}/gates/{world.gate.address}/explain/").json()["gates"][0]
    stored = client.get(f"{API}/gates/{world.gate.address}/").json()
    assert {**explained["state"], "as_of": None} == {**stored["state"], "as_of": None}


def test_what_if_tells_what_would_be_otherwise(world: World, client: APIClient) -> None:
    body = {"set": {"truce": {"status": "MET", "date": "2026-04-10"}}}
    url = f"{API}/scenarios/{world.scenario.address}/what-if/"
    response = client.post(url, body, format="json")
    shown = response.json()
    assert response.status_code == 200
    assert shown["as_of"] == response["X-As-Of"] == "2026-04-10"
    assert statuses(shown)["episode/main"] == "MET"
    changed = shown["changed"]
    (condition,), (gate,), (scenario,) = (
        changed["conditions"],
        changed["gates"],
        changed["scenarios"],
    )
    assert condition["address"] == "episode/truce"
    assert (gate["before"]["status"], gate["after"]["status"]) == ("NOT_MET", "MET")
    assert (gate["before"]["blocking"], gate["after"]["blocking"]) == ([["truce"]], [])
    assert (scenario["before"]["state"], scenario["after"]["state"]) == ("TRACKING", "GATE_OPEN")
    truce = shown["conditions"][1]
    assert truce["supposed"] == {"status": "MET", "date": "2026-04-10"}
    assert truce["assessment"] is None


def test_what_if_stores_nothing(world: World, client: APIClient) -> None:
    url = f"{API}/gates/{world.gate.address}/what-if/"
    before = rows_stored()
    for status in ("MET", "FAILED", "WAIVED", "UNKNOWN"):
        assert (
            client.post(url, {"set": {"truce": {"status": status}}}, format="json").status_code
            == 200
        )
    assert rows_stored() == before


def test_what_if_of_what_is_so_already_changes_nothing(world: World, client: APIClient) -> None:
    url = f"{API}/gates/{world.gate.address}/what-if/"
    body = {"set": {"peace": {"status": "MET"}}}
    changed = client.post(url, body, format="json").json()["changed"]
    assert changed == {"conditions": [], "gates": [], "scenarios": []}


def test_the_day_defaults_to_the_moment(world: World, client: APIClient) -> None:
    url = f"{API}/gates/{world.gate.address}/what-if/?as_of=2026-03-15"
    body = {"set": {"episode/truce": {"status": "MET"}}}
    shown = client.post(url, body, format="json").json()
    assert shown["conditions"][1]["supposed"] == {"status": "MET", "date": "2026-03-15"}
    assert shown["gates"][0]["state"]["status"] == "MET"


def test_a_day_after_the_moment_changes_nothing_yet(world: World, client: APIClient) -> None:
    url = f"{API}/gates/{world.gate.address}/what-if/?as_of=2026-04-01"
    body = {"set": {"truce": {"status": "MET", "date": "2026-04-10"}}}
    assert client.post(url, body, format="json").json()["changed"]["gates"] == []


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        ({"set": {"war": {"status": "MET"}}}, "unknown-condition", "set"),
        ({"set": {"other/peace": {"status": "MET"}}}, "unknown-condition", "set"),
        ({"set": {"peace": {"status": "RESTORED"}}}, "invalid", "set.peace.status"),
        ({"set": {"peace": {"state": "MET"}}}, "unknown-field", "set.peace.state"),
        ({"set": {"peace": {"status": "MET", "date": "soon"}}}, "invalid", "set.peace.date"),
        ({"set": {"peace": {"status": "MET", "date": "9999-12-31"}}}, "invalid", "set.peace.date"),
        ({"set": {"peace": "MET"}}, "invalid", "set.peace"),
        ({"set": {}}, "invalid", "set"),
        ({}, "invalid", "set"),
        ({"set": {"peace": {"status": "MET"}}, "store": True}, "unknown-field", "store"),
    ],
)
def test_a_wrong_supposition_is_refused_by_name(
    world: World, client: APIClient, body: dict[str, Any], code: str, field: str
) -> None:
    response = client.post(f"{API}/gates/{world.gate.address}/what-if/", body, format="json")
    assert response.status_code == 400
    problem = response.json()
    assert (problem["code"], problem["field"].partition(".non_field")[0]) == (code, field)


def test_what_is_of_another_team_is_not_explained() -> None:
    gate = GateFactory(case=CaseFactory(private=True))
    for user, status in ((member(team=gate.case.team), 200), (member(), 404)):
        assert client_of(user).get(f"{API}/gates/{gate.pk}/explain/").status_code == status


def test_a_condition_that_the_reader_may_not_see_is_named_and_no_more(
    world: World, client: APIClient
) -> None:
    secret = AssessmentFactory(condition__case__slug="secret", condition__slug="deal").condition
    gate = GateFactory(case=world.case, slug="open", when={"all": ["secret/deal"]})
    secret.case.team = member().memberships.get().team
    secret.case.save()
    (shown,) = client.get(f"{API}/gates/{gate.pk}/explain/").json()["conditions"]
    assert (shown["name"], shown["id"], shown["text"], shown["assessment"]) == (
        "secret/deal",
        None,
        None,
        None,
    )


def test_more_gates_ask_no_more_queries(world: World, client: APIClient) -> None:
    condition: Condition = world.conditions["peace"]
    url = f"{API}/conditions/{condition.pk}/explain/"

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    asked()
    few = asked()
    for _ in range(4):
        package = PackageFactory(case=world.case)
        GateFactory(case=world.case, when={"any": ["peace", "truce"]}, opens=package)
        ScenarioFactory(case=world.case, packages=[package])
    assert asked() == few


def test_the_history_of_a_gate_shows_every_change_and_former_expression(
    world: World, client: APIClient
) -> None:
    url = f"{API}/gates/{world.gate.address}/history/"
    assert client.get(url).json()["statuses"] == [{"date": "2026-01-01", "status": "NOT_MET"}]
    ahead = client.get(f"{url}?as_of=2026-06-01").json()
    assert ahead["statuses"][-1] == {"date": "2026-04-19", "status": "FAILED"}
    assert ahead["former_definitions"] == []
