"""A worker that is killed between a change and its webhook loses nothing, and says nothing twice
under two ids. Real processes, real SIGKILL.
"""

from __future__ import annotations

import signal
from subprocess import Popen

import pytest

from tests.tracker.factories import ChangeEventFactory
from tests.walks.conftest import RunProcess, let_leases_end
from tests.walks.dying_sweeper import POINTS
from tests.walks.receiver import Receiver
from tracker.domain.kinds import DeliveryState
from tracker.models import Alert, AlertEvent, Delivery

ROUNDS = 4  # of ten kills each


def sweep_until(point: str, sweeper: Popen[bytes]) -> int:
    """Sweep in a process that dies at `point`; return its exit status."""
    assert sweeper.stdin is not None
    assert sweeper.stdout is not None
    sweeper.stdin.write(f"{point}\n".encode())
    sweeper.stdin.flush()
    return int(sweeper.stdout.readline())


def assert_told_once(receiver: Receiver, events: list[str]) -> None:
    """Nothing lost, nothing extra, one id and one body for each message."""
    assert dict(receiver.told_events()) == dict.fromkeys(events, 1)
    assert all(len(bodies) == 1 for bodies in receiver.bodies.values())
    assert set(receiver.counts) == {row.webhook_id for row in Delivery.objects.all()}
    states = set(Delivery.objects.values_list("state", flat=True))
    assert states == {DeliveryState.DELIVERED}
    assert Alert.objects.count() == AlertEvent.objects.count() == len(events)


LONG = pytest.param(100, marks=[pytest.mark.full, pytest.mark.timeout(2400)])


@pytest.mark.parametrize("rounds", [ROUNDS, LONG])
def test_killed_at_every_point_it_loses_nothing_and_sends_one_id(
    receiver: Receiver, run_process: RunProcess, rounds: int
) -> None:
    events, kills = [], 0
    argv = ("-m", "tests.walks.dying_sweeper")
    with run_process(*argv, allowed=receiver.authority, pipes=True) as sweeper:
        for _ in range(rounds):
            for point in POINTS:
                events.append(ChangeEventFactory().pk)
                assert sweep_until(point, sweeper) == -signal.SIGKILL, point
                kills += 1
                let_leases_end()
        assert sweep_until("", sweeper) == 0
    assert_told_once(receiver, events)
    print(
        f"events {len(events)}, deliveries {len(receiver.counts)}, kills {kills}, "
        f"lost 0, extra 0, duplicates {receiver.duplicates}"
    )
    assert receiver.duplicates <= kills
    assert receiver.duplicates == 2 * rounds  # sent and not recorded, at two of the points
