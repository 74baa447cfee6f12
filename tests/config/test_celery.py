"""The settings of Celery that no lost alert rests on, but many a doubled or late one would."""

from __future__ import annotations

import pytest

from config.celery import app
from config.schedule import BEAT_SCHEDULE


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("result_backend", None),
        ("task_ignore_result", True),
        ("task_acks_late", True),
        ("task_reject_on_worker_lost", False),
        ("worker_prefetch_multiplier", 1),
        ("worker_max_tasks_per_child", 500),
        ("worker_soft_shutdown_timeout", 30),
        ("accept_content", ["json"]),
        ("broker_connection_retry_on_startup", True),
    ],
)
def test_a_setting_is_pinned(name: str, value: object) -> None:
    assert app.conf[name] == value


def test_no_task_outlives_the_time_after_which_it_is_delivered_again() -> None:
    assert app.conf.task_soft_time_limit < app.conf.task_time_limit
    assert app.conf.task_time_limit < app.conf.broker_transport_options["visibility_timeout"]


def test_a_hung_broker_holds_nobody_for_long() -> None:
    options = app.conf.broker_transport_options
    assert options["socket_connect_timeout"] <= 2
    assert options["socket_timeout"] <= 5


def test_beat_knows_its_timetable() -> None:
    assert app.conf.beat_schedule == BEAT_SCHEDULE
