"""The browser of the tests is a real one, and no complaint of it goes unheard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser import Complaints

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_it_reads_a_page_of_a_real_server(page: Page, live_server: object) -> None:
    page.goto(f"{live_server}/healthz")
    assert page.inner_text("body") == "ok"


def test_it_hears_errors_and_violations_of_the_policy(page: Page, complaints: Complaints) -> None:
    page.set_content("<meta http-equiv=Content-Security-Policy content=\"script-src 'none'\">")
    page.evaluate("console.error('out of order')")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), "
        "{textContent: 'void 0'}))"
    )
    page.wait_for_timeout(200)
    assert [text for text in complaints.found if "out of order" in text]
    assert [text for text in complaints.found if "Content Security Policy" in text]
    complaints.forgive("out of order")
    complaints.forgive("Content Security Policy")
