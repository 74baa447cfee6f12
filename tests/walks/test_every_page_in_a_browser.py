"""Every page in a real browser, light and dark, wide and narrow: no complaint, no sideways scroll.

The canary in every text would run as a script, and change the title, where a page let it.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.admin import site
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import Complaints
from tests.sanctions.factories import UserFactory
from tests.tracker.world import World, addresses, make_world
from tracker.models import ApiToken

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SIZES = {"wide": 1280, "narrow": 320}
LOOKS = [
    pytest.param("light", "narrow"),
    pytest.param("dark", "wide"),
    pytest.param("light", "wide", marks=pytest.mark.full),
    pytest.param("dark", "narrow", marks=pytest.mark.full),
]
#: What reaches beyond the right edge, where the page scrolls sideways.
_TOO_WIDE = """() => {
  const edge = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= edge) return [];
  const reach = (one) => Math.round(one.getBoundingClientRect().right);
  return [...document.querySelectorAll("body *")]
    .filter((one) => reach(one) > edge && !one.closest(".table-wrap"))
    .map((one) => `${one.tagName} ${one.className} ${reach(one)} ${one.textContent.slice(0, 60)}`);
}"""


def context_of(browser: Browser, complaints: Complaints, theme: str, size: str) -> BrowserContext:
    """Open a fresh profile of that look."""
    context = browser.new_context(
        viewport={"width": SIZES[size], "height": 800},
        color_scheme="dark" if theme == "dark" else "light",
    )
    context.on("page", complaints.listen)
    return context


def sign_in(context: BrowserContext, client: Client, person: Any, address: str) -> None:
    """Give the profile the session of a person."""
    client.force_login(person)
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": address}])


def read(page: Page, address: str, complaints: Complaints) -> None:
    """Open a page and look at it."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200, address
    assert page.title() != "canary", f"the canary ran on {address}"
    assert page.locator("h1").count() == 1, address
    assert page.evaluate(_TOO_WIDE) == [], f"{address} scrolls sideways"
    assert not complaints.found, f"{address}: {complaints.found}"


@pytest.mark.parametrize(("theme", "size"), LOOKS)
def test_every_page_is_clean_for_an_analyst(
    browser: Browser, complaints: Complaints, live_server: Any, theme: str, size: str
) -> None:
    world: World = make_world()
    context = context_of(browser, complaints, theme, size)
    sign_in(context, Client(), world.analyst, live_server.url)
    page = context.new_page()
    for address in [*addresses(world), "/password_change/"]:
        read(page, live_server.url + address, complaints)
    context.close()


@pytest.mark.parametrize(("theme", "size"), LOOKS)
def test_every_table_is_clean_for_staff(
    browser: Browser, complaints: Complaints, live_server: Any, theme: str, size: str
) -> None:
    make_world()
    context = context_of(browser, complaints, theme, size)
    staff = UserFactory(is_staff=True, is_superuser=True)
    sign_in(context, Client(), staff, live_server.url)
    page = context.new_page()
    read(page, live_server.url + "/admin/", complaints)
    for model in site._registry:
        table = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        read(page, live_server.url + table, complaints)
    read(page, f"{live_server.url}/admin/auth/user/{staff.pk}/change/", complaints)
    context.close()


def test_the_page_before_the_door_is_clean(page: Page, live_server: Any) -> None:
    page.goto(f"{live_server.url}/login/")
    with page.expect_response("**/appearance/"):
        page.get_by_role("button", name="Dark").click()
    page.wait_for_function("document.documentElement.dataset.theme === 'dark'")
    page.reload()
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_a_token_is_shown_once_and_never_again(
    browser_context: BrowserContext, live_server: Any
) -> None:
    world = make_world()
    sign_in(browser_context, Client(), world.analyst, live_server.url)
    page = browser_context.new_page()
    page.goto(f"{live_server.url}/tokens/")
    page.get_by_label("Name").fill("Nightly export")
    page.get_by_role("button", name="Issue").click()
    text = page.locator("#secret").inner_text().strip()
    assert text.startswith("thw_")
    page.goto(f"{live_server.url}/tokens/")
    assert text not in page.content()
    assert ApiToken.objects.filter(name="Nightly export").count() == 1


def test_pages_are_read_and_conditions_assessed_without_javascript(
    browser: Browser, complaints: Complaints, live_server: Any
) -> None:
    world = make_world()
    context = browser.new_context(java_script_enabled=False)
    context.on("page", complaints.listen)
    sign_in(context, Client(), world.analyst, live_server.url)
    page = context.new_page()
    page.goto(f"{live_server.url}/conditions/canary-2026/price/")
    form = page.locator("#assess-form")
    form.get_by_label("Not met", exact=True).check()
    form.get_by_label("Reason").fill("The exchange published it.")
    form.get_by_role("button", name="Assess").click()
    assert "The exchange published it." in page.inner_text("main")
    context.close()


def test_the_keyboard_finds_the_search_and_walks_the_tree(
    browser_context: BrowserContext, live_server: Any
) -> None:
    world = make_world()
    sign_in(browser_context, Client(), world.analyst, live_server.url)
    page = browser_context.new_page()
    page.goto(f"{live_server.url}/gates/canary-2026/main/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.locator(".tree summary").first.focus()
    page.keyboard.press("ArrowLeft")
    assert not page.locator(".tree details").first.evaluate("one => one.open")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.matches('.tree summary')")
