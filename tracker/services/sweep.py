"""Sweep: dispatch what changed and send what is due, until nothing is.

Any number of sweeps may run at once, in any number of processes: dispatch works under row locks and
sending under leases. One receiver that hangs keeps one sender busy, and while senders are busy the
sweep goes on looking, so what comes meanwhile is sent meanwhile. Endpoints that failed share two of
the senders, so that they leave the others to those that answer.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field

import structlog
from django.db import connections

from tracker.services.beat import beat
from tracker.services.dispatch_changes import dispatch_changes
from tracker.services.drain_endpoint import drain_endpoint
from tracker.services.lease_endpoint import Lease, lease_endpoint

SENDERS = 8
SENDERS_TO_FAILING = 2
_LOOK_EVERY = 0.2
_TOLD_AT_ONCE = 20  # then the senders get their work, however much there is to tell
_log = structlog.get_logger(__name__)


@dataclass
class Swept:
    """What a sweep did: events told, attempts made."""

    told: int = 0
    tried: int = 0


@dataclass
class _Sweep:
    """A sweep under way: the senders that are busy, and what they serve."""

    pool: ThreadPoolExecutor
    may_go_on: Callable[[], bool]
    swept: Swept = field(default_factory=Swept)
    busy: dict[Future[int], Lease] = field(default_factory=dict)

    def run(self) -> None:
        """Look again and again until a look finds nothing and no sender is busy."""
        while self.may_go_on():
            told = dispatch_changes(limit=_TOLD_AT_ONCE)
            self.swept.told += told
            self._set_to_work()
            if not told and not self.busy:
                return
            self._collect(timeout=0 if told else _LOOK_EVERY)

    def finish(self) -> None:
        """Wait for the senders that are still busy."""
        while self.busy:
            self._collect(timeout=None)

    def _set_to_work(self) -> None:
        while len(self.busy) < SENDERS and self.may_go_on():
            failing = sum(lease.one_only for lease in self.busy.values())
            lease = lease_endpoint(healthy_only=failing >= SENDERS_TO_FAILING)
            if lease is None:
                return
            self.busy[self.pool.submit(_drain, lease, self.may_go_on)] = lease

    def _collect(self, *, timeout: float | None) -> None:
        done, _ = wait(self.busy, timeout=timeout, return_when=FIRST_COMPLETED)
        for future in done:
            lease = self.busy.pop(future)
            error = future.exception()
            if error is not None:
                _log.error("endpoint_not_drained", endpoint=lease.endpoint_id, exc_info=error)
            else:
                self.swept.tried += future.result()


def sweep(*, seconds: float = 200.0, stopping: Callable[[], bool] = lambda: False) -> Swept:
    """Do all that is due, for so many seconds and the attempt under way at most."""
    deadline = time.monotonic() + seconds

    def may_go_on() -> bool:
        return time.monotonic() < deadline and not stopping()

    with ThreadPoolExecutor(SENDERS, thread_name_prefix="sender") as pool:
        work = _Sweep(pool, may_go_on)
        work.run()
        work.finish()
    beat(job="sweep")
    return work.swept


def _drain(lease: Lease, may_go_on: Callable[[], bool]) -> int:
    """Drain an endpoint on a connection of this thread's own."""
    try:
        return drain_endpoint(lease=lease, may_go_on=may_go_on)
    finally:
        connections.close_all()
