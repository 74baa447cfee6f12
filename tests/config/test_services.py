"""The tests run on real servers that can do what the product needs."""

from __future__ import annotations

from datetime import UTC, datetime
from subprocess import Popen
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from redis import Redis

from config.celery import app
from tests.clock import SetClock


@pytest.mark.django_db
def test_cyrillic_names_have_trigrams() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT similarity('Роснефть', 'РОСНЕФТЬ'), lower('РОСНЕФТЬ')")
        assert cursor.fetchone() == (1.0, "роснефть")


def test_the_broker_refuses_to_forget() -> None:
    with Redis.from_url(settings.REDIS_URL, decode_responses=True) as client:
        assert client.config_get("maxmemory-policy")["maxmemory-policy"] == "noeviction"
        assert client.config_get("appendonly")["appendonly"] == "yes"


@pytest.mark.django_db(transaction=True)
def test_a_real_worker_serves_the_tests(celery_worker_process: Popen[bytes]) -> None:
    answers = app.control.inspect(timeout=1).registered()
    assert len(answers or {}) == 1
    assert celery_worker_process.poll() is None


def test_a_worker_of_xdist_has_queues_of_its_own(worker_id: str) -> None:
    number = 0 if worker_id == "master" else int(worker_id.removeprefix("gw")) + 1
    assert urlsplit(settings.REDIS_URL).path == f"/{number}"


def test_the_databases_clock_is_set_by_hand(database_clock: SetClock) -> None:
    instant = datetime(2015, 10, 18, 12, tzinfo=UTC)
    database_clock(instant)
    with connection.cursor() as cursor:
        cursor.execute("SELECT thaw_now()")
        assert cursor.fetchone() == (instant,)
    with pytest.raises(ValueError, match="time zone"):
        database_clock(instant.replace(tzinfo=None))
