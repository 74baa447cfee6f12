"""One message: attempts under one id, retries, and what ends it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.sanctions.factories import member
from tests.scenarios.factories import CaseFactory
from tests.tracker.factories import (
    NOON,
    ChangeEventFactory,
    DeliveryFactory,
    EndpointFactory,
    SubscriptionFactory,
)
from tests.tracker.services.conftest import Channel, Days, refused, reload, send_what_is_due
from tracker.domain.kinds import AttemptOutcome, DeliveryState
from tracker.models import Alert, Attempt, Delivery
from tracker.services.dispatch_changes import dispatch_changes
from tracker.services.lease_endpoint import lease_endpoint
from tracker.services.rotate_secret import rotate_secret

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_a_message_is_sent_once_and_its_attempt_is_on_record(channel: Channel, days: Days) -> None:
    delivery = DeliveryFactory()
    assert send_what_is_due() == 1
    assert send_what_is_due() == 0
    (message,) = channel.sent
    assert (message.id, message.body) == (f"msg_{delivery.pk}", b'{"a":1}')
    assert (message.url, message.timestamp) == (delivery.endpoint.url, NOON)
    assert message.secrets == (delivery.endpoint.secret,)
    attempt = Attempt.objects.get()
    assert (attempt.number, attempt.outcome) == (1, AttemptOutcome.DELIVERED)
    assert (attempt.http_status, attempt.peer_ip) == (204, "192.0.2.7")
    assert (attempt.milliseconds, attempt.reply_head) == (3, "thanks")
    assert (attempt.started_at, attempt.finished_at) == (NOON, NOON)
    kept = reload(delivery)
    assert (kept.state, kept.delivered_at) == (DeliveryState.DELIVERED, NOON)


def test_messages_go_out_in_the_order_they_were_made(channel: Channel, days: Days) -> None:
    endpoint = EndpointFactory()
    made = []
    for _ in range(25):
        days.pass_by(timedelta(seconds=1))
        made.append(DeliveryFactory(endpoint=endpoint).webhook_id)
    assert send_what_is_due() == 25
    assert [message.id for message in channel.sent] == made


def test_every_attempt_has_the_same_id_and_the_same_body(channel: Channel, days: Days) -> None:
    DeliveryFactory()
    channel.answers = [refused(), refused(503), channel.answers[0]]
    for wait in (timedelta(0), HOUR, HOUR):
        days.pass_by(wait)
        send_what_is_due()
    assert len({(message.id, message.body) for message in channel.sent}) == 1
    assert len({message.timestamp for message in channel.sent}) == 3
    outcomes = Attempt.objects.values_list("number", "outcome", "error")
    assert list(outcomes) == [
        (1, "failed", "the receiver answered 500"),
        (2, "failed", "the receiver answered 503"),
        (3, "delivered", ""),
    ]


def test_a_receiver_that_is_down_for_a_day_gets_all_of_it_later(
    channel: Channel, days: Days
) -> None:
    endpoint = EndpointFactory()
    deliveries = DeliveryFactory.create_batch(3, endpoint=endpoint)
    taken, channel.answers = channel.answers[0], [refused()]
    for _ in range(24):
        send_what_is_due()
        days.pass_by(HOUR)
    channel.answers = [taken]
    for _ in range(24):
        send_what_is_due()
        days.pass_by(HOUR)
    assert {reload(delivery).state for delivery in deliveries} == {DeliveryState.DELIVERED}
    assert max(Attempt.objects.values_list("number", flat=True)) <= 9


def test_a_message_is_given_up_after_ten_attempts_and_three_days(
    channel: Channel, days: Days
) -> None:
    delivery = DeliveryFactory(attempts_made=9, made_at=NOON - timedelta(hours=73))
    channel.answers = [refused()]
    send_what_is_due()
    kept = reload(delivery)
    assert (kept.state, kept.reason) == (DeliveryState.DEAD, "the receiver answered 500")
    told = Alert.objects.exclude(pk=delivery.alert_id).get()
    assert told.subscriber == delivery.endpoint.owner
    assert "were given up: the receiver answered 500" in told.headline


def test_ten_attempts_in_two_days_give_nothing_up(channel: Channel, days: Days) -> None:
    delivery = DeliveryFactory(attempts_made=9, made_at=NOON - timedelta(hours=48))
    channel.answers = [refused()]
    send_what_is_due()
    assert reload(delivery).state == DeliveryState.PENDING


def test_a_message_whose_last_five_attempts_never_ended_is_given_up(
    channel: Channel, days: Days
) -> None:
    killer = DeliveryFactory(attempts_made=5)
    for number in range(1, 6):
        Attempt.objects.create(delivery=killer, number=number)
    other = DeliveryFactory(endpoint=killer.endpoint)
    send_what_is_due()
    assert reload(killer).state == DeliveryState.DEAD
    assert reload(killer).reason == "its last 5 attempts never ended"
    assert reload(other).state == DeliveryState.DELIVERED
    assert Alert.objects.filter(headline__contains="given up").count() == 1


def test_an_attempt_that_ended_between_them_shows_that_the_message_kills_nobody(
    channel: Channel, days: Days
) -> None:
    delivery = DeliveryFactory(attempts_made=5)
    for number in range(1, 6):
        outcome = AttemptOutcome.FAILED if number == 3 else AttemptOutcome.RUNNING
        Attempt.objects.create(delivery=delivery, number=number, outcome=outcome)
    send_what_is_due()
    assert reload(delivery).state == DeliveryState.DELIVERED


def test_the_attempt_of_a_worker_that_died_is_taken_over_when_its_lease_ends(
    channel: Channel, days: Days
) -> None:
    delivery = DeliveryFactory()

    def die(_: object) -> None:
        raise KeyboardInterrupt

    taken, channel.answers = channel.answers[0], [die]  # type: ignore[list-item]
    with pytest.raises(KeyboardInterrupt):
        send_what_is_due()
    channel.answers = [taken]
    assert send_what_is_due() == 0
    assert reload(delivery).state == DeliveryState.LEASED
    days.pass_by(timedelta(seconds=46))
    assert send_what_is_due() == 1
    assert reload(delivery).state == DeliveryState.DELIVERED
    assert list(Attempt.objects.values_list("outcome", flat=True)) == ["running", "delivered"]


def test_a_result_that_comes_after_another_worker_took_over_changes_nothing(
    channel: Channel, days: Days
) -> None:
    delivery = DeliveryFactory()
    taken = channel.answers[0]

    def take_long(_: object) -> object:
        days.pass_by(timedelta(seconds=60))
        channel.answers = [taken]
        assert send_what_is_due() == 1
        raise refused()

    channel.answers = [take_long]  # type: ignore[list-item]
    send_what_is_due()
    assert reload(delivery).state == DeliveryState.DELIVERED
    assert delivery.endpoint.consecutive_failures == 0
    assert list(Attempt.objects.values_list("outcome", flat=True)) == ["late", "delivered"]


def test_the_right_to_see_is_asked_again_before_sending(channel: Channel, days: Days) -> None:
    case = CaseFactory(private=True)
    reader = member(team=case.team)
    endpoint = EndpointFactory(owner=reader)
    SubscriptionFactory(owner=reader, endpoints=[endpoint])
    ChangeEventFactory(condition__case=case)
    dispatch_changes()
    reader.memberships.all().delete()
    assert send_what_is_due() == 0
    delivery = Delivery.objects.get()
    assert delivery.state == DeliveryState.SUPPRESSED
    assert delivery.reason == "its owner may not see the event"
    assert channel.sent == []


def test_nothing_is_sent_for_somebody_who_left(channel: Channel, days: Days) -> None:
    delivery = DeliveryFactory(endpoint__owner__is_active=False)
    send_what_is_due()
    assert reload(delivery).state == DeliveryState.SUPPRESSED
    assert channel.sent == []


def test_the_former_secret_signs_for_a_day(channel: Channel, days: Days) -> None:
    endpoint = EndpointFactory()
    old = endpoint.secret
    new = rotate_secret(endpoint=endpoint)
    DeliveryFactory(endpoint=endpoint)
    send_what_is_due()
    days.pass_by(timedelta(hours=24))
    DeliveryFactory(endpoint=endpoint)
    send_what_is_due()
    assert [message.secrets for message in channel.sent] == [(new, old), (new,)]


def test_a_deleted_endpoint_ends_its_attempt_without_noise(channel: Channel, days: Days) -> None:
    delivery = DeliveryFactory()
    taken = channel.answers[0]

    def delete_meanwhile(_: object) -> object:
        delivery.endpoint.delete()
        return taken

    channel.answers = [delete_meanwhile]  # type: ignore[list-item]
    assert send_what_is_due() == 1
    assert not Delivery.objects.exists()


def test_a_message_of_the_future_is_not_due(channel: Channel, days: Days) -> None:
    DeliveryFactory(next_at=NOON + timedelta(seconds=1))
    assert lease_endpoint() is None
