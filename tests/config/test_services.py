"""The tests run on real servers that can do what the product needs."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.db import connection
from redis import Redis


@pytest.mark.django_db
def test_cyrillic_names_have_trigrams() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT similarity('Роснефть', 'РОСНЕФТЬ'), lower('РОСНЕФТЬ')")
        assert cursor.fetchone() == (1.0, "роснефть")


def test_the_broker_refuses_to_forget() -> None:
    with Redis.from_url(settings.REDIS_URL, decode_responses=True) as client:
        assert client.config_get("maxmemory-policy")["maxmemory-policy"] == "noeviction"
        assert client.config_get("appendonly")["appendonly"] == "yes"
