"""An endpoint that fails rests, and is stopped in the end; its owner is told, once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from tests.tracker.factories import NOON, DeliveryFactory, EndpointFactory
from tests.tracker.services.conftest import Channel, Days, refused, reload, send_what_is_due
from tracker.channels.base import DeliveryError, Failure
from tracker.domain.errors import WrongState
from tracker.domain.kinds import DeliveryState, EndpointState
from tracker.models import Alert, Delivery, Endpoint
from tracker.services.disable_endpoint import disable_endpoint
from tracker.services.enable_endpoint import enable_endpoint
from tracker.services.lease_endpoint import lease_endpoint, release_endpoint
from tracker.services.ping_endpoint import ping_endpoint
from tracker.services.replay_delivery import replay_delivery

pytestmark = pytest.mark.django_db
GONE = DeliveryError(Failure.GONE, "the receiver says that it is gone", permanent=True)
NOT_PUBLIC = DeliveryError(Failure.ADDRESS, "address not allowed: it is not public", permanent=True)


def test_a_failure_pauses_the_endpoint_and_a_success_ends_the_pause(
    channel: Channel, days: Days
) -> None:
    DeliveryFactory.create_batch(3, endpoint=EndpointFactory())
    taken, channel.answers = channel.answers[0], [refused()]
    assert send_what_is_due() == 1
    endpoint = Endpoint.objects.get()
    assert endpoint.state == EndpointState.PAUSED
    assert endpoint.state_reason == "the receiver answered 500"
    assert endpoint.paused_until == NOON + timedelta(seconds=5)
    days.pass_by(timedelta(seconds=6))
    channel.answers = [taken]
    assert send_what_is_due() == 3
    endpoint = Endpoint.objects.get()
    assert (endpoint.state, endpoint.state_reason) == (EndpointState.ACTIVE, "")
    assert (endpoint.consecutive_failures, endpoint.failing_since) == (0, None)


def test_a_pause_doubles_up_to_an_hour(channel: Channel, days: Days) -> None:
    endpoint = EndpointFactory()
    channel.answers = [refused()]
    pauses = []
    for _ in range(12):
        DeliveryFactory(endpoint=endpoint)
        before = NOON + days.passed
        assert send_what_is_due() == 1
        endpoint.refresh_from_db()
        assert endpoint.paused_until is not None
        pauses.append((endpoint.paused_until - before).total_seconds())
        days.pass_by(endpoint.paused_until - before)
    assert pauses == [5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600]


@pytest.mark.parametrize(("asked", "pause"), [(120.0, 120), (1e12, 3600), (-5.0, 5), (2.0, 5)])
def test_a_receiver_may_ask_for_a_longer_pause(
    channel: Channel, days: Days, asked: float, pause: int
) -> None:
    delivery = DeliveryFactory()
    channel.answers = [refused(429, retry_after=asked)]
    send_what_is_due()
    endpoint = Endpoint.objects.get()
    assert endpoint.paused_until == NOON + timedelta(seconds=pause)
    assert reload(delivery).next_at >= endpoint.paused_until


def test_a_failing_endpoint_is_tried_with_one_message_at_a_time(
    channel: Channel, days: Days
) -> None:
    endpoint = EndpointFactory(consecutive_failures=1)
    DeliveryFactory.create_batch(2, endpoint=endpoint)
    lease = lease_endpoint()
    assert lease is not None
    assert lease.one_only


@pytest.mark.parametrize("error", [GONE, NOT_PUBLIC])
def test_what_can_never_succeed_stops_the_endpoint_and_keeps_the_rest(
    channel: Channel, days: Days, error: DeliveryError
) -> None:
    endpoint = EndpointFactory(name="Case desk")
    first, second = DeliveryFactory.create_batch(2, endpoint=endpoint)
    channel.answers = [error]
    assert send_what_is_due() == 1
    endpoint.refresh_from_db()
    assert (endpoint.state, endpoint.state_reason) == (EndpointState.DISABLED, str(error))
    states = {reload(first).state, reload(second).state}
    assert states == {DeliveryState.DEAD, DeliveryState.PENDING}
    told = Alert.objects.in_inbox().filter(group_key__startswith="endpoint:").get()
    assert told.subscriber == endpoint.owner
    assert told.headline == f"Your webhook “Case desk” was disabled: {error}"


def test_five_days_of_failures_stop_the_endpoint(channel: Channel, days: Days) -> None:
    delivery = DeliveryFactory()
    channel.answers = [refused()]
    send_what_is_due()
    days.pass_by(timedelta(days=5) - timedelta(seconds=1))
    send_what_is_due()
    assert Endpoint.objects.get().state == EndpointState.PAUSED
    days.pass_by(timedelta(days=1))
    send_what_is_due()
    endpoint = Endpoint.objects.get()
    assert endpoint.state == EndpointState.DISABLED
    assert endpoint.state_reason.startswith("every attempt failed for 5 days, at last: ")
    assert reload(delivery).state == DeliveryState.PENDING
    assert Alert.objects.filter(headline__contains="was disabled").count() == 1


def test_what_waited_at_a_stopped_endpoint_goes_out_when_it_is_enabled(
    channel: Channel, days: Days
) -> None:
    delivery = DeliveryFactory()
    disable_endpoint(endpoint=delivery.endpoint)
    assert send_what_is_due() == 0
    enable_endpoint(endpoint=delivery.endpoint)
    assert send_what_is_due() == 1


def test_an_endpoint_that_is_disabled_meanwhile_stays_so(channel: Channel, days: Days) -> None:
    delivery = DeliveryFactory(endpoint__consecutive_failures=1)
    taken = channel.answers[0]

    def disable_meanwhile(_: object) -> object:
        disable_endpoint(endpoint=delivery.endpoint)
        return taken

    channel.answers = [disable_meanwhile]  # type: ignore[list-item]
    send_what_is_due()
    assert reload(delivery).state == DeliveryState.DELIVERED
    assert Endpoint.objects.get().state == EndpointState.DISABLED


def test_an_endpoint_sealed_under_another_key_is_stopped(channel: Channel, days: Days) -> None:
    broken = DeliveryFactory().endpoint
    other = DeliveryFactory()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE tracker_endpoint SET secret = 'x' WHERE id = %s", [broken.pk])
    send_what_is_due()
    assert reload(other).state == DeliveryState.DELIVERED
    state, reason = Endpoint.objects.values_list("state", "state_reason").get(pk=broken.pk)
    assert (state, reason) == ("disabled", "sealed under another SECRET_KEY: rotate this secret")


def test_two_workers_never_have_one_endpoint(days: Days) -> None:
    DeliveryFactory()
    lease = lease_endpoint()
    assert lease is not None
    assert lease_endpoint() is None
    release_endpoint(lease=lease)
    assert lease_endpoint() is not None


def test_the_endpoint_served_longest_ago_comes_first(channel: Channel, days: Days) -> None:
    busy, quiet = EndpointFactory.create_batch(2)
    DeliveryFactory(endpoint=busy)
    send_what_is_due()
    days.pass_by(timedelta(seconds=1))
    DeliveryFactory(endpoint=busy)
    DeliveryFactory(endpoint=quiet)
    lease = lease_endpoint()
    assert lease is not None
    assert lease.endpoint_id == quiet.pk


def test_failing_endpoints_can_be_passed_by(days: Days) -> None:
    DeliveryFactory(endpoint__consecutive_failures=1)
    assert lease_endpoint(healthy_only=True) is None
    assert lease_endpoint() is not None


def test_a_ping_is_a_message_of_no_alert(channel: Channel, days: Days) -> None:
    endpoint = EndpointFactory(name="Case desk")
    ping = ping_endpoint(endpoint=endpoint)
    send_what_is_due()
    assert reload(ping).state == DeliveryState.DELIVERED
    assert ping.alert is None
    assert b'"type":"endpoint.ping"' in channel.sent[0].body


def test_a_disabled_endpoint_is_not_pinged() -> None:
    with pytest.raises(WrongState, match="enable it first"):
        ping_endpoint(endpoint=EndpointFactory(state="disabled", state_reason="gone"))


def test_a_replay_has_the_same_bytes_and_an_id_of_its_own(channel: Channel, days: Days) -> None:
    dead = DeliveryFactory(state=DeliveryState.DEAD, reason="given up")
    replay = replay_delivery(delivery=dead)
    send_what_is_due()
    assert channel.sent[0].id == replay.webhook_id != dead.webhook_id
    assert channel.sent[0].body == dead.body
    assert replay.replay_of == dead
    assert reload(dead).state == DeliveryState.DEAD


@pytest.mark.parametrize("state", [DeliveryState.PENDING, DeliveryState.LEASED])
def test_what_is_still_tried_is_not_replayed(state: DeliveryState) -> None:
    with pytest.raises(WrongState, match="under way"):
        replay_delivery(delivery=DeliveryFactory(state=state))
    assert Delivery.objects.count() == 1


def test_nothing_is_replayed_to_a_disabled_endpoint() -> None:
    endpoint = EndpointFactory(state="disabled", state_reason="gone")
    dead = DeliveryFactory(endpoint=endpoint, state=DeliveryState.DEAD, reason="given up")
    with pytest.raises(WrongState, match="enable it first"):
        replay_delivery(delivery=dead)
