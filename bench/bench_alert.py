"""From an assessment to its signed webhook, answered: a real worker, broker, database and receiver.

What is timed begins where a door calls the service, and ends where the receiver has the message:
evaluation, commit, hint, dispatch, lease, guard, signature, one POST. Goal: at most 2 s at the 95th
percentile (a change of level 3 has no window). Beside it, what a hint alone takes: until a worker
has come through a sweep with nothing to do.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import os
import signal
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench.measure import write_result
from bench.servers import scratch_database
from config.servers import processes

GOAL = 2.0
ROOT = Path(__file__).resolve().parents[1]
WORKER = (
    *(sys.executable, "-m", "celery", "-A", "config", "worker", "--concurrency=2"),
    *("--without-gossip", "--without-mingle", "--loglevel=WARNING"),
)


def main() -> None:
    """Measure, and write `results/alert.json`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=60)
    rounds = parser.parse_args().rounds
    with scratch_database():
        told, swept = measured(rounds)
        percentile = _summary(told)["p95"]
        write_result(
            name="alert",
            figures={
                "rounds": rounds,
                "assessment_to_webhook_s": _summary(told),
                "empty_sweep_by_hint_s": _summary(swept),
                "times_an_empty_sweep": round(
                    statistics.median(told) / statistics.median(swept), 1
                ),
            },
            goals={f"95th percentile at most {GOAL} s": percentile <= GOAL},
        )


def _summary(seconds: list[float]) -> dict[str, float]:
    ordered = sorted(seconds)
    return {
        "median": round(statistics.median(ordered), 4),
        "p95": round(ordered[int(len(ordered) * 0.95)], 4),
        "most": round(ordered[-1], 4),
    }


def measured(rounds: int) -> tuple[list[float], list[float]]:
    """Return the seconds of each assessment to its webhook, and of each bare hint."""
    from scenarios.tasks import hint_changes
    from tests.scenarios.small_world import BEGINNING, evaluate_whole, make_world
    from tests.walks.conftest import subscribe
    from tests.walks.receiver import receiving

    world = make_world()
    evaluate_whole(world.case)
    days = (BEGINNING + timedelta(days=number) for number in itertools.count(1))
    statuses = itertools.cycle(["MET", "BREACHED"])
    told, swept = [], []
    with receiving() as receiver, _worker(receiver.authority):
        subscribe(receiver)
        for number in range(rounds + 1):
            began = time.perf_counter()
            world.assess("peace", next(statuses), next(days))
            hint_changes()
            if not receiver.wait_for(number + 1, timeout=90):
                raise SystemExit("a message did not arrive")
            if number:  # the worker may still have been starting
                told.append(time.perf_counter() - began)
                swept.append(_swept(hint_changes))
    return told, swept


def _swept(hint: Any) -> float:
    """Return how long a hint takes to be swept, with nothing to do."""
    from tracker.models import Heartbeat

    before = Heartbeat.objects.get(pk="sweep").last_ok
    began = time.perf_counter()
    hint()
    while Heartbeat.objects.get(pk="sweep").last_ok == before:
        pass
    return time.perf_counter() - began


@contextlib.contextmanager
def _worker(authority: str) -> Iterator[None]:
    log = Path(os.environ["THAW_DATA"]) / "worker.log"
    program = processes.Program(
        name="worker",
        argv=list(WORKER),
        log=log,
        folder=ROOT,
        environment={"WEBHOOK_ALLOWED_HOSTS": authority},
    )
    child = processes.start(program)
    try:
        yield
    finally:
        processes.stop(child, signal.SIGTERM, patience=10)


if __name__ == "__main__":
    main()
