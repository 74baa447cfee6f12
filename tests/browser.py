"""A browser for walks through the product: the system's Chromium, driven by Playwright."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright._impl._driver import compute_driver_executable
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Complaints:
    """What the browser complained about; a test may take back what it provoked on purpose."""

    found: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.found.append(f"script error: {error}"))

    def _console(self, message: ConsoleMessage) -> None:
        # A violation of the content security policy is told on the console, as an error.
        if message.type == "error":
            self.found.append(f"{message.text} ({message.location.get('url', '')})")

    def forgive(self, part: str) -> None:
        """Drop the complaints that contain `part`."""
        self.found = [one for one in self.found if part not in one]


def chromium() -> str | None:
    """Return the path of a Chromium: THAW_CHROMIUM, then the usual names."""
    given = os.environ.get("THAW_CHROMIUM")
    return given or next((path for name in _NAMES if (path := shutil.which(name))), None)


def _what_is_missing(path: str | None) -> str:
    """Say what keeps the browser tests from running here; empty when nothing does."""
    if path is None:
        return "no Chromium: set THAW_CHROMIUM or install the package chromium"
    driver = subprocess.run(
        [*compute_driver_executable(), "--version"], capture_output=True, text=True, check=False
    )
    if driver.returncode:
        return f"Playwright's driver does not start (package libatomic1?): {driver.stderr.strip()}"
    return ""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once; without one the test is skipped, and fails where CI=true."""
    path = chromium()
    reason = _what_is_missing(path)
    if reason:
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    # Playwright keeps an event loop in this thread; Django would then refuse the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=_OPTIONS)
        yield launched
        launched.close()


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    """Collect console errors and policy violations; the test fails on any that is left."""
    collected = Complaints()
    yield collected
    assert not collected.found, "the browser complained:\n" + "\n".join(collected.found)


@pytest.fixture
def browser_context(browser: Browser, complaints: Complaints) -> Iterator[BrowserContext]:
    """Open a fresh profile (no cookies); every page in it is listened to."""
    context = browser.new_context()
    context.on("page", complaints.listen)
    yield context
    context.close()


@pytest.fixture
def page(browser_context: BrowserContext) -> Page:
    """Open an empty page."""
    return browser_context.new_page()
