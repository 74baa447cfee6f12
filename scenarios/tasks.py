"""Tasks of the scenarios app, and the hint that something changed. They carry no facts."""

from __future__ import annotations

from celery import shared_task

from sanctions.tasks import hint
from scenarios.services import apply_list_deltas as applying
from scenarios.services import settle_assessments as settling
from scenarios.services import wake_due_nodes as waking

SWEEP = "tracker.tasks.sweep"


@shared_task(name="scenarios.tasks.wake_due_nodes")
def wake_due_nodes() -> None:
    """Tell what the clock changed."""
    waking.wake_due_nodes()


@shared_task(name="scenarios.tasks.settle_assessments")
def settle_assessments() -> None:
    """Let what machines said count once it has stood."""
    settling.settle_assessments()


@shared_task(name="scenarios.tasks.apply_list_deltas")
def apply_list_deltas() -> None:
    """Turn news of lists into evidence."""
    applying.apply_list_deltas()


def hint_changes() -> None:
    """Ask for a sweep now; for `transaction.on_commit(hint_changes, robust=True)`."""
    hint(SWEEP)
