"""Assessing a condition over REST: what follows at once, and what is refused."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from sanctions.models.teams import Role
from scenarios.models import Assessment, ChangeEvent, Condition
from tests.clock import SetClock
from tests.rest_clients import API, client_of
from tests.sanctions.factories import member
from tests.scenarios.factories import (
    AssessmentFactory,
    CaseFactory,
    ConditionFactory,
    GateFactory,
    SourceFactory,
)
from tracker.domain.kinds import Scope

pytestmark = pytest.mark.django_db
JUDGEMENT: dict[str, Any] = {
    "status": "MET",
    "date": "2022-05-30",
    "reason": "The ministry confirmed it.",
}


@pytest.fixture
def condition(database_clock: SetClock) -> Condition:
    database_clock(datetime(2022, 6, 1, tzinfo=UTC))
    made: Condition = ConditionFactory(case=CaseFactory(slug="truce-2022"), slug="ceasefire")
    return made


URL = f"{API}/conditions/truce-2022/ceasefire/assessments/"


def test_a_judgement_is_entered_and_its_change_is_told(condition: Condition) -> None:
    AssessmentFactory(condition=condition, status="NOT_MET")
    analyst = member()
    client = client_of(analyst)
    client.post(URL, {**JUDGEMENT, "status": "NOT_MET"})
    response = client.post(URL, JUDGEMENT)
    assert response.status_code == 201
    answer = response.json()
    assert answer["assessment"]["entered_by"] == analyst.username
    assert answer["condition_version"] == 3
    assert [(event["old_status"], event["new_status"]) for event in answer["events"]] == [
        ("NOT_MET", "MET")
    ]
    assert client.get(f"{API}/conditions/{condition.pk}/").json()["state"]["status"] == "MET"
    assert client.get(URL).json()["results"][0]["id"] == answer["assessment"]["id"]


def test_what_moves_in_a_case_of_another_team_is_not_told_to_the_assessor(
    condition: Condition,
) -> None:
    theirs = CaseFactory(private=True)
    GateFactory(case=theirs, slug="secret", when=condition.address)
    AssessmentFactory(condition=condition, status="NOT_MET")
    client_of(member()).post(URL, {**JUDGEMENT, "status": "NOT_MET"})
    answer = client_of(member()).post(URL, JUDGEMENT).json()
    assert [event["node"]["address"] for event in answer["events"]] == [condition.address]
    assert ChangeEvent.objects.filter(case=theirs).exists()


def test_sources_are_cited_by_key_or_given_anew(condition: Condition) -> None:
    SourceFactory(case=condition.case, key="gazette")
    sources = ["gazette", {"publisher": "The Other Gazette", "published": "2022-05-29"}]
    answer = client_of(member()).post(URL, {**JUDGEMENT, "sources": sources}).json()
    assert len(answer["assessment"]["sources"]) == 2
    assert condition.case.sources.filter(publisher="The Other Gazette").exists()


def test_a_judgement_is_taken_back_by_another(condition: Condition) -> None:
    client = client_of(member())
    first = client.post(URL, JUDGEMENT).json()["assessment"]["id"]
    response = client.post(URL, {**JUDGEMENT, "status": "UNKNOWN", "retracts": first})
    assert response.json()["assessment"]["retracts"] == first


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"status": "RESTORED"}, "status"),
        ({"status": None}, "status"),
        ({"date": "2022-13-01"}, "date"),
        ({"date": "2022-06-02"}, "date"),
        ({"date": 20220501}, "date"),
        ({"reason": ""}, "reason"),
        ({"reason": "   "}, "reason"),
        ({"degree": 4}, "degree"),
        ({"degree": 2**62}, "degree"),
        ({"precision": "fortnight"}, "precision"),
        ({"sources": ["nowhere"]}, "sources"),
        ({"sources": [{"title": "x"}]}, "sources"),
        ({"sources": [7]}, "sources"),
        ({"sources": "gazette"}, "sources"),
        ({"retracts": "01ARZ3NDEKTSV4RRFFQ69G5FAV"}, "retracts"),
        ({"id": "01ARZ3NDEKTSV4RRFFQ69G5FAV"}, "id"),
        ({"entered_by": "somebody"}, "entered_by"),
        ({"recorded": "2020-01-01T00:00:00Z"}, "recorded"),
        ({"statuss": "MET"}, "statuss"),
    ],
)
def test_what_cannot_be_entered_is_refused_by_name_and_nothing_is_stored(
    condition: Condition, change: dict[str, Any], field: str
) -> None:
    response = client_of(member()).post(URL, {**JUDGEMENT, **change})
    assert response.status_code == 400, response.content
    assert response.json()["field"].partition("[")[0] == field
    assert not Assessment.objects.exists()
    assert not ChangeEvent.objects.exists()


def test_who_saw_an_older_version_is_told_the_present_one(condition: Condition) -> None:
    client = client_of(member())
    client.post(URL, JUDGEMENT)
    response = client.post(URL, {**JUDGEMENT, "status": "NOT_MET", "seen_version": 1})
    assert (response.status_code, response.json()["code"]) == (409, "condition-changed")
    assert Assessment.objects.count() == 1


def test_who_may_only_look_may_not_assess(condition: Condition) -> None:
    response = client_of(member(role=Role.VIEWER)).post(URL, JUDGEMENT)
    assert (response.status_code, response.json()["code"]) == (403, "not-permitted")


def test_a_token_needs_the_scope_to_assess(condition: Condition) -> None:
    response = client_of(member(), Scope.READ, Scope.WRITE).post(URL, JUDGEMENT)
    assert response.status_code == 403
    assert not Assessment.objects.exists()


def test_the_same_request_with_its_key_is_entered_once(condition: Condition) -> None:
    client = client_of(member())
    first = client.post(URL, JUDGEMENT, headers={"Idempotency-Key": "a1"})
    again = client.post(URL, JUDGEMENT, headers={"Idempotency-Key": "a1"})
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    assert Assessment.objects.count() == 1
