"""The body of a webhook: one spelling, within its limit, naming all that it tells of."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.envelopes import (
    MOST_BYTES,
    Told,
    alert_body,
    canonical,
    cases_named,
    ping_body,
)


def event(number: int, *, level: str = "2", text: str = "") -> dict[str, Any]:
    return {
        "sequence": number,
        "level": level,
        "cause": "EVIDENCE",
        "valid_from": "2026-11-23",
        "object": {"address": f"case-{number}/c1", "title": text},
    }


def told(**given: Any) -> Told:
    usual: dict[str, Any] = {
        "alert_id": "01JXALERT",
        "occurred_at": "2026-11-23T12:00:00Z",
        "headline": "Formal peace agreement: NOT_MET → MET",
        "case": {"address": "russia-2025"},
        "events": [event(1)],
        "scenario_impact": [],
        "subscriptions": [{"id": "01JXSUB", "name": "all"}],
        "demo": False,
    }
    return Told(**{**usual, **given})


def test_one_content_has_one_spelling() -> None:
    assert canonical({"b": "→", "a": [1, None]}) == '{"a":[1,null],"b":"→"}'.encode()
    assert alert_body(told()) == alert_body(told())


def test_the_most_important_event_leads() -> None:
    events = [event(1, level="1"), event(2, level="3"), event(3, level="C"), event(4, level="3")]
    body = json.loads(alert_body(told(events=events)))
    assert [each["sequence"] for each in body["events"]] == [2, 4, 3, 1]
    assert (body["level"], body["severity"]) == ("3", "critical")


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=600), max_size=40),
    st.integers(0, 90),
)
def test_a_body_is_never_longer_than_its_limit(texts: list[str], scenarios: int) -> None:
    events = [event(0), *(event(number, text=text) for number, text in enumerate(texts, 1))]
    impact = [{"address": f"case/s{number}", "title": "x" * 300} for number in range(scenarios)]
    body = alert_body(told(events=events, scenario_impact=impact))
    document = json.loads(body)
    assert len(body) <= MOST_BYTES
    assert len(document["events"]) + document["events_left_out"] == len(events)
    assert len(document["scenario_impact"]) + document["scenarios_left_out"] == scenarios
    assert document["events"]


def test_what_fits_is_told_whole() -> None:
    body = json.loads(alert_body(told(events=[event(number) for number in range(20)])))
    assert len(body["events"]) == 20
    assert body["events_left_out"] == 0


def test_every_case_that_is_told_of_is_named() -> None:
    impact = [{"address": "iran/s1", "title": "x"}]
    body = alert_body(told(events=[event(7)], scenario_impact=impact))
    assert cases_named(body) == {"russia-2025", "case-7", "iran"}


@pytest.mark.parametrize("body", [b"{}", ping_body(ping_id="1", occurred_at="2", endpoint={})])
def test_a_message_of_no_case_names_none(body: bytes) -> None:
    assert cases_named(body) == frozenset()
