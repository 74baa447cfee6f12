"""Reading conditions: by id and by address, today and at another point in time."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from scenarios.models import Case, Condition
from tests.clock import SetClock
from tests.rest_clients import API, client_of, ids
from tests.sanctions.factories import UserFactory, member
from tests.scenarios.factories import (
    AssessmentFactory,
    CaseFactory,
    ConditionFactory,
    EvaluationFactory,
    FormerDefinitionFactory,
    GateFactory,
)

pytestmark = pytest.mark.django_db
CONDITIONS = f"{API}/conditions/"


@pytest.fixture
def ceasefire(database_clock: SetClock) -> Condition:
    """A condition that was not met, and is met since March 2022, which we knew a month later."""
    database_clock(datetime(2022, 6, 1, tzinfo=UTC))
    case = CaseFactory(slug="truce-2022")
    condition: Condition = ConditionFactory(case=case, slug="ceasefire")
    AssessmentFactory(condition=condition, date=date(2022, 1, 10), status="NOT_MET")
    AssessmentFactory(
        condition=condition,
        date=date(2022, 3, 1),
        recorded=datetime(2022, 4, 1, tzinfo=UTC),
        status="MET",
    )
    EvaluationFactory(condition=condition, as_of=date(2022, 6, 1), status="MET")
    return condition


def test_a_condition_is_found_by_id_and_by_address(ceasefire: Condition) -> None:
    client = client_of(UserFactory())
    by_id = client.get(f"{CONDITIONS}{ceasefire.pk}/").json()
    assert by_id == client.get(f"{CONDITIONS}truce-2022/ceasefire/").json()
    assert (by_id["address"], by_id["case"]["slug"]) == ("truce-2022/ceasefire", "truce-2022")


def test_without_a_point_in_time_the_stored_state_is_shown(ceasefire: Condition) -> None:
    response = client_of(UserFactory()).get(f"{CONDITIONS}{ceasefire.pk}/")
    state = response.json()["state"]
    assert (state["status"], state["as_of"], state["since"]) == ("MET", "2022-06-01", "2022-03-01")
    assert response["X-As-Of"] == "2022-06-01"
    assert response["X-Known-At"] == "2022-06-01T00:00:00+00:00"


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("as_of=2022-01-09", "UNKNOWN"),
        ("as_of=2022-01-10", "NOT_MET"),
        ("as_of=2022-02-28", "NOT_MET"),
        ("as_of=2022-03-01", "MET"),
        ("as_of=2022-03-01&known_at=2022-03-31T23:59:59Z", "NOT_MET"),
        ("as_of=2022-03-01&known_at=2022-04-01T00:00:00Z", "MET"),
        ("known_at=2022-03-15T00:00:00Z", "NOT_MET"),
        ("as_of=2023-01-01", "MET"),
    ],
)
def test_the_state_is_that_of_the_point_in_time(
    ceasefire: Condition, query: str, status: str
) -> None:
    client = client_of(UserFactory())
    one = client.get(f"{CONDITIONS}{ceasefire.pk}/?{query}").json()
    many = client.get(f"{CONDITIONS}?{query}").json()
    assert one["state"]["status"] == status
    assert many["results"][0]["state"] == one["state"]
    assert many["as_of"] == one["state"]["as_of"]


def test_knowledge_of_the_future_is_refused(ceasefire: Condition) -> None:
    response = client_of(UserFactory()).get(f"{CONDITIONS}?known_at=2022-06-01T00:00:01Z")
    assert (response.status_code, response.json()["code"]) == (400, "time-in-the-future")


def test_the_history_shows_every_change_and_every_former_text(ceasefire: Condition) -> None:
    FormerDefinitionFactory(condition=ceasefire)
    client = client_of(UserFactory())
    history = client.get(f"{CONDITIONS}truce-2022/ceasefire/history/").json()
    assert history["statuses"] == [
        {"date": "2022-01-10", "status": "NOT_MET"},
        {"date": "2022-03-01", "status": "MET"},
    ]
    assert history["former_definitions"][0]["terms"] == {"text": "What it said before."}
    before = client.get(f"{CONDITIONS}truce-2022/ceasefire/history/?as_of=2022-02-01").json()
    assert [step["status"] for step in before["statuses"]] == ["NOT_MET"]


def test_conditions_come_in_the_order_of_their_files() -> None:
    case: Case = CaseFactory(slug="b-case")
    second = ConditionFactory(case=case, position=1)
    first = ConditionFactory(case=case, position=0)
    other = ConditionFactory(case=CaseFactory(slug="a-case"), position=5)
    found = ids(client_of(UserFactory()).get(CONDITIONS))
    assert found == [other.pk, first.pk, second.pk]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("case=truce-2022", 1),
        ("case=other", 0),
        ("status=MET", 1),
        ("status=NOT_MET", 0),
        ("kind=event", 1),
        ("bears_on=sender", 0),
    ],
)
def test_conditions_are_narrowed(ceasefire: Condition, query: str, found: int) -> None:
    assert len(ids(client_of(UserFactory()).get(f"{CONDITIONS}?{query}"))) == found


def test_a_status_that_does_not_exist_is_refused(ceasefire: Condition) -> None:
    response = client_of(UserFactory()).get(f"{CONDITIONS}?status=DONE")
    assert (response.status_code, response.json()["field"]) == (400, "status")


def test_a_condition_of_another_team_is_not_there() -> None:
    condition = ConditionFactory(case=CaseFactory(private=True))
    for user, status in ((member(team=condition.case.team), 200), (member(), 404)):
        client = client_of(user)
        assert client.get(f"{CONDITIONS}{condition.pk}/").status_code == status
        assert client.get(f"{CONDITIONS}{condition.address}/history/").status_code == status
        assert client.get(f"{CONDITIONS}{condition.pk}/assessments/").status_code == status


def test_a_gate_shows_its_expression_and_what_it_is_for() -> None:
    condition = ConditionFactory(slug="truce")
    gate = GateFactory(case=condition.case, slug="g", when={"all": ["truce"]}, yields=condition)
    client = client_of(UserFactory())
    shown = client.get(f"{API}/gates/{gate.address}/?as_of=2022-01-01").json()
    assert shown["when"] == {"all": ["truce"]}
    assert shown["yields"] == {"id": condition.pk, "address": condition.address}
    assert shown["state"]["status"] == "UNKNOWN"
    assert ids(client.get(f"{API}/gates/?condition={condition.pk}")) == [gate.pk]
