"""The whole timetable of beat. Every task is idempotent: a missed or doubled tick is no harm."""

from __future__ import annotations

from typing import Any

BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "sweep": {"task": "tracker.tasks.sweep", "schedule": 15.0},
    "apply-list-deltas": {"task": "scenarios.tasks.apply_list_deltas", "schedule": 30.0},
    "settle-assessments": {"task": "scenarios.tasks.settle_assessments", "schedule": 60.0},
    # How often each list is fetched, its module says; this is how often somebody looks.
    "watch-lists": {
        "task": "tracker.tasks.watch_lists",
        "schedule": 60.0,
        "options": {"expires": 60.0},
    },
    "tell-renewals": {"task": "tracker.tasks.tell_renewals", "schedule": 3600.0},
    "wake-due-nodes": {"task": "scenarios.tasks.wake_due_nodes", "schedule": 60.0},
}
