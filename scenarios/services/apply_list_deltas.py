"""Turn news of lists into evidence on the conditions that watch a party: the two walks join here.

What a delta says is an assessment by the list's authority, on the day of the copy. Where it is an
official act it counts at once, else it is provisional until it has stood for the dwell time. What
counts as watching, what is official, and what follows, is written down in
docs/method/list-deltas-to-evidence.md. First copies, excerpts and newer parsers are no
news, and a delta is applied once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from sanctions.domain.kinds import DeltaKind
from sanctions.models import Delta
from sanctions.models.clock import DatabaseNow, database_now
from sanctions.models.ids import new_ulid
from sanctions.services.record_reason import record_reason
from scenarios.domain.dwell import is_provisional, waiting
from scenarios.domain.list_evidence import (
    Progress,
    ends_designation,
    is_official_act,
    progress_of,
    status_by_list,
)
from scenarios.domain.statuses import Status
from scenarios.domain.truth import Truth
from scenarios.models import Assessment, Condition, Source
from scenarios.models.assessments import Origin
from scenarios.selectors.held import held_of
from scenarios.selectors.watched_parties import Watch, listings_of, unwatched, watches_of
from scenarios.services.evaluate_nodes import evaluate_nodes
from scenarios.services.hold_cases import hold_nodes
from scenarios.services.node_tellings import Occasion
from scenarios.services.record_fact import next_position


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """How many deltas were applied, how many assessments and events came of them."""

    deltas: int
    assessments: int
    events: int


def apply_list_deltas() -> Applied:
    """Apply all news that no case has seen yet, oldest first, each delta in its own transaction.

    Deltas of parties that no case names are marked in one statement.
    """
    news = Delta.objects.to_apply_to_cases()
    passed = unwatched(news).order_by().update(applied_to_cases_at=DatabaseNow())
    applied = [_apply(delta) for delta in news.values_list("pk", flat=True)]
    return Applied(
        deltas=passed + sum(one is not None for one in applied),
        assessments=sum(one[0] for one in applied if one),
        events=sum(one[1] for one in applied if one),
    )


@transaction.atomic
def _apply(pk: str) -> tuple[int, int] | None:
    """Return how many assessments and events came of it; None where somebody else applies it."""
    free = Delta.objects.to_apply_to_cases().select_for_update(skip_locked=True, of=("self",))
    delta = (
        free.select_related("entry", "party", "snapshot__sanctions_list__authority")
        .filter(pk=pk)
        .first()
    )
    if delta is None:
        return None
    Delta.objects.filter(pk=pk).update(applied_to_cases_at=DatabaseNow())
    return _judge(delta, watches_of(delta)) if _moves_a_designation(delta) else (0, 0)


def _moves_a_designation(delta: Delta) -> bool:
    return delta.kind != DeltaKind.AMENDED or "programs" in {**delta.before, **delta.after}


def _judge(delta: Delta, watches: list[Watch]) -> tuple[int, int]:
    conditions = [watch.condition.pk for watch in watches]
    before = hold_nodes(conditions=conditions)
    held = held_of(conditions)
    entries = {one.entry for watch in watches for one in watch.removals.designations if one.entry}
    listings = listings_of(entries)
    judged: list[Assessment] = []
    for watch in watches:
        condition = watch.condition
        progress = progress_of(watch.removals, listings=listings)
        told = held.get(condition.pk)
        pending = waiting(before[condition.case_id].logic.conditions[condition.slug])
        status = status_by_list(
            progress,
            removed=_ends_designation(delta),
            held=told.state.value if told else Truth.U,
            waits=pending.status if pending else None,
        )
        if status is not None:
            reason = _reason(delta, progress)
            judged.append(_assess(condition, status=status, delta=delta, reason=reason))
    if not judged:
        return 0, 0
    only = judged[0] if len(judged) == 1 else None
    events = evaluate_nodes(
        conditions=[one.condition_id for one in judged],
        before=before,
        occasion=Occasion(reason=judged[0].reason, assessment=only, delta=delta),
    )
    return len(judged), len(events)


def _ends_designation(delta: Delta) -> bool:
    before, after = (fields.get("programs", []) for fields in (delta.before, delta.after))
    return ends_designation(DeltaKind(delta.kind), before=before, after=after)


def _assess(condition: Condition, *, status: Status, delta: Delta, reason: str) -> Assessment:
    with record_reason(reason):
        Condition.objects.filter(pk=condition.pk).update(version=F("version") + 1)
    key, now = new_ulid(), database_now()
    official = is_official_act(DeltaKind(delta.kind))
    dwell = timedelta(hours=settings.DWELL_HOURS)
    return Assessment.objects.create(
        id=key,
        slug=key,
        case=condition.case,
        condition=condition,
        position=next_position(condition.assessments),
        date=min(delta.snapshot.published, now.astimezone(UTC).date()),
        recorded=now,
        origin=Origin.LIST_DELTA,
        status=status,
        assessor=delta.snapshot.sanctions_list.authority.code,
        source=_cite(condition, delta),
        reason=reason,
        definition_version=condition.definition_version,
        delta=delta,
        waits_until=now + dwell if is_provisional(status, official=official) else None,
    )


def _cite(condition: Condition, delta: Delta) -> str:
    """Return the key under which the case cites this copy of the list, adding it once."""
    published = delta.snapshot.sanctions_list
    source, _ = Source.objects.get_or_create(
        case=condition.case,
        key=f"{published.key}-{delta.snapshot.published}",
        defaults={
            "position": next_position(condition.case.sources),
            "url": published.url,
            "publisher": published.publisher,
            "published": delta.snapshot.published,
            "grade": "A1",
        },
    )
    return source.key


_SAYS = {
    DeltaKind.DELISTED: "no longer names",
    DeltaKind.AMENDED: "names under other programs",
    DeltaKind.LISTED: "names",
    DeltaKind.RELISTED: "names again",
}


def _reason(delta: Delta, progress: Progress) -> str:
    published = delta.snapshot.sanctions_list
    return (
        f"{published.key} of {delta.snapshot.published} {_SAYS[DeltaKind(delta.kind)]} "
        f"{delta.party.name} ({delta.entry.external_id}): {progress.gone} of {progress.total} "
        "designations that the package removes are gone"
    )
