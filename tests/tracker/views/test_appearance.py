"""Light and dark: kept in a cookie, right at the first paint, and never a way out of the site."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_choice_is_kept_and_drawn_by_the_server(as_analyst: Client) -> None:
    answer = as_analyst.post("/appearance/", {"theme": "dark", "next": "/cases/"})
    assert answer.headers["Location"] == "/cases/"
    assert 'data-theme="dark"' in as_analyst.get("/cases/").content.decode()


def test_who_is_not_signed_in_may_choose_too(client: Client) -> None:
    client.post("/appearance/", {"theme": "light"})
    assert 'data-theme="light"' in client.get("/login/").content.decode()


@pytest.mark.parametrize("next_page", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_the_way_back_stays_on_this_site(client: Client, next_page: str) -> None:
    answer = client.post("/appearance/", {"theme": "dark", "next": next_page})
    assert answer.headers["Location"] == "/"


def test_a_theme_that_is_none_is_refused(client: Client) -> None:
    assert client.post("/appearance/", {"theme": '"><script>'}).status_code == 400


def test_a_forged_cookie_is_not_drawn(as_analyst: Client) -> None:
    as_analyst.cookies["theme"] = 'dark"><script>alert(1)</script>'
    assert 'data-theme="system"' in as_analyst.get("/cases/").content.decode()
