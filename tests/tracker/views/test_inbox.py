"""The inbox: what waits, what is acknowledged, and nobody else's alerts."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.tracker.factories import AlertEventFactory, AlertFactory, EndpointFactory
from tracker.models import Alert
from tracker.services.stop_endpoint import stop_endpoint

pytestmark = pytest.mark.django_db


@pytest.fixture
def alert(analyst: User) -> Alert:
    made: Alert = AlertFactory(subscriber=analyst)
    AlertEventFactory(alert=made)
    return made


def test_an_alert_that_waits_is_counted_in_the_navigation(as_analyst: Client, alert: Alert) -> None:
    shown = as_analyst.get("/cases/").content.decode()
    assert '1<span class="visually-hidden"> unread</span>' in shown


def test_acknowledging_one_keeps_the_word_on_it(as_analyst: Client, alert: Alert) -> None:
    form = {"text": "Seen, told the desk."}
    as_analyst.post(f"/alerts/{alert.pk}/acknowledge/", form, follow=True)
    alert.refresh_from_db()
    assert alert.acknowledged_at is not None
    assert alert.acknowledgement == "Seen, told the desk."
    assert alert.headline not in as_analyst.get("/alerts/").content.decode()
    assert "Seen, told the desk." in as_analyst.get(f"/alerts/{alert.pk}/").content.decode()


def test_the_ticked_ones_are_acknowledged_and_no_others(
    as_analyst: Client, analyst: User, alert: Alert
) -> None:
    other = AlertFactory(subscriber=analyst)
    answer = as_analyst.post("/alerts/acknowledge/", {"alert": [alert.pk]}, follow=True)
    assert "1 alert acknowledged" in answer.content.decode()
    assert list(Alert.objects.unread()) == [other]


def test_ticking_none_says_what_to_do(as_analyst: Client, alert: Alert) -> None:
    answer = as_analyst.post("/alerts/acknowledge/", follow=True)
    assert "Tick the alerts that you have seen" in answer.content.decode()


def test_the_alert_of_somebody_else_is_not_there(as_analyst: Client) -> None:
    theirs = AlertFactory()
    assert as_analyst.get(f"/alerts/{theirs.pk}/").status_code == 404
    assert as_analyst.post(f"/alerts/{theirs.pk}/acknowledge/").status_code == 404
    as_analyst.post("/alerts/acknowledge/", {"alert": [theirs.pk]})
    theirs.refresh_from_db()
    assert theirs.acknowledged_at is None


def test_an_empty_inbox_says_what_to_do_next(as_analyst: Client) -> None:
    shown = as_analyst.get("/alerts/").content.decode()
    assert "No alert waits for you" in shown
    assert "New subscription" in shown


def test_an_alert_about_a_webhook_says_what_became_of_it(as_analyst: Client, analyst: User) -> None:
    endpoint = EndpointFactory(owner=analyst, name="Case desk")
    stop_endpoint(endpoint=endpoint, reason="it answered 410 Gone")
    told = Alert.objects.get(subscriber=analyst)
    words = "Your webhook “Case desk” was disabled: it answered 410 Gone"
    assert words in as_analyst.get("/alerts/").content.decode()
    shown = as_analyst.get(f"/alerts/{told.pk}/").content.decode()
    assert words in shown
    assert f"/webhooks/{endpoint.pk}/" in shown
    assert "What moved" not in shown
    endpoint.delete()
    assert "It was deleted since" in as_analyst.get(f"/alerts/{told.pk}/").content.decode()
