"""A real Celery worker on the test database, and ports for the servers a test starts itself."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from subprocess import Popen

import pytest
from django.db import connection

from config.celery import app
from config.servers import processes

ROOT = Path(__file__).resolve().parent.parent
_READY_WITHIN = 60.0


def test_database_url() -> str:
    """Return the address of the database that the tests use, for a child process."""
    settings = connection.settings_dict
    host, port = settings["HOST"] or "", settings["PORT"]
    user, password = settings["USER"], settings["PASSWORD"]
    login = f"{user}:{password}" if password else user
    if host.startswith("/"):  # a socket
        return f"postgres://{login}@/{host}/{settings['NAME']}"
    return f"postgres://{login}@{host}{f':{port}' if port else ''}/{settings['NAME']}"


test_database_url.__test__ = False  # type: ignore[attr-defined]


@pytest.fixture
def free_port() -> int:
    """Return a TCP port on loopback that nobody listens on."""
    return processes.free_port()


@pytest.fixture
def celery_worker_process(transactional_db: None, tmp_path: Path) -> Iterator[Popen[bytes]]:
    """Run `celery -A config worker` for one test.

    It ends with the test: it would take the hints of other tests, and sweep while they clean up.
    """
    log = tmp_path / "worker.log"
    argv = [sys.executable, "-m", "celery", "-A", "config", "worker", "--concurrency=1"]
    program = processes.Program(
        name="worker",
        argv=[*argv, "--without-gossip", "--without-mingle", "--loglevel=INFO"],
        log=log,
        folder=ROOT,
        environment={"DATABASE_URL": test_database_url(), "REDIS_URL": os.environ["REDIS_URL"]},
    )
    child = processes.start(program)
    try:
        _wait_until_ready(child, log)
        yield child
    finally:
        processes.stop(child, signal.SIGTERM, patience=10)


def _wait_until_ready(child: Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _READY_WITHIN
    while time.monotonic() < deadline and child.poll() is None:
        if app.control.ping(timeout=0.5):
            return
    pytest.fail(f"the worker did not start:\n{processes.last_lines(log, 20)}")
