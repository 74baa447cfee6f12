"""Tasks and the hint after commit: found by name, and never in the way of a request."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from django.db import transaction
from pytest_django.fixtures import Settings

from config.celery import app
from config.schedule import BEAT_SCHEDULE
from scenarios import tasks

#: More than a hint may take on a machine with something else to do.
A_WHILE = 2.0


@pytest.fixture(autouse=True)
def _trusted_broker() -> Iterator[None]:
    tasks.breaker.reset()
    yield
    tasks.breaker.reset()


@contextmanager
def silent_broker() -> Iterator[socket.socket]:
    """Listen like a broker, and never say a word."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(8)
        yield listening


def test_beat_finds_the_tasks_by_their_names() -> None:
    ours = {entry["task"] for entry in BEAT_SCHEDULE.values() if "scenarios" in entry["task"]}
    named = (tasks.wake_due_nodes, tasks.settle_assessments, tasks.apply_list_deltas)
    assert ours == {task.name for task in named}


@pytest.mark.django_db
def test_the_tasks_do_their_service() -> None:
    with (
        patch("scenarios.services.wake_due_nodes.wake_due_nodes") as wake,
        patch("scenarios.services.settle_assessments.settle_assessments") as settle,
        patch("scenarios.services.apply_list_deltas.apply_list_deltas") as apply,
    ):
        tasks.wake_due_nodes()
        tasks.settle_assessments()
        tasks.apply_list_deltas()
    wake.assert_called_once_with()
    settle.assert_called_once_with()
    apply.assert_called_once_with()


def test_a_hint_asks_for_a_sweep() -> None:
    with patch.object(app, "send_task") as send:
        tasks.hint_changes()
    assert send.call_args.args == ("tracker.tasks.sweep",)


def test_a_hint_reaches_the_broker() -> None:
    tasks.hint_changes()
    assert not tasks.breaker.is_open()


def test_a_silent_broker_holds_nobody_for_long(settings: Settings) -> None:
    with silent_broker() as broker:
        settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{broker.getsockname()[1]}/0"
        started = time.monotonic()
        tasks.hint_changes()
        assert time.monotonic() - started < A_WHILE
        # Now the broker is left alone: this costs nothing.
        started = time.monotonic()
        for _ in range(100):
            tasks.hint_changes()
        assert time.monotonic() - started < 0.1


def test_a_broker_that_is_down_is_left_alone_for_a_while(
    settings: Settings, free_port: int
) -> None:
    settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{free_port}/0"
    tasks.hint_changes()
    assert tasks.breaker.is_open()
    after = time.monotonic() + tasks.BREAK_SECONDS
    with patch("scenarios.tasks.time.monotonic", return_value=after):
        assert not tasks.breaker.is_open()


@pytest.mark.django_db(transaction=True)
def test_a_change_is_committed_though_the_hint_fails(settings: Settings, free_port: int) -> None:
    settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{free_port}/0"
    with transaction.atomic():
        transaction.on_commit(tasks.hint_changes, robust=True)
    assert tasks.breaker.is_open()
