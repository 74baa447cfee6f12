"""Alerts by `run_sweeper`, which needs no broker; receivers that are down, slow, or both."""

from __future__ import annotations

import signal
import time
from contextlib import ExitStack

import pytest
from pytest_django.fixtures import Settings
from standardwebhooks import Webhook

from config.servers import processes
from tests.scenarios.factories import ConditionFactory
from tests.tracker.factories import ChangeEventFactory, EndpointFactory, SubscriptionFactory
from tests.walks.conftest import RunProcess, let_pauses_end, subscribe
from tests.walks.receiver import Receiver, receiving
from tracker.domain.kinds import AttemptOutcome, EndpointState
from tracker.models import Attempt, Delivery, Endpoint
from tracker.services.sweep import sweep

NO_BROKER = "redis://127.0.0.1:1/0"


def test_the_sweeper_delivers_without_a_broker_and_stops_when_asked(
    receiver: Receiver, run_process: RunProcess
) -> None:
    argv = ("manage.py", "run_sweeper")
    with run_process(*argv, allowed=receiver.authority, redis_url=NO_BROKER) as sweeper:
        first = ChangeEventFactory().pk
        assert receiver.wait_for(1, timeout=60)
        began = time.monotonic()
        second = ChangeEventFactory().pk
        assert receiver.wait_for(2)
        print(f"change to webhook by the sweeper: {time.monotonic() - began:.2f} s")
        sweeper.send_signal(signal.SIGTERM)
        assert sweeper.wait(20) == 0
    assert list(receiver.told_events()) == [first, second]


def test_one_turn_does_what_is_due_and_ends(receiver: Receiver, run_process: RunProcess) -> None:
    events = [event.pk for event in ChangeEventFactory.create_batch(5)]
    argv = ("manage.py", "run_sweeper", "--once")
    with run_process(*argv, allowed=receiver.authority, redis_url=NO_BROKER) as sweeper:
        assert sweeper.wait(60) == 0
    assert dict(receiver.told_events()) == dict.fromkeys(events, 1)


def test_three_sweepers_at_once_send_nothing_twice_and_all_in_order(
    receiver: Receiver, run_process: RunProcess
) -> None:
    with receiving() as other, ExitStack() as stack:
        subscribe(other)
        condition = ConditionFactory()
        events = [row.pk for row in ChangeEventFactory.create_batch(40, condition=condition)]
        allowed = f"{receiver.authority},{other.authority}"
        argv = ("-m", "tests.walks.dying_sweeper")
        sweepers = [
            stack.enter_context(run_process(*argv, allowed=allowed, pipes=True)) for _ in range(3)
        ]
        for sweeper in sweepers:
            assert sweeper.stdin is not None
            sweeper.stdin.write(b"\n")
            sweeper.stdin.flush()
        for sweeper in sweepers:
            assert sweeper.stdout is not None
            assert sweeper.stdout.readline() == b"0\n"
        for listening in (receiver, other):
            assert list(listening.told_events().elements()) == events
            assert listening.duplicates == 0
    assert Delivery.objects.count() == Attempt.objects.count() == 80


@pytest.mark.django_db(transaction=True)
def test_a_receiver_that_was_down_gets_everything_in_order_once_it_is_up(
    settings: Settings,
) -> None:
    port = processes.free_port()
    settings.WEBHOOK_ALLOWED_HOSTS = [f"127.0.0.1:{port}"]
    endpoint = EndpointFactory(url=f"http://127.0.0.1:{port}/hook")
    SubscriptionFactory(owner=endpoint.owner, endpoints=[endpoint])
    events = [event.pk for event in ChangeEventFactory.create_batch(5)]
    sweep()
    assert Endpoint.objects.get().state == EndpointState.PAUSED
    assert Attempt.objects.get().outcome == AttemptOutcome.FAILED
    with receiving(port, status=500) as listening:
        let_pauses_end()
        sweep()
        listening.status = 204
        let_pauses_end()
        sweep()
        assert list(listening.told_events()) == events
        assert listening.duplicates == 0
    assert Endpoint.objects.get().state == EndpointState.ACTIVE
    assert list(Attempt.objects.filter(number=2).values_list("http_status", flat=True)) == [500]


def test_the_receiver_can_verify_what_it_gets(receiver: Receiver, settings: Settings) -> None:
    settings.WEBHOOK_ALLOWED_HOSTS = [receiver.authority]
    ChangeEventFactory()
    sweep()
    ((identity, bodies),) = receiver.bodies.items()
    secret = Endpoint.objects.get().secret
    verified = Webhook(secret).verify(next(iter(bodies)), receiver.headers[identity])
    assert verified["type"] == "status.changed"
    assert identity == Delivery.objects.get().webhook_id
