"""Tasks of the tracker app. They carry no facts: what is due is found in the database."""

from __future__ import annotations

from celery import shared_task

from tracker.services import sweep as sweeping


@shared_task(name="tracker.tasks.sweep")
def sweep() -> None:
    """Dispatch what changed and send what is due."""
    sweeping.sweep()
