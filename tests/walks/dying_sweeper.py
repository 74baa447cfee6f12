"""Sweeps in processes that die by SIGKILL at a named point: `python -m tests.walks.dying_sweeper`.

Reads points from its input, one a line, and answers each with the exit status of the process that
swept. That process is forked from this one, which is set up and idle, so that many can die in
little time. An empty line is a sweep that nothing disturbs.
"""

from __future__ import annotations

import functools
import importlib
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

import django

# Where to die: the module, the function in it, and whether before it is called or after.
POINTS: dict[str, tuple[str, str, str]] = {
    "alerts not yet made": ("dispatch_occasion", "make_alerts", "before"),
    "alerts made, events unmarked": ("dispatch_occasion", "make_alerts", "after"),
    "dispatched, nothing leased": ("sweep", "lease_endpoint", "before"),
    "endpoint leased": ("sweep", "lease_endpoint", "after"),
    "attempt not yet written": ("begin_attempt", "_write_down", "before"),
    "attempt written, not committed": ("begin_attempt", "_write_down", "after"),
    "attempt written, nothing sent": ("deliver_alert", "begin_attempt", "after"),
    "sent, nothing recorded": ("deliver_alert", "record_attempt", "before"),
    "recorded, not committed": ("record_attempt", "_write_down", "after"),
    "recorded, lease not given back": ("drain_endpoint", "release_endpoint", "before"),
}


def main() -> None:
    """Answer each line until there are no more."""
    django.setup()
    importlib.import_module("tracker.services.sweep")  # once, and not after each fork
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _sweep(line.strip())
            os._exit(0)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _sweep(point: str) -> None:
    from tracker.services.sweep import sweep

    if point:
        name, function, when = POINTS[point]
        module = importlib.import_module(f"tracker.services.{name}")
        setattr(module, function, _deadly(getattr(module, function), when))
    sweep(seconds=20)


def _deadly(function: Callable[..., Any], when: str) -> Callable[..., Any]:
    @functools.wraps(function)
    def dies(*args: Any, **options: Any) -> Any:
        if when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        result = function(*args, **options)
        if result is not None or function.__name__ == "make_alerts":
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    return dies


if __name__ == "__main__":
    main()
