"""Starts PostgreSQL and Valkey for a test run, before pytest-django reads the settings.

Loaded by `-p tests.services_plugin`. Idle where `DATABASE_URL` and `REDIS_URL` are both given, and
in xdist's workers, which inherit the addresses from the run that started them.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

from config.servers.data_folder import DataFolder
from config.servers.errors import ServersUnavailable
from config.servers.session import started

# Nothing here outlives the run, so nothing has to reach a disk.
POSTGRES_FOR_TESTS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "200",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}

_running = contextlib.ExitStack()


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Provide both addresses in the environment."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("SECRET_KEY", "only-for-the-tests-and-so-not-a-secret-of-any-kind")
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker:
        _take_own_redis_database(int(worker.removeprefix("gw")) + 1)
        return
    scratch = Path(tempfile.mkdtemp(prefix="thaw-tests-")).resolve()
    _running.callback(shutil.rmtree, scratch, ignore_errors=True)
    os.environ["THAW_DATA"] = str(scratch)
    if "DATABASE_URL" in os.environ and "REDIS_URL" in os.environ:
        return
    try:
        servers = _running.enter_context(started(DataFolder(scratch), settings=POSTGRES_FOR_TESTS))
    except ServersUnavailable as error:
        raise pytest.UsageError(str(error)) from error
    servers.export()


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    """Stop what was started."""
    _running.close()


def _take_own_redis_database(number: int) -> None:
    """Two workers never see each other's queues."""
    address = urlsplit(os.environ["REDIS_URL"])
    os.environ["REDIS_URL"] = urlunsplit(address._replace(path=f"/{number}"))
