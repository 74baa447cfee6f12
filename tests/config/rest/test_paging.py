"""Pages by cursor: every row once, in order, whatever happens in between."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from sanctions.models import Team

pytestmark = pytest.mark.urls("tests.config.rest.teams_api")
ORDERS = ["slug", "-slug", "name", "-name", "name,-slug", "-name,slug"]


def walk(client: APIClient, url: str | None, link: str = "next") -> list[list[str]]:
    pages = []
    while url:
        page = client.get(url).json()
        pages.append([row["slug"] for row in page["results"]])
        url = page[link]
    return pages


def expected(teams: list[Team], order: str) -> list[str]:
    rows = Team.objects.order_by(*order.split(","), "-id" if order.startswith("-") else "id")
    return [team.slug for team in rows]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("limit", [1, 7, 30, 500])
def test_every_row_comes_once_and_in_order(
    client: APIClient, teams: list[Team], order: str, limit: int
) -> None:
    pages = walk(client, f"/api/teams/?ordering={order}&limit={limit}")
    assert [slug for page in pages for slug in page] == expected(teams, order)
    assert all(len(page) == limit for page in pages[:-1])


@pytest.mark.parametrize("order", ORDERS)
def test_the_way_back_shows_the_same_pages(
    client: APIClient, teams: list[Team], order: str
) -> None:
    url, last = f"/api/teams/?ordering={order}&limit=7", ""
    forth = walk(client, url)
    while url:
        last, url = url, client.get(url).json()["next"]
    assert walk(client, last, "previous") == forth[::-1]


def test_a_row_that_comes_or_goes_moves_no_other(client: APIClient, teams: list[Team]) -> None:
    first = client.get("/api/teams/?ordering=slug&limit=10").json()
    Team.objects.create(slug="a-new-first-one", name="x")
    Team.objects.get(slug="t09").delete()
    second = client.get(first["next"]).json()
    assert [row["slug"] for row in second["results"]] == [f"t{n}" for n in range(10, 20)]


def test_a_list_has_fifty_rows_a_page_and_no_total(client: APIClient, teams: list[Team]) -> None:
    Team.objects.bulk_create([Team(slug=f"more{n}", name="more") for n in range(60)])
    page = client.get("/api/teams/").json()
    assert len(page["results"]) == 50
    assert set(page) == {"as_of", "known_at", "next", "previous", "results"}


def test_an_empty_list_leads_nowhere(client: APIClient, db: None) -> None:
    Team.objects.all().delete()
    page = client.get("/api/teams/").json()
    assert (page["next"], page["previous"], page["results"]) == (None, None, [])


@pytest.mark.parametrize(
    "limit", ["0", "-1", "501", "99999999999999999999", "ten", "1.5", "", " 5", "٣", "1e2"]
)
def test_a_limit_that_is_nonsense_is_refused(
    client: APIClient, teams: list[Team], limit: str
) -> None:
    response = client.get("/api/teams/", {"limit": limit})
    assert response.status_code == 400
    assert (response.json()["code"], response.json()["field"]) == ("invalid-limit", "limit")


def bad_cursors(page: dict[str, Any]) -> list[str]:
    good = page["next"].partition("cursor=")[2].partition("&")[0]
    return ["", "x", "a" * 900, good[:-1], good + "x", "x" + good, "WyJhIl0:1:x", "%00", good * 40]


def test_a_cursor_that_we_did_not_give_is_refused(client: APIClient, teams: list[Team]) -> None:
    for cursor in bad_cursors(client.get("/api/teams/?limit=7").json()):
        response = client.get(f"/api/teams/?cursor={cursor}")
        assert response.status_code == 400
        assert response.json()["field"] == "cursor"


def test_a_cursor_belongs_to_its_order(client: APIClient, teams: list[Team]) -> None:
    link = client.get("/api/teams/?ordering=slug&limit=7").json()["next"]
    response = client.get(link.replace("ordering=slug", "ordering=name"))
    assert response.json()["code"] == "invalid-cursor"


def test_a_cursor_belongs_to_its_list(client: APIClient, teams: list[Team]) -> None:
    link = client.get("/api/teams/?limit=7").json()["next"]
    assert client.get(link.replace("/api/teams/", "/page/")).json()["code"] == "invalid-cursor"


@pytest.mark.parametrize(
    "order", ["id", "password", "slug,slug", "slug,-slug", "", "name,", "--slug"]
)
def test_an_order_that_is_not_offered_is_refused(
    client: APIClient, teams: list[Team], order: str
) -> None:
    response = client.get("/api/teams/", {"ordering": order})
    assert (response.status_code, response.json()["code"]) == (400, "invalid-ordering")
