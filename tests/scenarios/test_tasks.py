"""Tasks and the hint after commit: found by name, and never in the way of a change."""

from __future__ import annotations

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.db import transaction
from pytest_django.fixtures import Settings

from config.celery import app
from config.schedule import BEAT_SCHEDULE
from sanctions.tasks import breaker
from scenarios import tasks


@pytest.fixture(autouse=True)
def _trusted_broker() -> Iterator[None]:
    breaker.reset()
    yield
    breaker.reset()


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


@pytest.mark.django_db(transaction=True)
def test_a_change_is_committed_though_the_hint_fails(settings: Settings, free_port: int) -> None:
    settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{free_port}/0"
    with transaction.atomic():
        transaction.on_commit(tasks.hint_changes, robust=True)
    assert breaker.is_open()
