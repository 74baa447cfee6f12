"""What an older release told of implied scenarios is told again by the next tick."""

from __future__ import annotations

from datetime import date
from importlib import import_module

import pgtrigger
import pytest
from django.apps import apps

from scenarios.models import ScenarioEvaluation
from scenarios.services.wake_due_nodes import wake_due_nodes
from tests.clock import SetClock
from tests.scenarios.factories import ScenarioFactory
from tests.scenarios.small_world import evaluate_whole, make_world, noon

pytestmark = pytest.mark.django_db

MIGRATION = "scenarios.migrations.0010_retell_implied_scenarios"


def test_it_is_told_by_the_rules_of_now_and_only_once(database_clock: SetClock) -> None:
    database_clock(noon(date(2030, 1, 1)))
    world = make_world(initial="MET")
    implied = ScenarioFactory(case=world.case, implied=True, packages=[world.package])
    evaluate_whole(world.case)
    with pgtrigger.ignore("scenarios.ScenarioEvaluation:never_changed"):
        ScenarioEvaluation.objects.update(state="TRACKING", wake_on=None)
    import_module(MIGRATION).wake_implied_scenarios(apps, None)
    wake_due_nodes()
    wake_due_nodes()
    rows = {
        scenario: [row.state for row in scenario.evaluations.order_by("id")]
        for scenario in (implied, world.scenario)
    }
    assert rows == {implied: ["TRACKING", "GATE_OPEN"], world.scenario: ["TRACKING"]}
