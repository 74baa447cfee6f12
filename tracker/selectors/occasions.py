"""What one occasion tells: its events, and the scenarios it touched, as rows of an envelope."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from django.conf import settings

from scenarios.domain.changes import EventKind
from scenarios.domain.statuses import NodeKind
from scenarios.models import (
    Act,
    Case,
    ChangeEvent,
    Condition,
    FlaggedScenario,
    Gate,
    Package,
    Scenario,
    Source,
)
from scenarios.models.assessments import Assessment
from tracker.domain.envelopes import LONGEST_TEXT, Row
from tracker.domain.headlines import Move, shortened

_MOST_SOURCES = 5
_MOST_DECIDING = 20
_TYPES = {kind: "changed" if kind is EventKind.CHANGE else kind.value for kind in EventKind}


def occasion_events(*, occasion: str) -> list[ChangeEvent]:
    """Load the events of an occasion that wait for dispatch, locked, in their order.

    Events that another transaction has locked are left out: it is telling them.
    """
    waiting = ChangeEvent.objects.filter(occasion=occasion, dispatched_at__isnull=True)
    return list(
        waiting.select_for_update(of=("self",), no_key=True, skip_locked=True)
        .select_related("case", "condition__case", "gate__case", "package__case", "actor")
        .select_related("assessment__condition", "delta__snapshot__sanctions_list")
        .select_related("delta__party", "act")
        .prefetch_related("flagged__scenario__case")
        .order_by("sequence")
    )


def told_event(event: ChangeEvent) -> Row:
    """Tell one change."""
    return {
        "id": event.pk,
        "sequence": event.sequence,
        "type": f"{event.node_kind}.{_TYPES[EventKind(event.kind)]}",
        "object": told_object(event.node_kind, event.node),
        "definition_version": event.definition_version,
        "from": event.old_status,
        "to": event.new_status,
        "cause": event.cause,
        "level": event.level,
        "valid_from": event.valid_from.isoformat(),
        "recorded_at": told_instant(event.recorded_at),
        "detection_lag_days": event.detection_lag,
        "reason": shortened(event.reason, LONGEST_TEXT),
        "actor": event.actor.get_username() if event.actor else None,
        "deciding": event.new_deciding[:_MOST_DECIDING],
        "evidence": _evidence(event),
    }


def told_scenarios(events: Sequence[ChangeEvent], *, case_ids: Container[str]) -> list[Row]:
    """Tell each scenario once: its state before the first of these events and after the last.

    Only those of the cases given, for a scenario may be kept from who may see the change.
    """
    first: dict[str, FlaggedScenario] = {}
    last: dict[str, FlaggedScenario] = {}
    for event in events:
        for flagged in event.flagged.all():
            first.setdefault(flagged.scenario_id, flagged)
            last[flagged.scenario_id] = flagged
    return [
        {
            **told_object("scenario", after.scenario),
            "from": first[key].old_state,
            "to": after.new_state,
            "flags_from": first[key].old_flags,
            "flags_to": after.new_flags,
        }
        for key, after in last.items()
        if after.scenario.case_id in case_ids
    ]


def told_object(kind: str, row: Case | Condition | Gate | Package | Scenario) -> Row:
    """Name a row: what it is, its id, its address, its title, and the page that shows it."""
    address = row.slug if isinstance(row, Case) else row.address
    return {
        "type": kind,
        "id": row.pk,
        "address": address,
        "title": shortened(title_of(row), LONGEST_TEXT),
        "url": f"{settings.PUBLIC_URL.rstrip('/')}/{kind}s/{quote(address)}/",
    }


def told_instant(instant: datetime) -> str:
    """Write an instant as the wire does: UTC, with Z."""
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def title_of(row: Case | Condition | Gate | Package | Scenario) -> str:
    """Return what people call a row."""
    if isinstance(row, Gate):
        return f"Gate {row.slug}"
    return row.text if isinstance(row, Condition) else row.title


def moves_of(events: Sequence[ChangeEvent]) -> list[Move]:
    """Return what a headline needs of each event."""
    return [
        Move(
            title=title_of(event.node),
            is_condition=event.node_kind == NodeKind.CONDITION,
            old=event.old_status,
            new=event.new_status,
            kind=EventKind(event.kind),
        )
        for event in events
    ]


def _evidence(event: ChangeEvent) -> list[Row]:
    """Tell what the change rests on: a judgement or an act with its sources, a change of a list."""
    told: list[Row] = []
    if event.assessment is not None:
        told.append(_assessment(event.assessment))
    if event.act is not None:
        told.append(_act(event.act))
    if event.delta is not None:
        delta = event.delta
        told.append(
            {
                "type": "list_delta",
                "id": delta.pk,
                "kind": delta.kind,
                "list": delta.snapshot.sanctions_list.key,
                "published": delta.snapshot.published.isoformat(),
                "party": {"id": delta.party.pk, "name": shortened(delta.party.name, LONGEST_TEXT)},
            }
        )
    return told


def _assessment(assessment: Assessment) -> Row:
    return {
        "type": "assessment",
        "id": assessment.pk,
        "status": assessment.status,
        "date": assessment.date.isoformat(),
        "assessor": shortened(assessment.assessor or "", LONGEST_TEXT) or None,
        "certified": assessment.is_certified,
        "reason": shortened(assessment.reason, LONGEST_TEXT),
        "sources": _sources(assessment),
    }


def _act(act: Act) -> Row:
    return {
        "type": "act",
        "id": act.pk,
        "what": shortened(act.what, LONGEST_TEXT),
        "date": act.date.isoformat(),
        "reason": shortened(act.reason, LONGEST_TEXT),
        "sources": _sources(act),
    }


def _sources(row: Act | Assessment) -> list[dict[str, Any]]:
    keys = row.sources[:_MOST_SOURCES]
    if not keys:
        return []
    rows = Source.objects.filter(case_id=row.case_id, key__in=keys)
    return [
        {
            "key": row.key,
            "url": row.url if len(row.url or "") <= LONGEST_TEXT else None,
            "publisher": row.publisher and shortened(row.publisher, LONGEST_TEXT),
            "published": row.published.isoformat() if row.published else None,
            "grade": row.grade,
        }
        for row in rows
    ]
