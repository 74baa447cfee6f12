"""Webhook receivers over REST: made, tried, switched off, and their log."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rest_clients import API, client_of, ids
from tests.sanctions.factories import UserFactory
from tests.tracker.factories import DeliveryFactory, EndpointFactory
from tracker.api import views
from tracker.domain.kinds import DeliveryState
from tracker.models import Delivery, Endpoint

pytestmark = pytest.mark.django_db
URL = f"{API}/webhooks/"


def test_a_receiver_is_made_and_its_secret_shown_once() -> None:
    client = client_of(UserFactory())
    made = client.post(URL, {"name": "ours", "url": "https://hooks.example/thaw"})
    assert made.status_code == 201
    assert made.json()["secret"] == Endpoint.objects.get().secret
    shown = client.get(f"{URL}{made.json()['id']}/")
    assert "secret" not in shown.json()
    assert shown["ETag"] == made["ETag"]


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:9000/", "http://169.254.169.254/", "ftp://hooks.example/", "", "hooks",
     "https://user:pw@hooks.example/", "https://hooks.example:22/"],
)  # fmt: skip
def test_an_address_inside_is_refused(url: str) -> None:
    response = client_of(UserFactory()).post(URL, {"name": "inside", "url": url})
    assert (response.status_code, response.json()["field"]) == (400, "url")
    assert not Endpoint.objects.exists()


def test_a_receiver_is_switched_off_and_on() -> None:
    endpoint = EndpointFactory()
    client, url = client_of(endpoint.owner), f"{URL}{endpoint.pk}/"
    for state in ("disabled", "active"):
        tag = client.get(url)["ETag"]
        answer = client.patch(url, {"state": state}, headers={"If-Match": tag})
        assert (answer.status_code, answer.json()["state"]) == (200, state)
    tag = client.get(url)["ETag"]
    assert client.patch(url, {"state": "paused"}, headers={"If-Match": tag}).status_code == 400


def test_what_waits_for_a_receiver_is_asked_for_once_it_is_switched_on(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(views, "hint_changes", lambda: asked.append("sweep"))
    endpoint = EndpointFactory(state="disabled", state_reason="by its owner")
    client, url = client_of(endpoint.owner), f"{URL}{endpoint.pk}/"
    tag = {"If-Match": client.get(url)["ETag"]}
    with django_capture_on_commit_callbacks(execute=True):
        client.patch(url, {"state": "active"}, headers=tag)
    assert asked == ["sweep"]


def test_a_receiver_is_removed() -> None:
    endpoint = EndpointFactory()
    client, url = client_of(endpoint.owner), f"{URL}{endpoint.pk}/"
    assert client.delete(url).status_code == 428
    assert client.delete(url, headers={"If-Match": client.get(url)["ETag"]}).status_code == 204
    assert not Endpoint.objects.exists()


def test_a_secret_is_rotated() -> None:
    endpoint = EndpointFactory()
    before = endpoint.secret
    answer = client_of(endpoint.owner).post(f"{URL}{endpoint.pk}/rotate-secret/")
    endpoint.refresh_from_db()
    assert answer.json()["secret"] == endpoint.secret != before
    assert endpoint.former_secret == before


def test_a_receiver_is_tried() -> None:
    endpoint = EndpointFactory()
    answer = client_of(endpoint.owner).post(f"{URL}{endpoint.pk}/ping/")
    assert (answer.status_code, answer.json()["state"]) == (202, "pending")
    assert Delivery.objects.get().endpoint == endpoint


def test_a_receiver_that_is_switched_off_cannot_be_tried() -> None:
    endpoint = EndpointFactory(state="disabled", state_reason="by its owner")
    answer = client_of(endpoint.owner).post(f"{URL}{endpoint.pk}/ping/")
    assert (answer.status_code, answer.json()["code"]) == (409, "wrong-state")


def test_the_log_shows_what_was_sent_and_not_the_body() -> None:
    delivery = DeliveryFactory()
    DeliveryFactory()
    client = client_of(delivery.endpoint.owner)
    log = client.get(f"{URL}{delivery.endpoint.pk}/deliveries/")
    assert ids(log) == [delivery.pk]
    assert log.json()["results"][0]["webhook_id"] == delivery.webhook_id
    assert "body" not in log.json()["results"][0]
    assert ids(client.get(f"{URL}{delivery.endpoint.pk}/deliveries/?state=dead")) == []


def test_a_message_that_has_ended_is_sent_again() -> None:
    delivery = DeliveryFactory(state=DeliveryState.DEAD, reason="gone")
    client = client_of(delivery.endpoint.owner)
    url = f"{URL}{delivery.endpoint.pk}/deliveries/{delivery.pk}/replay/"
    answer = client.post(url)
    assert (answer.status_code, answer.json()["replay_of"]) == (202, delivery.pk)
    again = Delivery.objects.get(replay_of=delivery)
    assert bytes(again.body) == bytes(delivery.body)


def test_receivers_of_others_are_not_there() -> None:
    delivery = DeliveryFactory()
    client, url = client_of(UserFactory(is_superuser=True)), f"{URL}{delivery.endpoint.pk}/"
    for method, path in [
        ("get", ""),
        ("patch", ""),
        ("delete", ""),
        ("post", "ping/"),
        ("post", "rotate-secret/"),
        ("post", f"deliveries/{delivery.pk}/replay/"),
    ]:
        assert getattr(client, method)(url + path).status_code == 404
    assert ids(client.get(f"{url}deliveries/")) == []
