"""The body of a webhook: one JSON document for one occasion, frozen before the first attempt.

Method: keys sorted, no blanks, UTF-8, so that one content has one spelling; the most important
events first; long texts are cut and what does not fit is counted, so that the body stays within its
limit. Source: docs/schema/thaw-webhook-1.schema.json; Standard Webhooks 1.0.0, "Payload".
Limits: an envelope says what was true at the occasion; it is never rewritten.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scenarios.domain.levels import Level
from tracker.domain.headlines import rank_of, shortened

VERSION = 1
MOST_BYTES = 20_000
LONGEST_TEXT = 600
_MOST_ROWS = 60
_MOST_SUBSCRIPTIONS = 10
_NOT_ADVICE = "Not legal advice, and not a screening decision."

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a message tells: of one occasion, by one alert, to one endpoint."""

    alert_id: str
    occurred_at: str
    headline: str
    case: Row
    events: Sequence[Row]
    scenario_impact: Sequence[Row]
    subscriptions: Sequence[Row]
    demo: bool


def alert_body(told: Told) -> bytes:
    """Return the bytes of a message about changes of status."""
    events = sorted(told.events, key=lambda event: (-rank_of(event["level"]), event["sequence"]))
    lead = events[0]
    envelope = {
        **_head(told.alert_id, "status.changed", told.occurred_at),
        "level": lead["level"],
        "severity": Level(lead["level"]).label,
        "cause": lead["cause"],
        "valid_at": lead["valid_from"],
        "headline": shortened(told.headline, LONGEST_TEXT),
        "case": told.case,
        "subscriptions": list(told.subscriptions)[:_MOST_SUBSCRIPTIONS],
        "demo": told.demo,
    }
    return _fitted(envelope, events=events, scenario_impact=list(told.scenario_impact))


def ping_body(*, ping_id: str, occurred_at: str, endpoint: Row) -> bytes:
    """Return the bytes of a message that tries an endpoint."""
    return canonical({**_head(ping_id, "endpoint.ping", occurred_at), "endpoint": endpoint})


def canonical(document: Row) -> bytes:
    """Return the one spelling of a JSON document."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def _head(identity: str, kind: str, occurred_at: str) -> dict[str, Any]:
    return {
        "id": identity,
        "type": kind,
        "version": VERSION,
        "occurred_at": occurred_at,
        "notice": _NOT_ADVICE,
    }


def _fitted(envelope: dict[str, Any], *, events: list[Row], scenario_impact: list[Row]) -> bytes:
    """Drop rows from the end of the longer list until the body is within its limit."""
    rows = {"events": events[:_MOST_ROWS], "scenario_impact": scenario_impact[:_MOST_ROWS]}
    while True:
        body = canonical(
            {
                **envelope,
                **rows,
                "events_left_out": len(events) - len(rows["events"]),
                "scenarios_left_out": len(scenario_impact) - len(rows["scenario_impact"]),
            }
        )
        longer = max(rows.values(), key=len)
        if len(body) <= MOST_BYTES or len(longer) <= 1:
            return body
        longer.pop()


def cases_named(body: bytes) -> frozenset[str]:
    """Return the slugs of all cases that the message says anything of."""
    document = json.loads(body)
    rows = [event["object"] for event in document.get("events", [])]
    rows += document.get("scenario_impact", [])
    rows += [document["case"]] if "case" in document else []
    return frozenset(row["address"].partition("/")[0] for row in rows)
