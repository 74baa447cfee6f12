"""The schedule of retries, and when an endpoint rests or is given up."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.retries import (
    MOST_ATTEMPTS,
    WAITS,
    is_given_up,
    is_to_be_disabled,
    pause_after,
    wait_after,
)

HOUR = timedelta(hours=1)
attempts = st.integers(1, 40)
chances = st.floats(0, 1)


def test_the_schedule_is_that_of_standard_webhooks() -> None:
    seconds = [5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400]
    assert [wait.total_seconds() for wait in WAITS] == seconds
    assert MOST_ATTEMPTS == 10


@pytest.mark.parametrize(
    ("attempts", "wait"),
    [(1, timedelta(seconds=5)), (2, timedelta(minutes=5)), (9, 24 * HOUR), (30, 24 * HOUR)],
)
def test_a_wait_follows_from_the_attempts_made(attempts: int, wait: timedelta) -> None:
    assert wait_after(attempts=attempts, chance=0) == wait


@given(attempts, chances)
def test_chance_lengthens_a_wait_by_a_tenth_at_most(attempts: int, chance: float) -> None:
    plain = wait_after(attempts=attempts, chance=0)
    assert plain <= wait_after(attempts=attempts, chance=chance) <= plain * 1.1


def test_a_receiver_may_ask_for_more_time() -> None:
    wait = wait_after(attempts=1, chance=0, retry_after=120)
    assert wait == timedelta(minutes=2)


def test_a_receiver_cannot_ask_for_more_than_an_hour() -> None:
    assert wait_after(attempts=1, chance=0, retry_after=999_999_999) == HOUR


@given(attempts, st.floats(-1e12, 1e12))
def test_a_receiver_never_shortens_a_wait(attempts: int, asked: float) -> None:
    plain = wait_after(attempts=attempts, chance=0)
    assert plain <= wait_after(attempts=attempts, chance=0, retry_after=asked) <= max(plain, HOUR)


def test_a_day_of_silence_takes_fewer_than_nine_attempts_and_kills_nothing() -> None:
    age, made = timedelta(0), 1
    while age < 24 * HOUR:
        age += wait_after(attempts=made, chance=1)
        made += 1
    assert made <= 9
    assert not is_given_up(attempts=made, age=age)


@pytest.mark.parametrize(
    ("attempts", "age", "given_up"),
    [
        (10, timedelta(hours=73), True),
        (10, timedelta(hours=72), False),
        (9, timedelta(days=30), False),
        (50, timedelta(hours=1), False),
    ],
)
def test_a_delivery_is_given_up_by_attempts_and_age_together(
    attempts: int, age: timedelta, given_up: bool
) -> None:
    assert is_given_up(attempts=attempts, age=age) is given_up


@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, 0), (1, 5), (2, 10), (3, 20), (10, 2560), (11, 3600), (999, 3600)]
)
def test_an_endpoint_rests_twice_as_long_after_each_failure(failures: int, seconds: int) -> None:
    assert pause_after(failures=failures).total_seconds() == seconds


def test_an_endpoint_is_disabled_after_five_days_of_failures() -> None:
    assert is_to_be_disabled(failing_for=timedelta(days=5))
    assert not is_to_be_disabled(failing_for=timedelta(days=5) - timedelta(seconds=1))
