"""What tags say in words: dates, links, doubts, rules of gates, what blocks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from scenarios.domain.expression_forms import parse_expression
from tracker.templatetags.thaw import host, web_link
from tracker.templatetags.thaw_dates import ago, day, days_left, duration, instant, short_instant
from tracker.templatetags.thaw_rows import blocked_by, is_doubtful
from tracker.templatetags.thaw_trees import rule, terms

NOW = datetime(2026, 11, 25, 9, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://example.org/a", "https://example.org/a"),
        (" http://example.org ", "http://example.org"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//example.org", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_only_addresses_of_the_web_become_links(address: str | None, shown: str) -> None:
    assert web_link(address) == shown


def test_a_link_is_called_by_its_host() -> None:
    assert host("https://www.example.org/a/b?c") == "www.example.org"


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(seconds=5), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=59), "59 minutes ago"),
        (timedelta(hours=2), "2 hours ago"),
        (timedelta(days=3), "22 Nov 2026"),
    ],
)
def test_how_long_ago_something_was(before: timedelta, words: str) -> None:
    assert ago(NOW - before, NOW) == words


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (None, "not yet"),
        (timedelta(milliseconds=400), "0 seconds"),
        (timedelta(seconds=1), "1 second"),
        (timedelta(minutes=59, seconds=59), "59 minutes"),
        (timedelta(hours=2), "2 hours"),
        (timedelta(days=1, hours=23), "1 day"),
    ],
)
def test_how_long_a_span_is(span: timedelta | None, words: str) -> None:
    assert duration(span) == words


def test_days_and_instants_are_told_in_utc() -> None:
    assert day(date(2025, 4, 2)) == "2 Apr 2025"
    assert instant(NOW) == "25 Nov 2026, 09:17 UTC"
    assert short_instant(NOW, NOW) == "09:17 UTC"
    assert short_instant(NOW - timedelta(days=4), NOW) == "21 Nov 2026"
    assert short_instant(None, NOW) == "never"


def test_a_deadline_says_in_words_how_near_it_is() -> None:
    assert "today" in days_left(0)
    assert "in 1 day" in days_left(1)
    assert "tone-red" in days_left(30)
    assert "tone-amber" in days_left(60)
    assert "tone-grey" in days_left(61)


@pytest.mark.parametrize("note", ["Day from memory, unverified", "single source", "assumption, x"])
def test_a_note_that_marks_a_doubt_is_known(note: str) -> None:
    assert is_doubtful(note)


def test_a_plain_note_is_no_doubt() -> None:
    assert not is_doubtful("uid 17018")
    assert not is_doubtful(None)


@pytest.mark.parametrize(
    ("sets", "words"),
    [
        (None, "no set of conditions is known to open it"),
        ([], "nothing blocks it"),
        ([[]], "only time is missing"),
        ([["a"]], "blocked by 1 condition"),
        ([["a", "b"], ["c", "d", "e"]], "blocked by 2 conditions, 2 ways"),
    ],
)
def test_what_is_missing_is_told_in_words(sets: Any, words: str) -> None:
    assert blocked_by(SimpleNamespace(blocking=sets)) == words


S = {"start": "2030-01-01"}


@pytest.mark.parametrize(
    ("form", "words", "beside"),
    [
        ({"all": ["a", "b"]}, "Both of these", ""),
        ({"all": ["a", "b", "c"]}, "All of these", ""),
        ({"any": ["a", "b"]}, "Any of these", ""),
        ({"not": "a"}, "Not", ""),
        ({"atleast": {"k": 2, "of": ["a", "b", "c"]}}, "At least 2 of these 3", ""),
        (
            {"weighted": {"share": "0.8", "of": [{"weight": "2", "node": "a"}]}},
            "A share of at least 80 % of the weights",
            "weights 2",
        ),
        ({"from_date": "2030-02-01"}, "From 1 Feb 2030 on", ""),
        ({"latch": {"of": "a", **S}}, "Once true, true for good", "counted from 1 Jan 2030"),
        (
            {"before": {"of": "a", "deadline": "2030-03-01", "grace": 5, **S}},
            "Before the end of 1 Mar 2030",
            "counted from 1 Jan 2030, 5 days of grace",
        ),
        (
            {"sustained": {"of": "a", "days": 90, "tolerance": 3, "latch": True, **S}},
            "Kept up for 90 full days",
            "counted from 1 Jan 2030, up to 3 lost days are forgiven, "
            "once reached, reached for good",
        ),
        (
            {"then": {"first": "a", "second": "b", "max_gap": 0, "strict": True, **S}},
            "One after the other",
            "counted from 1 Jan 2030, within 0 days, not on the same day",
        ),
        (
            {"auto_unless": {"at": "2030-02-01", "stop": "a", **S}},
            "By itself on 1 Feb 2030, unless stopped",
            "counted from 1 Jan 2030",
        ),
        ({"view": {"of": "a", "assessor": "Kyiv"}}, "As Kyiv sees it", ""),
        ("a", "a", ""),
    ],
)
def test_each_operator_is_told_in_words(form: Any, words: str, beside: str) -> None:
    expression = parse_expression(form)
    assert rule(expression) == words
    assert terms(expression) == beside
