"""Entity tags: a reader asks "has it changed?", a writer says "I change this state"."""

from __future__ import annotations

import pytest
from rest_framework.test import APIClient

from sanctions.models import Team

pytestmark = pytest.mark.urls("tests.config.rest.teams_api")


def test_an_answer_has_a_strong_tag_and_is_kept_by_nobody_unasked(
    client: APIClient, teams: list[Team]
) -> None:
    response = client.get(f"/api/teams/{teams[0].pk}/")
    assert response["ETag"].startswith('"')
    assert response["Cache-Control"] == "private, no-cache"
    assert response["Vary"] == "Accept, Authorization, Cookie"


@pytest.mark.parametrize("url", ["/api/teams/", "/api/teams/?limit=3"])
def test_who_has_it_already_gets_no_body(client: APIClient, teams: list[Team], url: str) -> None:
    tag = client.get(url)["ETag"]
    response = client.get(url, headers={"If-None-Match": tag})
    assert (response.status_code, response.content, response["ETag"]) == (304, b"", tag)


def test_a_change_of_one_row_changes_the_tag_of_the_list(
    client: APIClient, teams: list[Team]
) -> None:
    tag = client.get("/api/teams/")["ETag"]
    Team.objects.filter(slug="t05").update(name="another")
    response = client.get("/api/teams/", headers={"If-None-Match": tag})
    assert response.status_code == 200
    assert response["ETag"] != tag


def test_pages_outside_the_api_are_left_alone(client: APIClient, teams: list[Team]) -> None:
    assert "ETag" not in client.get("/page/")


@pytest.mark.parametrize("headers", [{}, {"If-Match": "*"}])
def test_a_change_must_name_the_state_it_changes(
    client: APIClient, teams: list[Team], headers: dict[str, str]
) -> None:
    url = f"/api/teams/{teams[0].pk}/"
    response = client.put(url, {"slug": "t00", "name": "new"}, headers=headers)
    assert (response.status_code, response.json()["code"]) == (428, "precondition-required")
    assert response["ETag"] == client.get(url)["ETag"]


def test_a_change_of_a_state_that_is_no_more_is_refused(
    client: APIClient, teams: list[Team]
) -> None:
    url = f"/api/teams/{teams[0].pk}/"
    tag = client.get(url)["ETag"]
    Team.objects.filter(pk=teams[0].pk).update(name="somebody was faster")
    response = client.put(url, {"slug": "t00", "name": "new"}, headers={"If-Match": tag})
    assert (response.status_code, response.json()["code"]) == (412, "precondition-failed")
    assert response["ETag"] == client.get(url)["ETag"]
    assert Team.objects.get(pk=teams[0].pk).name == "somebody was faster"


def test_a_change_of_the_present_state_is_made(client: APIClient, teams: list[Team]) -> None:
    url = f"/api/teams/{teams[0].pk}/"
    tag = client.get(url)["ETag"]
    response = client.put(url, {"slug": "t00", "name": "new"}, headers={"If-Match": tag})
    assert (response.status_code, response.json()["name"]) == (200, "new")
