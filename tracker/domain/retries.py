"""When a delivery is tried again, when it is given up, and how long a failing endpoint rests.

Method: the schedule of retries in the Standard Webhooks specification 1.0.0 ("Deliverability and
reliability"), ten attempts over three days. A wait grows by up to a tenth, by chance, so that
deliveries which failed together do not come back together. `Retry-After` may lengthen a wait, up
to an hour, and never shortens one. An endpoint that fails rests for 5 s x 2^n, up to an hour.
Limits: nothing here knows the time or rolls dice; both are handed in.
"""

from __future__ import annotations

from datetime import timedelta

WAITS = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
MOST_ATTEMPTS = len(WAITS) + 1
GIVEN_UP_AFTER = timedelta(hours=72)
DISABLED_AFTER = timedelta(days=5)
_JITTER = 0.1
_LONGEST_RETRY_AFTER = timedelta(hours=1)
_FIRST_PAUSE = timedelta(seconds=5)
_LONGEST_PAUSE = timedelta(hours=1)


def wait_after(*, attempts: int, chance: float, retry_after: float | None = None) -> timedelta:
    """Say how long to wait after so many failed attempts.

    `chance` is a random number from 0 to 1; `retry_after` the seconds that the receiver asked for.
    Past the end of the schedule, its last wait repeats.
    """
    wait = WAITS[min(attempts, len(WAITS)) - 1]
    return max(wait, wait_asked_for(retry_after)) * (1 + _JITTER * chance)


def wait_asked_for(retry_after: float | None) -> timedelta:
    """Say how long the receiver asked to be left alone: none, or up to an hour."""
    seconds = min(max(retry_after or 0.0, 0.0), _LONGEST_RETRY_AFTER.total_seconds())
    return timedelta(seconds=seconds)


def is_given_up(*, attempts: int, age: timedelta) -> bool:
    """Tell whether a delivery has had all its attempts and its three days: both, not one.

    Age alone kills nothing, so a clock that jumps ahead loses nothing.
    """
    return attempts >= MOST_ATTEMPTS and age > GIVEN_UP_AFTER


def pause_after(*, failures: int) -> timedelta:
    """Say how long an endpoint rests after so many failures in a row."""
    if failures < 1:
        return timedelta(0)
    doublings = min(failures - 1, 16)
    return min(_FIRST_PAUSE * (1 << doublings), _LONGEST_PAUSE)


def is_to_be_disabled(*, failing_for: timedelta) -> bool:
    """Tell whether an endpoint has only failed for so long that its owner must look."""
    return failing_for >= DISABLED_AFTER
