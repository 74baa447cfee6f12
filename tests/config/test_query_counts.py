"""Each list asks a fixed number of queries, whatever is on the page."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.rest_clients import client_of
from tests.sanctions.factories import (
    CopyDecisionFactory,
    DesignationFactory,
    FetchFactory,
    member,
)
from tests.sanctions.program_factories import LegalBasisFactory, RenewalFactory, RenewalRuleFactory
from tests.scenarios.factories import (
    ActFactory,
    AssessmentFactory,
    CaseFactory,
    ConditionFactory,
    EvaluationFactory,
    GateFactory,
    PackageFactory,
    ScenarioEvaluationFactory,
    ScenarioFactory,
    SourceFactory,
    StepFactory,
)
from tests.tracker.factories import (
    AlertEventFactory,
    AlertFactory,
    DeliveryFactory,
    EndpointFactory,
    FlaggedScenarioFactory,
    SubscriptionFactory,
)
from tracker.models import Attempt, Endpoint

pytestmark = pytest.mark.django_db

# Five of each find the token: a transaction, the token, the note of its use, the roles. Lists that
# can travel in time ask the clock; those that rest on lists ask four more to say on which copies.
BASELINE = {
    "cases/": 9,
    "cases/?as_of=2022-03-01": 21,
    "conditions/": 8,
    "conditions/?as_of=2022-03-01": 9,
    "gates/": 8,
    "gates/?as_of=2022-03-01": 9,
    "packages/": 14,
    "packages/?as_of=2022-03-01": 15,
    "scenarios/": 10,
    "scenarios/?as_of=2022-03-01": 22,
    "assessments/": 6,
    "acts/": 7,
    "events/": 6,
    "parties/": 12,
    "parties/?listed_in=US": 13,
    "designations/": 11,
    "designations/?listed_in=US": 12,
    "snapshots/": 7,
    "lists/": 9,
    "lists/us_ofac_sdn/fetches/": 6,
    "programs/": 22,
    "programs/?as_of=2022-03-01&status=unknown&expires_before=2023-01-01": 22,
    "instruments/": 8,
    "renewal-rules/": 9,
    "calendar/": 15,
    "alerts/": 7,
    "subscriptions/": 7,
    "webhooks/": 6,
    "webhooks/{webhook}/deliveries/": 7,
}


def make_rows(user: User, endpoint: Endpoint) -> None:
    """Make a row of every kind, each with what is shown beside it."""
    case = CaseFactory()
    SourceFactory(case=case)
    step = StepFactory(package=PackageFactory(case=case))
    package = step.package
    ActFactory(case=case, package=package).steps.add(step)
    condition = ConditionFactory(case=case, fulfilled_by=package)
    EvaluationFactory(condition=AssessmentFactory(condition=condition, entered=True).condition)
    gate = GateFactory(case=case, opens=package, yields=condition)
    EvaluationFactory(of_gate=True, gate=gate)
    scenario = ScenarioFactory(case=case, packages=[package])
    ScenarioEvaluationFactory(scenario=scenario)
    flagged = FlaggedScenarioFactory(scenario=scenario)
    FetchFactory()
    designation = DesignationFactory()
    CopyDecisionFactory(snapshot=designation.first_snapshot)
    basis = LegalBasisFactory(program=designation.program)
    RenewalFactory(rule=RenewalRuleFactory(instrument=basis.instrument))
    AlertEventFactory(alert=AlertFactory(subscriber=user), event=flagged.event)
    SubscriptionFactory(owner=user, endpoints=[endpoint])
    EndpointFactory(owner=user)
    Attempt.objects.create(delivery=DeliveryFactory(endpoint=endpoint), number=1)


@pytest.mark.parametrize("path", BASELINE)
def test_a_list_asks_as_many_queries_for_four_rows_as_for_one(path: str) -> None:
    user = member()
    endpoint = EndpointFactory(owner=user)
    client, url = client_of(user), f"/api/v1/{path.format(webhook=endpoint.pk)}"
    client.get(url)  # the first one notes that the token was used
    counts = []
    for more in (1, 3):
        for _ in range(more):
            make_rows(user, endpoint)
        with CaptureQueriesContext(connection) as asked:
            response = client.get(url)
        assert response.status_code == 200
        counts.append(len(asked))
    assert counts == [BASELINE[path]] * 2, "\n".join(query["sql"] for query in asked)
