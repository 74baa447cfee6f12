"""Note that a job came through; its silence shows."""

from __future__ import annotations

from sanctions.models.clock import database_now
from tracker.models import Heartbeat


def beat(*, job: str) -> None:
    """Set the last success of the job to now."""
    Heartbeat.objects.update_or_create(job=job, defaults={"last_ok": database_now()})
