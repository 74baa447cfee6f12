"""Sweep everything that the clock or a list may have moved, without a broker.

What Celery's beat and workers do in five tasks is done here in a row. A step that fails is logged
and holds up no other; it is tried again at the next turn. Publishers of lists are no part of it:
they may take minutes, and an alert must not wait for them.
"""

from __future__ import annotations

from collections.abc import Callable

import structlog
from django.db import close_old_connections

from scenarios.services.apply_list_deltas import apply_list_deltas
from scenarios.services.settle_assessments import settle_assessments
from scenarios.services.wake_due_nodes import wake_due_nodes
from tracker.services.sweep import sweep
from tracker.services.tell_renewals import tell_renewals

_log = structlog.get_logger(__name__)


def sweep_everything(*, stopping: Callable[[], bool] = lambda: False) -> list[str]:
    """Take every step once, and return the names of those that failed."""
    steps: dict[str, Callable[[], object]] = {
        "apply_list_deltas": apply_list_deltas,
        "wake_due_nodes": wake_due_nodes,
        "settle_assessments": settle_assessments,
        "tell_renewals": tell_renewals,
        "sweep": lambda: sweep(stopping=stopping),
    }
    return [name for name, step in steps.items() if not stopping() and not succeeds(name, step)]


def succeeds(name: str, step: Callable[[], object]) -> bool:
    """Take one step, and tell whether it came through; its fault is logged."""
    close_old_connections()  # one that broke is replaced
    try:
        step()
    except Exception:  # whatever is wrong with one step, the others are still to be taken
        _log.exception("step_failed", step=name)
        return False
    return True
