"""A hint reaches the broker, and is never in the way of a request."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from pytest_django.fixtures import Settings

from config.celery import app
from sanctions import tasks

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


def test_a_hint_asks_for_a_look_at_the_lists() -> None:
    with patch.object(app, "send_task") as send:
        tasks.hint_lists()
    assert send.call_args.args == ("tracker.tasks.watch_lists",)


def test_a_hint_reaches_the_broker() -> None:
    tasks.hint_lists()
    assert not tasks.breaker.is_open()


def test_a_silent_broker_holds_nobody_for_long(settings: Settings) -> None:
    with silent_broker() as broker:
        settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{broker.getsockname()[1]}/0"
        started = time.monotonic()
        tasks.hint_lists()
        assert time.monotonic() - started < A_WHILE
        # Now the broker is left alone: this costs nothing.
        started = time.monotonic()
        for _ in range(100):
            tasks.hint_lists()
        assert time.monotonic() - started < 0.1


def test_a_broker_that_is_down_is_left_alone_for_a_while(
    settings: Settings, free_port: int
) -> None:
    settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{free_port}/0"
    tasks.hint_lists()
    assert tasks.breaker.is_open()
    after = time.monotonic() + tasks.BREAK_SECONDS
    with patch("sanctions.tasks.time.monotonic", return_value=after):
        assert not tasks.breaker.is_open()
