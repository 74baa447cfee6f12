"""The Celery application. Tasks are found in each app's `tasks.py`."""

from __future__ import annotations

import os
import signal
from typing import Any

from celery import Celery
from celery.signals import worker_process_init

from config.schedule import BEAT_SCHEDULE
from config.servers.processes import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("thaw")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.beat_schedule = BEAT_SCHEDULE
app.autodiscover_tasks()


@worker_process_init.connect
def end_with_the_worker(**_: Any) -> None:
    """A pool process does not outlive a worker that was killed; its task is delivered again."""
    die_with_parent(signal.SIGKILL)
