"""Tasks of the tracker app. They carry no facts: what is due is found in the database."""

from __future__ import annotations

from celery import shared_task

from tracker.services import sweep as sweeping
from tracker.services import tell_renewals as telling
from tracker.services import watch_lists as watching


@shared_task(name="tracker.tasks.sweep")
def sweep() -> None:
    """Dispatch what changed and send what is due."""
    sweeping.sweep()


# A publisher may take six minutes, and its list minutes to import; less than the time after which
# the broker delivers a task again.
@shared_task(name="tracker.tasks.watch_lists", soft_time_limit=780, time_limit=840)
def watch_lists() -> None:
    """Fetch the lists that are due, and tell of publishers that fell silent."""
    watching.watch_lists()


@shared_task(name="tracker.tasks.tell_renewals")
def tell_renewals() -> None:
    """Tell what comes up for renewal."""
    telling.tell_renewals()
