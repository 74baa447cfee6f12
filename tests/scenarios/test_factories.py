"""Every factory makes a row that the database accepts, and rows that belong together."""

from __future__ import annotations

import pytest
from factory.django import DjangoModelFactory

from scenarios.models import Gate, Scenario, ScenarioGate
from tests.scenarios import factories

ABSTRACT = (factories.CaseRowFactory, factories.FactFactory)
EVERY_FACTORY = [
    made
    for made in vars(factories).values()
    if isinstance(made, type) and issubclass(made, DjangoModelFactory)
    if made not in ABSTRACT and made.__module__ == factories.__name__
]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("factory", EVERY_FACTORY, ids=lambda made: made.__name__)
def test_a_factory_makes_a_row_twice(factory: type[DjangoModelFactory]) -> None:
    first = factory()
    factory()
    assert type(first).objects.filter(pk=first.pk).exists()


def test_a_gate_rests_on_the_conditions_of_its_expression() -> None:
    elsewhere = factories.ConditionFactory(slug="truce", case__slug="other")
    here = factories.ConditionFactory(slug="peace")
    gate = factories.GateFactory(case=here.case, when={"all": ["peace", "other/truce"]})
    assert set(Gate.objects.get(pk=gate.pk).conditions.all()) == {here, elsewhere}


def test_a_scenario_rests_on_the_gates_that_open_or_reverse_its_packages() -> None:
    package = factories.PackageFactory()
    opening = factories.GateFactory(case=package.case, opens=package)
    reversing = factories.GateFactory(case=package.case, reverses=package)
    factories.GateFactory(case=package.case)
    scenario = factories.ScenarioFactory(case=package.case, packages=[package])
    resting = Scenario.objects.get(pk=scenario.pk)
    assert list(resting.packages.all()) == [package]
    gates = {row.gate for row in ScenarioGate.objects.filter(scenario=scenario)}
    assert gates == {opening, reversing}


def test_an_assessment_by_a_person_says_why() -> None:
    assert factories.AssessmentFactory(entered=True).reason
