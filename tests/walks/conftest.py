"""A receiver with a subscription for everything, and processes that send to it."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db.models import F
from pytest_django.fixtures import Settings
from redis import Redis

from config.servers import processes
from sanctions.models.clock import DatabaseNow
from tests.tracker.factories import EndpointFactory, SubscriptionFactory
from tests.walks.receiver import Receiver, receiving
from tests.worker import ROOT, test_database_url
from tracker.models import Delivery, Endpoint

RunProcess = Callable[..., AbstractContextManager["subprocess.Popen[bytes]"]]


@pytest.fixture
def receiver(transactional_db: None) -> Iterator[Receiver]:
    """Listen on loopback; whoever owns the endpoint there hears of everything."""
    with receiving() as listening:
        subscribe(listening)
        yield listening


def subscribe(listening: Receiver) -> Endpoint:
    """Make an endpoint that leads to the receiver, with a subscription for everything."""
    endpoint: Endpoint = EndpointFactory(url=listening.url)
    SubscriptionFactory(owner=endpoint.owner, endpoints=[endpoint])
    return endpoint


def let_leases_end() -> None:
    """Do what time does after a worker died, without waiting for it."""
    past = DatabaseNow() - timedelta(seconds=1)
    Endpoint.objects.filter(lease_token__isnull=False).update(lease_until=past)
    Delivery.objects.filter(lease_token__isnull=False).update(lease_until=past)


def let_pauses_end() -> None:
    """Do what time does after an endpoint failed, without waiting for it."""
    past = DatabaseNow() - timedelta(seconds=1)
    Endpoint.objects.filter(paused_until__isnull=False).update(paused_until=past)
    Delivery.objects.filter(next_at__gt=F("made_at")).update(next_at=past)


@pytest.fixture
def own_broker(settings: Settings) -> Iterator[str]:
    """Hint to a database of the broker's that no other worker of the tests listens to."""
    address = urlsplit(os.environ["REDIS_URL"])
    number = int(address.path.removeprefix("/") or 0) + 8
    url = urlunsplit(address._replace(path=f"/{number}"))
    settings.CELERY_BROKER_URL = url
    with Redis.from_url(url) as broker:
        broker.flushdb()
        yield url
        broker.flushdb()


@pytest.fixture
def run_process(tmp_path: Path) -> RunProcess:
    """Return a context in which a Python program runs on the tests' database."""

    @contextlib.contextmanager
    def run(
        *argv: str, allowed: str = "", redis_url: str = "", pipes: bool = False
    ) -> Iterator[subprocess.Popen[bytes]]:
        environment = {
            **os.environ,
            "DATABASE_URL": test_database_url(),
            "REDIS_URL": redis_url or os.environ["REDIS_URL"],
            "WEBHOOK_ALLOWED_HOSTS": allowed,
        }
        pipe = subprocess.PIPE if pipes else subprocess.DEVNULL
        written = tmp_path / "process.log"
        with written.open("ab") as log:
            child = subprocess.Popen(
                [sys.executable, *argv],
                cwd=ROOT,
                env=environment,
                stdin=pipe,
                stdout=pipe if pipes else log,
                stderr=log,
                start_new_session=True,
            )
        try:
            yield child
        finally:
            processes.stop(child, signal.SIGTERM, patience=20)
            for end in (child.stdin, child.stdout):
                if end is not None:
                    end.close()
            print(processes.last_lines(written, 20))  # pytest shows it where a test fails

    return run
