"""Reading `as_of` and `known_at`, and saying which point in time was answered."""

from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctions.rest.problems import Problem
from sanctions.rest.time_travel import read_point_in_time

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def test_the_default_is_today_as_known_now() -> None:
    point = read_point_in_time({}, now=NOON)
    assert (point.as_of, point.known_at) == (date(2026, 11, 23), NOON)
    assert point.echo() == {"as_of": "2026-11-23", "known_at": None}


def test_without_a_day_the_day_of_the_knowledge_is_meant() -> None:
    point = read_point_in_time({"known_at": "2026-05-01T23:30:00-02:00"}, now=NOON)
    assert point.as_of == date(2026, 5, 2)
    assert point.echo() == {"as_of": "2026-05-02", "known_at": "2026-05-02T01:30:00+00:00"}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-05-01", date(2026, 5, 1)),
        ("2026-05-01T12:00:00Z", date(2026, 5, 1)),
        ("2026-05-01T01:00+03:00", date(2026, 4, 30)),
        ("2030-01-01", date(2030, 1, 1)),
    ],
)
def test_a_day_may_be_given_as_an_instant(text: str, day: date) -> None:
    assert read_point_in_time({"as_of": text}, now=NOON).as_of == day


@pytest.mark.parametrize(
    "text",
    [
        "", "today", "2026-02-30", "20260501", "2026-W10-1", "2026-5-1", "0000-01-01", "1899-12-31",
        "2200-01-01", "9999-12-31", "2026-05-01T12:00:00", "2026-05-01 12:00:00Z", "infinity",
        "٢٠٢٦-05-01", "2026-05-01T25:00:00Z", "2026-05-01\n",
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(Problem) as caught:
        read_point_in_time({"as_of": text}, now=NOON)
    assert (caught.value.field, caught.value.status_code) == ("as_of", 400)


@pytest.mark.parametrize(
    "text",
    ["", "2026-05-01", "2026-05-01T12:00:00", "2026-05-01T12:00:00 02:00", "0001-01-01T00:00:00Z"],
)
def test_knowledge_needs_an_instant_with_its_offset(text: str) -> None:
    with pytest.raises(Problem) as caught:
        read_point_in_time({"known_at": text}, now=NOON)
    assert caught.value.field == "known_at"


def test_nobody_knows_what_will_be_known() -> None:
    with pytest.raises(Problem) as caught:
        read_point_in_time({"known_at": "2026-11-23T12:00:01Z"}, now=NOON)
    assert caught.value.get_codes() == "time-in-the-future"
    assert read_point_in_time({"known_at": "2026-11-23T12:00:00Z"}, now=NOON).known_at == NOON


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_read_or_refused(as_of: str, known_at: str) -> None:
    with contextlib.suppress(Problem):
        assert read_point_in_time({"as_of": as_of, "known_at": known_at}, now=NOON)
