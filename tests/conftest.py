"""What every test may ask for: the database's clock, a free port, a real worker, a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

pytest_plugins = ["tests.clock", "tests.worker", "tests.browser"]


@pytest.hookimpl(trylast=True)
def pytest_configure() -> None:
    """Differ from production in two things: static files as they lie, and cheap passwords."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
