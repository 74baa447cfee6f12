"""A sweep serves every endpoint at once: a receiver that hangs or fails holds up no other."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from django.db import connections

from scenarios.domain.levels import Level
from tests.tracker.factories import (
    ChangeEventFactory,
    DeliveryFactory,
    EndpointFactory,
    SubscriptionFactory,
)
from tests.tracker.services.conftest import TAKEN, Channel, refused
from tracker.channels.base import Message, Reply
from tracker.domain.kinds import AttemptOutcome, DeliveryState
from tracker.models import Attempt, Delivery, Heartbeat
from tracker.services.sweep import SENDERS, SENDERS_TO_FAILING, Swept, sweep

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 20.0
SICK, WELL = "https://sick.example/", "https://well.example/"


class Gate:
    """Opens once so many messages went to the healthy receiver."""

    def __init__(self, channel: Channel, messages: int) -> None:
        self.channel, self.messages = channel, messages
        self.opened = threading.Event()
        self.in_time: list[bool] = []

    def answer(self, message: Message) -> Reply:
        """Take what goes to the healthy one; hang with the other until the gate opens."""
        if message.url == SICK:
            self.in_time.append(self.opened.wait(PATIENCE))
        elif sum(sent.url == WELL for sent in self.channel.sent) >= self.messages:
            self.opened.set()
        return TAKEN


def test_a_receiver_that_hangs_delays_no_other(channel: Channel) -> None:
    gate = Gate(channel, messages=30)
    channel.answers = [gate.answer]
    DeliveryFactory.create_batch(2, endpoint=EndpointFactory(url=SICK))
    DeliveryFactory.create_batch(30, endpoint=EndpointFactory(url=WELL))
    assert sweep() == Swept(told=0, tried=32)
    assert gate.in_time == [True, True]


def test_what_changes_while_a_receiver_hangs_is_told_meanwhile(channel: Channel) -> None:
    gate = Gate(channel, messages=1)
    SubscriptionFactory(endpoints=[EndpointFactory(url=WELL)])
    DeliveryFactory(endpoint=EndpointFactory(url=SICK))

    def change_and_hang(message: Message) -> Reply:
        if message.url == SICK:
            ChangeEventFactory(level=Level.CRITICAL)
            connections.close_all()
        return gate.answer(message)

    channel.answers = [change_and_hang]
    assert sweep() == Swept(told=1, tried=2)
    assert gate.in_time == [True]


def test_endpoints_that_failed_share_two_senders(channel: Channel) -> None:
    busy, most = 0, 0
    lock, crowded = threading.Lock(), threading.Event()

    def count(_: Message) -> Reply:
        nonlocal busy, most
        with lock:
            busy += 1
            most = max(most, busy)
        if busy > SENDERS_TO_FAILING:
            crowded.set()
        crowded.wait(0.3)
        with lock:
            busy -= 1
        return TAKEN

    channel.answers = [count]
    for _ in range(SENDERS):
        DeliveryFactory(endpoint__consecutive_failures=1)
    assert sweep().tried == SENDERS
    assert most == SENDERS_TO_FAILING


def test_a_fault_of_ours_at_one_endpoint_is_logged_and_stops_no_other(
    channel: Channel, caplog: pytest.LogCaptureFixture
) -> None:
    DeliveryFactory(endpoint__url=SICK)
    DeliveryFactory(endpoint__url=WELL)

    def stumble(message: Message) -> Reply:
        if message.url == SICK:
            raise ValueError("out of ink")
        return TAKEN

    channel.answers = [stumble]
    sweep()
    states = dict(Delivery.objects.values_list("endpoint__url", "state"))
    assert states == {SICK: DeliveryState.LEASED, WELL: DeliveryState.DELIVERED}
    unfinished = Attempt.objects.get(outcome=AttemptOutcome.RUNNING)
    assert unfinished.delivery.endpoint.url == SICK
    assert "out of ink" in caplog.text


def test_a_failing_receiver_ends_the_sweep_until_it_is_due_again(channel: Channel) -> None:
    DeliveryFactory.create_batch(5, endpoint=EndpointFactory())
    channel.answers = [refused()]
    assert sweep().tried == 1


def test_a_sweep_that_is_asked_to_stop_ends_after_the_attempts_under_way(channel: Channel) -> None:
    asked = threading.Event()

    def ask(_: Message) -> Reply:
        asked.set()
        return TAKEN

    channel.answers = [ask]
    DeliveryFactory.create_batch(5, endpoint=EndpointFactory())
    assert sweep(stopping=asked.is_set).tried == 1
    assert Delivery.objects.filter(state=DeliveryState.PENDING).count() == 4
    assert not Delivery.objects.filter(endpoint__lease_token__isnull=False).exists()


def test_a_sweep_ends_with_its_time(channel: Channel) -> None:
    DeliveryFactory()
    assert sweep(seconds=0) == Swept()


def test_a_sweep_leaves_a_heartbeat(channel: Channel) -> None:
    sweep()
    assert list(Heartbeat.objects.values_list("job", flat=True)) == ["sweep"]


@pytest.fixture(autouse=True)
def no_connection_is_left() -> Iterator[None]:
    """Each sender closes its own; the flush after the test would wait for one that is open."""
    yield
    assert threading.active_count() < SENDERS
