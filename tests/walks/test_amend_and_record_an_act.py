"""An analyst amends a gate with a preview, and records the act that follows, in a browser."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from sanctions.models.clock import database_today
from tests.scenarios.factories import StepFactory
from tests.scenarios.small_world import World, evaluate_whole, make_world
from tests.walks.test_assess_and_be_told import log_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world(transactional_db: None) -> World:
    """A gate that waits for two conditions, one of them met since a week ago."""
    made = make_world(["peace", "truce"])
    StepFactory(package=made.package, slug="s1")
    evaluate_whole(made.case)
    made.assess("peace", "MET", database_today() - timedelta(days=7))
    return made


def amend(page: Page, address: str) -> None:
    """Let one of the two conditions do, once the preview says what follows."""
    page.goto(f"{address}/gates/episode/main/")
    page.get_by_role("link", name="Amend").click()
    page.get_by_label("What must hold").fill("{any: [peace, truce]}")
    page.get_by_role("button", name="Preview").click()
    preview = page.get_by_role("region", name="What would change today")
    expect(preview).to_contain_text("Gate open")
    page.get_by_label("Reason").fill("Both sides agreed that one will do.")
    page.get_by_role("button", name="Amend", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Amended")


def record(page: Page, address: str) -> None:
    """Record that the package came into effect today."""
    page.goto(f"{address}/packages/episode/P1/")
    page.get_by_role("link", name="Record an act").click()
    page.get_by_label("What was done").fill("The Council lifts the ban.")
    page.get_by_label("s1: US.DELIST").check()
    page.get_by_label("The package is then").select_option(label="effective")
    page.get_by_label("Reason").fill("The journal printed it.")
    page.get_by_label("Address of a new source").fill("https://example.org/journal/7")
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_role("status")).to_contain_text("Recorded")


def test_a_gate_is_amended_and_the_act_that_followed_is_recorded(
    page: Page, live_server: Any, world: World
) -> None:
    log_in(page, live_server.url)
    amend(page, live_server.url)
    assert world.state() == "GATE_OPEN"
    record(page, live_server.url)
    assert world.state() == "TRIGGERED"
    act = page.locator("main")
    expect(act).to_contain_text("7 days after its gates opened")
    expect(act).to_contain_text("Triggered")
    page.goto(f"{live_server.url}/gates/episode/main/")
    expect(page.locator("main")).to_contain_text("Both sides agreed that one will do.")
