"""A parameter that nobody knows is never taken for "everything"."""

from __future__ import annotations

import pytest
from rest_framework.test import APIClient

from sanctions.models import Team

pytestmark = pytest.mark.urls("tests.config.rest.teams_api")


def test_a_known_filter_filters(client: APIClient, teams: list[Team]) -> None:
    page = client.get("/api/teams/?slug=t03&format=json").json()
    assert [row["slug"] for row in page["results"]] == ["t03"]


def test_an_unknown_parameter_is_refused_by_name(client: APIClient, teams: list[Team]) -> None:
    response = client.get("/api/teams/?slugg=t03")
    problem = response.json()
    assert (response.status_code, problem["code"]) == (400, "unknown-parameter")
    assert problem["field"] == "slugg"
    assert problem["hint"] == ("Known: as_of, cursor, format, known_at, limit, ordering, slug.")


def test_a_single_row_knows_no_filters(client: APIClient, teams: list[Team]) -> None:
    assert client.get(f"/api/teams/{teams[0].pk}/?slug=t03").status_code == 400
    assert client.get(f"/api/teams/{teams[0].pk}/?as_of=2026-01-01").status_code == 200


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("slug=a&slug=b", "repeated-parameter"),
        ("limit=1&limit=500", "repeated-parameter"),
        ("slug=%00", "bad-parameter"),
        ("slug=" + "a" * 100_000, "bad-parameter"),
    ],
)
def test_a_parameter_that_is_doubtful_is_refused(
    client: APIClient, teams: list[Team], query: str, code: str
) -> None:
    response = client.get(f"/api/teams/?{query}")
    assert (response.status_code, response.json()["code"]) == (400, code)


@pytest.mark.parametrize("text", ["' OR 1=1 --", "%ff%fe", "(a+)+$", "%ed%a0%80"])
def test_whatever_else_is_asked_for_is_only_text(
    client: APIClient, teams: list[Team], text: str
) -> None:
    assert client.get(f"/api/teams/?slug={text}").json()["results"] == []
