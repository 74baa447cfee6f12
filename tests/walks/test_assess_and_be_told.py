"""An analyst's first ten minutes, in a real browser with a real worker: watch, assess, hear."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from standardwebhooks import Webhook

from scenarios.casefiles.case_library import LIBRARY
from scenarios.casefiles.read_cases import read_case_file
from scenarios.services.load_cases import load_cases
from tests.sanctions.factories import PASSWORD, MembershipFactory
from tests.walks.conftest import RunProcess
from tests.walks.receiver import Receiver, receiving
from tests.walks.test_alert_by_worker import WORKER

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CASE = "russia-2025-2026"
REASON = "Signed in Istanbul; both sides published the text."


@pytest.fixture
def russia() -> None:
    """Load the shipped case of the Russia talks."""
    load_cases(documents=read_case_file(str(LIBRARY / f"{CASE}.yaml")), from_library=True)


def log_in(page: Page, address: str) -> None:
    """Log a new analyst in by the form."""
    analyst = MembershipFactory().user
    page.goto(address)
    page.get_by_label("Username").fill(analyst.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def make_webhook(page: Page, address: str, url: str) -> str:
    """Make a webhook by the form, and return the secret that is shown once."""
    page.goto(f"{address}/webhooks/")
    page.get_by_label("Name").fill("Our desk")
    page.get_by_label("Address").fill(url)
    page.get_by_role("button", name="Create").click()
    return page.locator("#secret").inner_text().strip()


def subscribe(page: Page, address: str) -> None:
    """Subscribe to the case from its own page, to be told at the webhook too."""
    page.goto(f"{address}/cases/{CASE}/")
    page.get_by_role("link", name="Tell me").click()
    page.get_by_label("Name").fill("Russia talks")
    page.get_by_label("From level").select_option(label="Everything (info and up)")
    page.get_by_label("Our desk").check()
    page.get_by_role("button", name="Subscribe").click()
    expect(page.get_by_role("status")).to_contain_text("Russia talks")


def assess(page: Page, address: str) -> None:
    """Assess the peace agreement as met."""
    page.goto(f"{address}/cases/{CASE}/")
    page.get_by_role("link", name="Formal peace agreement").first.click()
    form = page.locator("#assess-form")
    form.get_by_label("Met", exact=True).check()
    form.get_by_label("Reason").fill(REASON)
    form.get_by_label("Address of a new source").fill("https://example.org/treaty")
    form.get_by_role("button", name="Assess").click()
    expect(page.get_by_role("status")).to_contain_text("Assessed")


def test_assessing_a_condition_flags_scenarios_fills_the_inbox_and_sends_one_webhook(
    page: Page,
    live_server: Any,
    russia: None,
    run_process: RunProcess,
    own_broker: str,
    settings: Any,
) -> None:
    with (
        receiving() as receiver,
        run_process(*WORKER, allowed=receiver.authority, redis_url=own_broker),
    ):
        settings.WEBHOOK_ALLOWED_HOSTS = [receiver.authority]
        log_in(page, live_server.url)
        secret = make_webhook(page, live_server.url, receiver.url)
        subscribe(page, live_server.url)
        warm_up(page, live_server.url, receiver)
        assess(page, live_server.url)
        page.goto(live_server.url)
        scenario = page.get_by_role("listitem").filter(has_text="staged US list after a peace")
        expect(scenario.first).to_contain_text("Flagged")
        expect(scenario.first).to_contain_text("Gate open")
        assert receiver.wait_for(2)
        page.goto(f"{live_server.url}/alerts/")
        expect(page.get_by_role("listitem").filter(has_text=REASON)).to_have_count(1)
    verify_the_last_message(receiver, secret)


def warm_up(page: Page, address: str, receiver: Receiver) -> None:
    """Let a first change through: the worker may still be starting."""
    page.goto(f"{address}/conditions/{CASE}/staff/")
    form = page.locator("#assess-form")
    form.get_by_label("Met", exact=True).check()
    form.get_by_label("Reason").fill("Both embassies say so.")
    form.get_by_role("button", name="Assess").click()
    assert receiver.wait_for(1, timeout=90)


def verify_the_last_message(receiver: Receiver, secret: str) -> None:
    """Check the signature of the message about the assessment, and that it came once."""
    assert receiver.duplicates == 0
    assert len(receiver.counts) == 2
    identity = list(receiver.bodies)[-1]
    (body,) = receiver.bodies[identity]
    message = Webhook(secret).verify(body.decode(), receiver.headers[identity])
    told = message["events"][0]
    assert told["reason"] == REASON
    assert (told["from"], told["to"]) == ("NOT_MET", "MET")
