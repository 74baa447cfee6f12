"""Errors as problems: the same shape everywhere, and nothing of the inside in them."""

from __future__ import annotations

import re

import pytest
from rest_framework.test import APIClient

from sanctions.models import Team

pytestmark = pytest.mark.urls("tests.config.rest.teams_api")


@pytest.fixture
def client() -> APIClient:
    return APIClient(raise_request_exception=False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("by", "status", "code"),
    [
        ("data", 400, "bad-request"),
        ("recursion", 400, "bad-request"),
        ("overflow", 400, "bad-request"),
        ("integrity", 409, "conflict"),
        ("database", 503, "unavailable"),
        ("list", 404, "unknown-list"),
        ("held", 409, "snapshot-held"),
        ("moved", 409, "change-refused"),
        ("bug", 500, "internal-error"),
    ],
)
def test_an_error_becomes_a_problem_that_gives_nothing_away(
    client: APIClient, by: str, status: int, code: str
) -> None:
    response = client.get(f"/api/broken/?by={by}")
    problem = response.json()
    assert (response.status_code, problem["status"], problem["code"]) == (status, status, code)
    assert response["Content-Type"] == "application/problem+json"
    assert problem["type"] == f"urn:thaw:problem:{code}"
    assert {"title", "detail", "request_id"} <= set(problem)
    assert not re.search(r"SELECT|violates|10\.0\.0\.5|\.py|Traceback|maximum", str(problem))


@pytest.mark.django_db
def test_the_request_id_of_a_problem_is_that_of_the_header(client: APIClient) -> None:
    response = client.get("/api/broken/?by=list")
    assert response.json()["request_id"] == response["X-Request-Id"]


@pytest.mark.django_db
def test_a_database_that_is_away_says_when_to_come_back(client: APIClient) -> None:
    assert client.get("/api/broken/?by=database")["Retry-After"] == "5"


@pytest.mark.django_db
def test_each_field_that_is_wrong_is_named(client: APIClient) -> None:
    response = client.post("/api/teams/", {"slug": "no slug!", "nam": "typing error"})
    problem = response.json()
    assert (response.status_code, problem["code"], problem["field"]) == (
        400,
        "unknown-field",
        "nam",
    )
    assert problem["fields"] == [
        {"field": "nam", "code": "unknown-field", "detail": "Unknown field; expected name, slug."}
    ]
    response = client.post("/api/teams/", {"slug": "no slug!"})
    assert [fault["field"] for fault in response.json()["fields"]] == ["slug", "name"]


@pytest.mark.django_db
def test_a_field_that_is_not_ours_to_give_is_refused(client: APIClient) -> None:
    response = client.post("/api/teams/", {"id": "01J", "slug": "new", "name": "New"})
    assert response.json()["field"] == "id"
    assert not Team.objects.filter(slug="new").exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "url", "status"),
    [
        ("get", "/api/nowhere/", 404),
        ("get", "/api/teams/01J/", 404),
        ("get", "/api/teams/%00/", 400),
        ("delete", "/api/teams/", 405),
        ("get", "/api/teams/?format=xml", 404),
    ],
)
def test_what_cannot_be_answered_is_a_problem_too(
    client: APIClient, method: str, url: str, status: int
) -> None:
    response = getattr(client, method)(url)
    assert (response.status_code, response.json()["status"]) == (status, status)
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.django_db
def test_another_kind_of_body_is_refused(client: APIClient) -> None:
    response = client.post("/api/teams/", "<a/>", content_type="application/xml")
    assert (response.status_code, response.json()["code"]) == (415, "unsupported-media-type")


def test_a_page_that_does_not_exist_is_a_page(client: APIClient) -> None:
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert response["Content-Type"].startswith("text/html")
