"""No page asks more queries for many rows than for few."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sanctions.models import Program
from tests.sanctions.factories import DesignationFactory, ProgramFactory, member
from tests.sanctions.program_factories import (
    InstrumentFactory,
    LegalBasisFactory,
    RenewalFactory,
    RenewalRuleFactory,
)
from tests.scenarios.factories import (
    AssessmentFactory,
    CaseFactory,
    ConditionFactory,
    GateFactory,
    PackageFactory,
    ScenarioFactory,
    StepFactory,
)
from tests.tracker.factories import (
    AlertEventFactory,
    EndpointFactory,
    FlaggedScenarioFactory,
    SubscriptionFactory,
)

CASE = "many"
THEN = "as_of=2022-03-05&known_at=2022-03-05T23:59:59Z"


def grow_case() -> None:
    """Add a condition with a fact, a gate, a package with a step and a scenario to the case."""
    case = CaseFactory._meta.model.objects.get_or_create(slug=CASE, title="Many")[0]
    condition = ConditionFactory(case=case)
    AssessmentFactory(condition=condition)
    package = PackageFactory(case=case)
    StepFactory(package=package)
    GateFactory(case=case, when=condition.slug, opens=package)
    ScenarioFactory(case=case, packages=[package])


def grow_programs() -> None:
    """Add a program with a designation, and a basis that was renewed."""
    key = f"EO-{Program.objects.count()}"
    program = DesignationFactory(program=ProgramFactory(key=key)).program
    rule = RenewalRuleFactory(instrument=InstrumentFactory(identifier=key))
    LegalBasisFactory(program=program, instrument=rule.instrument)
    RenewalFactory(rule=rule)


def grow_settings() -> None:
    """Add an alert, a webhook and a subscription of the reader."""
    reader = member().__class__.objects.get(username="reader")
    AlertEventFactory(alert__subscriber=reader)
    SubscriptionFactory(owner=reader, endpoints=[EndpointFactory(owner=reader)])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "grow"),
    [
        ("/", FlaggedScenarioFactory),
        ("/scenarios/", FlaggedScenarioFactory),
        ("/scenarios/", grow_case),
        ("/conditions/", grow_case),
        ("/gates/", grow_case),
        ("/packages/", grow_case),
        (f"/cases/{CASE}/", grow_case),
        (f"/cases/{CASE}/?{THEN}", grow_case),
        (f"/scenarios/?{THEN}", grow_case),
        (f"/conditions/?{THEN}", grow_case),
        (f"/gates/?{THEN}", grow_case),
        ("/calendar/", grow_case),
        ("/calendar/", grow_programs),
        ("/programs/", grow_programs),
        ("/parties/", DesignationFactory),
        ("/alerts/", grow_settings),
        ("/webhooks/", grow_settings),
        ("/subscriptions/", grow_settings),
    ],
)
def test_a_page_asks_as_many_queries_for_many_rows_as_for_few(
    client: Client, address: str, grow: Callable[[], object]
) -> None:
    reader = member()
    reader.username = "reader"
    reader.save()
    client.force_login(reader)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    grow()
    grow()
    queries()  # the first request of a session asks more
    few = queries()
    for _ in range(5):
        grow()
    assert queries() == few
