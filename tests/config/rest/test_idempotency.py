"""`Idempotency-Key`: a POST that comes again is answered as it was, and done once."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from tests.clock import SetClock
from tests.rest_clients import API, client_of, stranger
from tests.sanctions.factories import UserFactory
from tracker.models import Endpoint, IdempotencyKey, Subscription

SUBSCRIPTIONS = f"{API}/subscriptions/"
WISH = {"name": "all", "everything": True}
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def key(text: str = "a1") -> dict[str, str]:
    return {"Idempotency-Key": text}


@pytest.mark.django_db
def test_the_same_request_is_answered_the_same_and_done_once() -> None:
    client = client_of(UserFactory())
    first = client.post(SUBSCRIPTIONS, WISH, headers=key())
    again = client.post(SUBSCRIPTIONS, WISH, headers=key())
    assert (again.status_code, again.content, again["ETag"]) == (201, first.content, first["ETag"])
    assert again["Idempotent-Replayed"] == "true"
    assert Subscription.objects.count() == 1


@pytest.mark.django_db
def test_another_request_with_the_same_key_is_refused() -> None:
    client = client_of(UserFactory())
    client.post(SUBSCRIPTIONS, WISH, headers=key())
    response = client.post(SUBSCRIPTIONS, {**WISH, "name": "other"}, headers=key())
    assert (response.status_code, response.json()["code"]) == (422, "key-reused")
    response = client.post(f"{API}/webhooks/", WISH, headers=key())
    assert response.status_code == 422


@pytest.mark.django_db
def test_a_key_belongs_to_one_person() -> None:
    for _ in range(2):
        client = client_of(UserFactory())
        assert client.post(SUBSCRIPTIONS, WISH, headers=key()).status_code == 201
    assert Subscription.objects.count() == 2


@pytest.mark.django_db
def test_a_request_that_failed_may_be_mended_under_its_key() -> None:
    client = client_of(UserFactory())
    assert client.post(SUBSCRIPTIONS, {"name": ""}, headers=key()).status_code == 400
    assert client.post(SUBSCRIPTIONS, WISH, headers=key()).status_code == 201


@pytest.mark.django_db
def test_a_key_is_kept_for_a_day(database_clock: SetClock) -> None:
    database_clock(NOON)
    client = client_of(UserFactory())
    client.post(SUBSCRIPTIONS, WISH, headers=key())
    database_clock(NOON + timedelta(hours=24))
    response = client.post(SUBSCRIPTIONS, {**WISH, "name": "other"}, headers=key())
    assert response.status_code == 201
    assert IdempotencyKey.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", "a b", "x" * 201, "ключ"])
def test_a_key_that_is_none_is_refused(text: str) -> None:
    response = client_of(UserFactory()).post(SUBSCRIPTIONS, WISH, headers=key(text))
    assert (response.status_code, response.json()["code"]) == (400, "bad-key")


@pytest.mark.django_db
def test_who_is_not_signed_in_leaves_no_key() -> None:
    assert stranger().post(SUBSCRIPTIONS, WISH, headers=key()).status_code == 401
    assert not IdempotencyKey.objects.exists()


@pytest.mark.django_db
def test_a_secret_that_is_shown_once_is_stored_sealed() -> None:
    client = client_of(UserFactory())
    receiver = {"name": "ours", "url": "https://hooks.example/"}
    first = client.post(f"{API}/webhooks/", receiver, headers=key()).json()
    again = client.post(f"{API}/webhooks/", receiver, headers=key()).json()
    assert first["secret"] == again["secret"] == Endpoint.objects.get().secret
    with connection.cursor() as cursor:
        cursor.execute("SELECT answer::text FROM tracker_idempotencykey")
        assert first["secret"] not in cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_done_and_the_other_waits_or_is_told() -> None:
    user = UserFactory()
    together, statuses = threading.Barrier(2), []

    def post(client: Any) -> None:
        together.wait()
        statuses.append(client.post(SUBSCRIPTIONS, WISH, headers=key()).status_code)
        connection.close()

    threads = [threading.Thread(target=post, args=[client_of(user)]) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(statuses) in ([201, 201], [201, 409])
    assert Subscription.objects.count() == 1
