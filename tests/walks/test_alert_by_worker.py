"""Alerts by a real Celery worker: quick by a hint, and safe when broker or worker is lost."""

from __future__ import annotations

import os
import signal
import statistics
import time

import pytest
from django.conf import settings
from redis import Redis

from scenarios.tasks import hint_changes
from tests.tracker.factories import ChangeEventFactory
from tests.walks.conftest import RunProcess, let_leases_end
from tests.walks.receiver import Receiver

WORKER = (
    *("-m", "celery", "-A", "config", "worker", "--concurrency=2"),
    *("--without-gossip", "--without-mingle", "--loglevel=INFO"),
)


@pytest.fixture
def told(receiver: Receiver) -> list[str]:
    """The events that were made so far."""
    return []


def change(told: list[str]) -> None:
    """Make a change, and hint at it as a door does."""
    told.append(ChangeEventFactory().pk)
    hint_changes()


def test_a_change_is_told_within_two_seconds_of_it(
    receiver: Receiver, run_process: RunProcess, told: list[str]
) -> None:
    with run_process(*WORKER, allowed=receiver.authority):
        change(told)
        assert receiver.wait_for(1, timeout=90)  # the worker may still be starting
        seconds = []
        for _ in range(10):
            began = time.monotonic()
            change(told)
            assert receiver.wait_for(len(told))
            seconds.append(time.monotonic() - began)
    print(
        f"change to webhook: median {statistics.median(seconds):.3f} s, most {max(seconds):.3f} s"
    )
    assert statistics.median(seconds) < 2
    assert dict(receiver.occasions()) == dict.fromkeys(told, 1)


def test_a_lost_hint_and_a_killed_worker_lose_no_alert(
    receiver: Receiver, run_process: RunProcess, told: list[str]
) -> None:
    change(told)
    with Redis.from_url(settings.REDIS_URL) as broker:
        broker.flushall()
    receiver.hanging = True
    change(told)
    with run_process(*WORKER, allowed=receiver.authority) as worker:
        assert receiver.wait_for_call(timeout=90)
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()
    receiver.hanging = False
    receiver.over.set()
    let_leases_end()
    change(told)
    with run_process(*WORKER, allowed=receiver.authority):
        assert receiver.wait_for(3, timeout=90)
    assert dict(receiver.occasions()) == dict.fromkeys(told, 1)
    assert all(len(bodies) == 1 for bodies in receiver.bodies.values())
