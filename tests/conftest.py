"""What every test may ask for: the database's clock, a free port, a real worker, a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import settings as drawing

pytest_plugins = ["tests.clock", "tests.worker", "tests.browser", "tests.scenarios.bank_fixture"]


# The same examples in each run, so that a change is blamed for what it did; test-full draws anew.
drawing.register_profile("steady", derandomize=True)


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Differ from production in two things: static files as they lie, and cheap passwords."""
    if config.getoption("markexpr", "") == "not full":
        drawing.load_profile("steady")
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
