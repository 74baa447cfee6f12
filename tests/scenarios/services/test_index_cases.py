"""The reverse indexes follow the rows: gates rest on conditions, scenarios on gates."""

from __future__ import annotations

from typing import Any

import pytest

from scenarios.models import Gate, GateCondition, Scenario, ScenarioGate, ScenarioPackage
from scenarios.services.load_case import load_case
from tests.scenarios.services.small_case import loaded_small_case, small_case

pytestmark = pytest.mark.django_db


def rests_on(gate: str) -> set[str]:
    return {row.condition.slug for row in GateCondition.objects.filter(gate__slug=gate)}


def parts(scenario: str) -> tuple[set[str], set[str]]:
    of = {"scenario__slug": scenario}
    packages = {row.package.slug for row in ScenarioPackage.objects.filter(**of)}
    return packages, {row.gate.slug for row in ScenarioGate.objects.filter(**of)}


def with_scenarios(*scenarios: dict[str, Any]) -> dict[str, Any]:
    document = small_case()
    document["gates"].append({"id": "view", "view": "Russia", "yields": "peace", "when": "oil"})
    return document | {"scenarios": list(scenarios)}


def test_a_gate_rests_on_the_conditions_it_names() -> None:
    loaded_small_case()
    assert (rests_on("main"), rests_on("back")) == ({"peace", "oil"}, {"oil"})


def test_a_gate_that_names_another_condition_rests_on_both() -> None:
    document, _ = loaded_small_case()
    document["gates"][1]["when"] = "peace"
    load_case(document=document)
    assert rests_on("back") == {"peace", "oil"}


def test_a_scenario_rests_on_the_gates_that_open_or_reverse_its_packages() -> None:
    load_case(
        document=with_scenarios(
            {"id": "one", "title": "One", "packages": ["P1"]},
            {"id": "two", "title": "Two", "packages": ["P2"]},
            {"id": "both", "title": "Both"},
        )
    )
    assert parts("one") == ({"P1"}, {"main", "back"})
    assert parts("two") == ({"P2"}, set())
    assert parts("both") == ({"P1", "P2"}, {"main", "back"})


def test_the_implied_scenario_rests_on_every_gate() -> None:
    document = with_scenarios()
    load_case(document=document)
    assert parts("all") == ({"P1", "P2"}, {"main", "back", "view"})


def test_the_implied_scenario_follows_its_case() -> None:
    document, _ = loaded_small_case()
    document["gates"].append({"id": "late", "opens": "P2", "when": "peace"})
    document["title"] = "A case of another name"
    load_case(document=document)
    assert parts("all")[1] == {"main", "back", "late"}
    assert Scenario.objects.get().title == "A case of another name"


def test_a_scenario_that_loses_a_package_rests_on_its_gates_no_more() -> None:
    document = with_scenarios({"id": "one", "title": "One", "packages": ["P1", "P2"]})
    load_case(document=document)
    document["scenarios"][0]["packages"] = ["P2"]
    load_case(document=document)
    assert parts("one") == ({"P2"}, set())
    assert Gate.objects.count() == 3
