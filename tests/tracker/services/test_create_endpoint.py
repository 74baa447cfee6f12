"""Endpoints are made, silenced and woken by their owners."""

from __future__ import annotations

import base64

import pytest
from django.db import connection

from tests.sanctions.factories import UserFactory
from tests.tracker.factories import DeliveryFactory, EndpointFactory
from tracker.domain.errors import WrongInput
from tracker.domain.kinds import EndpointState
from tracker.models import Alert, Delivery, Endpoint
from tracker.services.create_endpoint import create_endpoint
from tracker.services.delete_endpoint import delete_endpoint
from tracker.services.disable_endpoint import disable_endpoint
from tracker.services.enable_endpoint import enable_endpoint

pytestmark = pytest.mark.django_db


def test_the_secret_is_of_standard_webhooks_and_shown_once() -> None:
    endpoint, secret = create_endpoint(
        owner=UserFactory(), name=" Case desk ", url="https://hooks.example/a?team=1"
    )
    assert endpoint.name == "Case desk"
    assert len(base64.b64decode(secret.removeprefix("whsec_"), validate=True)) == 32
    assert Endpoint.objects.get().secret == secret


def test_a_stolen_database_gives_no_secret() -> None:
    _, secret = create_endpoint(owner=UserFactory(), name="desk", url="https://hooks.example/")
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM tracker_endpoint")
        assert secret not in cursor.fetchone()[0]
        cursor.execute("SELECT to_jsonb(kept)::text FROM tracker_endpointevent AS kept")
        assert "secret" not in cursor.fetchone()[0].replace("former_secret_until", "")


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("http://127.0.0.1:8443/", "not public"),
        ("ftp://hooks.example/", "https:// or http://"),
        ("https://hooks.example:6379/", "port 6379"),
        ("", "https:// or http://"),
    ],
)
def test_an_address_that_no_message_may_go_to_is_refused(url: str, fault: str) -> None:
    with pytest.raises(WrongInput, match=fault) as caught:
        create_endpoint(owner=UserFactory(), name="desk", url=url)
    assert caught.value.field == "url"
    assert not Endpoint.objects.exists()


@pytest.mark.parametrize("name", ["", "  ", "x" * 201, "a\x00b"])
def test_a_name_that_cannot_be_is_refused(name: str) -> None:
    with pytest.raises(WrongInput) as caught:
        create_endpoint(owner=UserFactory(), name=name, url="https://hooks.example/")
    assert caught.value.field == "name"


def test_a_disabled_endpoint_says_why() -> None:
    endpoint = EndpointFactory()
    disable_endpoint(endpoint=endpoint)
    endpoint.refresh_from_db()
    assert endpoint.state == EndpointState.DISABLED
    assert endpoint.state_reason == "switched off by its owner"


def test_an_enabled_endpoint_begins_anew() -> None:
    endpoint = EndpointFactory(state="disabled", state_reason="gone", consecutive_failures=7)
    enable_endpoint(endpoint=endpoint)
    endpoint.refresh_from_db()
    assert (endpoint.state, endpoint.state_reason) == (EndpointState.ACTIVE, "")
    assert (endpoint.consecutive_failures, endpoint.failing_since) == (0, None)


def test_a_deleted_endpoint_takes_its_deliveries_and_leaves_the_alerts() -> None:
    delivery = DeliveryFactory()
    delete_endpoint(endpoint=delivery.endpoint)
    assert not Delivery.objects.exists()
    assert Alert.objects.get() == delivery.alert
