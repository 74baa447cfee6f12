"""The API's description as a page: for people who are signed in, and clean under the policy."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Page, expect


def test_who_is_not_signed_in_is_asked_to(client: Client) -> None:
    response = client.get("/api/docs/")
    assert response.status_code == 302
    assert response["Location"].startswith("/login/")


@pytest.mark.django_db
def test_the_description_is_for_people_who_are_signed_in(client: Client) -> None:
    assert client.get("/api/schema/").status_code == 401
    client.force_login(User.objects.create_user("ana"))
    description = client.get("/api/schema/").json()
    assert description["openapi"].startswith("3.1")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_page_shows_the_operations_without_a_complaint(
    page: Page, live_server: Any, client: Client
) -> None:
    client.force_login(User.objects.create_user("ana"))
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.goto(f"{live_server.url}/api/docs/")
    expect(page.locator(".swagger-ui .info .title")).to_contain_text("Thaw")
    page.locator("#operations-alerts-alerts_list .opblock-summary-control").click()
    page.get_by_role("button", name="Try it out").click()
    page.get_by_role("button", name="Execute").click()
    answer = page.locator(".live-responses-table .response .response-col_status")
    expect(answer).to_contain_text("200")
