"""A webhook by its page: switched, tried, a message sent again, and a sweep asked for each time."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client

from tests.tracker.factories import DeliveryFactory, EndpointFactory
from tracker.domain.kinds import DeliveryState
from tracker.models import Delivery, Endpoint
from tracker.views import webhooks

pytestmark = pytest.mark.django_db


@pytest.fixture
def hints(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what was asked of the broker; nothing waits for the commit."""
    asked: list[str] = []
    monkeypatch.setattr(webhooks, "hint_changes", lambda: asked.append("sweep"))
    monkeypatch.setattr(transaction, "on_commit", lambda hint, robust: hint())
    return asked


@pytest.mark.parametrize(("wish", "state"), [("disable", "disabled"), ("enable", "active")])
def test_a_webhook_is_switched(as_analyst: Client, analyst: User, wish: str, state: str) -> None:
    endpoint = EndpointFactory(owner=analyst)
    as_analyst.post(f"/webhooks/{endpoint.pk}/switch/", {"wish": wish})
    endpoint.refresh_from_db()
    assert endpoint.state == state


def test_a_webhook_is_deleted(as_analyst: Client, analyst: User) -> None:
    endpoint = EndpointFactory(owner=analyst)
    as_analyst.post(f"/webhooks/{endpoint.pk}/switch/", {"wish": "delete"})
    assert not Endpoint.objects.exists()


def test_the_webhook_of_somebody_else_is_not_there(as_analyst: Client) -> None:
    theirs = EndpointFactory()
    assert as_analyst.get(f"/webhooks/{theirs.pk}/").status_code == 404
    assert as_analyst.post(f"/webhooks/{theirs.pk}/secret/").status_code == 404
    assert as_analyst.post(f"/webhooks/{theirs.pk}/switch/", {"wish": "delete"}).status_code == 404
    assert as_analyst.post(f"/webhooks/{theirs.pk}/ping/").status_code == 404
    sent = DeliveryFactory(endpoint=theirs, state=DeliveryState.DEAD, reason="gone")
    address = f"/webhooks/{theirs.pk}/deliveries/{sent.pk}/replay/"
    assert as_analyst.post(address).status_code == 404


def test_a_webhook_is_tried_from_its_page(
    as_analyst: Client, analyst: User, hints: list[str]
) -> None:
    endpoint = EndpointFactory(owner=analyst)
    answer = as_analyst.post(f"/webhooks/{endpoint.pk}/ping/", follow=True)
    sent = Delivery.objects.get(endpoint=endpoint)
    assert f"On its way: {sent.webhook_id}" in answer.content.decode()
    assert (sent.alert, hints) == (None, ["sweep"])


def test_one_that_is_switched_off_is_not_tried_and_says_why(
    as_analyst: Client, analyst: User, hints: list[str]
) -> None:
    endpoint = EndpointFactory(owner=analyst, state="disabled", state_reason="by hand")
    answer = as_analyst.post(f"/webhooks/{endpoint.pk}/ping/", follow=True)
    assert "Not sent: the endpoint is disabled" in answer.content.decode()
    assert "/ping/" not in answer.content.decode()
    assert (Delivery.objects.count(), hints) == (0, [])


def test_a_message_that_has_ended_is_sent_again(
    as_analyst: Client, analyst: User, hints: list[str]
) -> None:
    endpoint = EndpointFactory(owner=analyst)
    dead = DeliveryFactory(endpoint=endpoint, state=DeliveryState.DEAD, reason="gone")
    as_analyst.post(f"/webhooks/{endpoint.pk}/deliveries/{dead.pk}/replay/")
    again = Delivery.objects.get(replay_of=dead)
    assert bytes(again.body) == bytes(dead.body)
    assert hints == ["sweep"]


def test_a_message_under_way_is_not_sent_again(
    as_analyst: Client, analyst: User, hints: list[str]
) -> None:
    endpoint = EndpointFactory(owner=analyst)
    waiting = DeliveryFactory(endpoint=endpoint)
    assert "/replay/" not in as_analyst.get(f"/webhooks/{endpoint.pk}/").content.decode()
    address = f"/webhooks/{endpoint.pk}/deliveries/{waiting.pk}/replay/"
    answer = as_analyst.post(address, follow=True)
    assert "Not sent: the delivery is still under way" in answer.content.decode()
    assert hints == []


def test_switching_one_on_asks_for_what_waits_to_be_sent_now(
    as_analyst: Client, analyst: User, hints: list[str]
) -> None:
    endpoint = EndpointFactory(owner=analyst, state="disabled", state_reason="by hand")
    for wish, asked in [("disable", 0), ("enable", 1)]:
        as_analyst.post(f"/webhooks/{endpoint.pk}/switch/", {"wish": wish})
        assert len(hints) == asked
