"""Alerts by a real Celery worker: quick by a hint, and safe when broker or worker is lost."""

from __future__ import annotations

import itertools
import os
import signal
from datetime import timedelta

from redis import Redis

from scenarios.models import ChangeEvent
from scenarios.tasks import hint_changes
from tests.scenarios.small_world import BEGINNING, evaluate_whole, make_world
from tests.tracker.factories import ChangeEventFactory
from tests.walks.conftest import RunProcess, let_leases_end
from tests.walks.receiver import Receiver

WORKER = (
    *("-m", "celery", "-A", "config", "worker", "--concurrency=2"),
    *("--without-gossip", "--without-mingle", "--loglevel=INFO"),
)


def change() -> str:
    """Make a change, and hint at it as a door does; return its id."""
    event: ChangeEvent = ChangeEventFactory()
    hint_changes()
    return str(event.pk)


def test_an_assessment_is_told_by_its_hint_alone(
    receiver: Receiver, run_process: RunProcess, own_broker: str
) -> None:
    world = make_world()
    evaluate_whole(world.case)
    days = (BEGINNING + timedelta(days=number) for number in itertools.count(1))
    statuses = itertools.cycle(["MET", "BREACHED"])
    with run_process(*WORKER, allowed=receiver.authority, redis_url=own_broker):
        for told in range(1, 4):
            world.assess("peace", next(statuses), next(days))
            hint_changes()
            assert receiver.wait_for(told, timeout=90)  # the worker may still be starting
    first = receiver.documents()[0]
    assert [event["object"]["address"] for event in first["events"]] == [
        "episode/peace",
        "episode/main",
    ]
    assert first["level"] == "3"
    (scenario,) = first["scenario_impact"]
    assert (scenario["from"], scenario["to"]) == ("TRACKING", "GATE_OPEN")


def test_a_lost_hint_and_a_killed_worker_lose_no_alert(
    receiver: Receiver, run_process: RunProcess, own_broker: str
) -> None:
    told = [change()]
    with Redis.from_url(own_broker) as broker:
        broker.flushdb()
    receiver.hanging = True
    told.append(change())
    with run_process(*WORKER, allowed=receiver.authority, redis_url=own_broker) as worker:
        assert receiver.wait_for_call(timeout=90)
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()
    receiver.hanging = False
    receiver.over.set()
    let_leases_end()
    told.append(change())
    with run_process(*WORKER, allowed=receiver.authority, redis_url=own_broker):
        assert receiver.wait_for(3, timeout=90)
    assert dict(receiver.told_events()) == dict.fromkeys(told, 1)
    assert all(len(bodies) == 1 for bodies in receiver.bodies.values())
