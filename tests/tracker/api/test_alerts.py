"""Alerts over REST: read and acknowledged by their reader."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.clock import SetClock
from tests.rest_clients import API, client_of, ids
from tests.sanctions.factories import UserFactory
from tests.scenarios.factories import CaseFactory, ScenarioFactory
from tests.tracker.factories import (
    NOON,
    AlertEventFactory,
    AlertFactory,
    ChangeEventFactory,
    DeliveryFactory,
    EndpointFactory,
    FlaggedScenarioFactory,
)

pytestmark = pytest.mark.django_db
URL = f"{API}/alerts/"


def test_an_alert_tells_what_changed() -> None:
    told = AlertEventFactory()
    shown = client_of(told.alert.subscriber).get(f"{URL}{told.alert.pk}/").json()
    assert shown["headline"] == told.alert.headline
    assert [event["node"] for event in shown["events"]] == [told.event.condition.address]


def test_an_alert_and_its_delivery_tell_their_lags(database_clock: SetClock) -> None:
    database_clock(NOON + timedelta(seconds=90))
    event = ChangeEventFactory(valid_from=date(2026, 11, 20), recorded_at=NOON)
    alert = AlertFactory(group_key="occasion:1:1")
    AlertEventFactory(alert=alert, event=event)
    endpoint = EndpointFactory(owner=alert.subscriber)
    sent = {"alert": alert, "endpoint": endpoint}
    DeliveryFactory(**sent, state="delivered", delivered_at=NOON + timedelta(minutes=3))
    client = client_of(alert.subscriber)
    shown = client.get(f"{URL}{alert.pk}/").json()
    assert shown["delivery_lag_seconds"] == 90
    assert shown["events"][0]["detection_lag_days"] == 3
    (delivery,) = client.get(f"{API}/webhooks/{endpoint.pk}/deliveries/").json()["results"]
    assert delivery["delivery_lag_seconds"] == 180


def test_what_tells_of_no_change_has_no_lag() -> None:
    alert = AlertFactory(group_key="endpoint:1:stopped")
    shown = client_of(alert.subscriber).get(f"{URL}{alert.pk}/").json()
    assert shown["delivery_lag_seconds"] is None


def test_an_alert_names_no_scenario_that_its_reader_may_not_see() -> None:
    told = AlertEventFactory()
    secret = ScenarioFactory(case=CaseFactory(private=True))
    FlaggedScenarioFactory(event=told.event, scenario=secret)
    shown = client_of(told.alert.subscriber).get(f"{URL}{told.alert.pk}/").content.decode()
    assert secret.pk not in shown
    assert secret.title not in shown


def test_alerts_come_newest_first_and_are_narrowed() -> None:
    user = UserFactory()
    first, second = AlertFactory(subscriber=user), AlertFactory(subscriber=user, level="3")
    AlertFactory(subscriber=user, to_inbox=False)
    AlertFactory()
    client = client_of(user)
    assert ids(client.get(URL)) == [second.pk, first.pk]
    assert ids(client.get(f"{URL}?level=3")) == [second.pk]
    assert ids(client.get(f"{URL}?unread=false")) == []


def test_an_alert_is_acknowledged_once() -> None:
    alert = AlertFactory()
    client, url = client_of(alert.subscriber), f"{URL}{alert.pk}/"
    seen = {"acknowledged": True, "text": "Told the desk."}
    assert client.patch(url, seen).status_code == 428
    tag = client.get(url)["ETag"]
    answer = client.patch(url, seen, headers={"If-Match": tag})
    assert answer.json()["acknowledgement"] == "Told the desk."
    assert answer.json()["acknowledged_at"]
    assert answer["ETag"] == client.get(url)["ETag"]
    assert ids(client.get(f"{URL}?unread=true")) == []


@pytest.mark.parametrize(
    "body", [{}, {"acknowledged": False}, {"acknowledged": True, "level": "0"}]
)
def test_nothing_else_can_be_said_of_an_alert(body: dict[str, object]) -> None:
    alert = AlertFactory()
    client, url = client_of(alert.subscriber), f"{URL}{alert.pk}/"
    tag = client.get(url)["ETag"]
    assert client.patch(url, body, headers={"If-Match": tag}).status_code == 400


def test_alerts_of_others_are_not_there() -> None:
    alert = AlertFactory()
    client = client_of(UserFactory(is_superuser=True))
    assert client.get(f"{URL}{alert.pk}/").status_code == 404
    assert client.patch(f"{URL}{alert.pk}/", {"acknowledged": True}).status_code == 404
