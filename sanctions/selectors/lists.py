"""How fresh the lists are: when each was tried, checked and changed, and what is held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Q
from django.db.models.functions import Greatest

from sanctions.domain.kinds import SnapshotOutcome
from sanctions.lists.base import Source
from sanctions.lists.registry import all_lists
from sanctions.models import Designation, Snapshot
from sanctions.selectors.fetches import last_unchanged

Rows = Mapping[str, Mapping[str, Any]]

_ACCEPTED = (SnapshotOutcome.APPLIED, SnapshotOutcome.UNCHANGED)


@dataclass(frozen=True, slots=True)
class ListHealth:
    """A list that Thaw reads, and the state of its copies here.

    `tried_at` is any copy, `checked_at` the last good one, or the last time that a fetch found the
    list unchanged; `changed_at` the last one that was applied. `held_copies` wait for a person;
    what was held before the last applied copy is settled.
    """

    source: Source
    snapshot: Snapshot | None
    tried_at: datetime | None
    checked_at: datetime | None
    changed_at: datetime | None
    held_copies: list[Snapshot]
    parties: int
    designations: int

    @property
    def held(self) -> int:
        """How many copies wait for a person."""
        return len(self.held_copies)

    @property
    def is_excerpt(self) -> bool:
        """Whether only a few parties for show are here."""
        return self.snapshot is not None and self.snapshot.is_excerpt


def list_health() -> list[ListHealth]:
    """Say of every list when it was tried, checked and changed, what it holds, what is held."""
    instants = _instants()
    last = {
        snapshot.sanctions_list.key: snapshot
        for snapshot in Snapshot.objects.applied()
        .select_related("sanctions_list")
        .order_by("sanctions_list_id", "-imported_at", "-id")
        .distinct("sanctions_list_id")
    }
    held = [*Snapshot.objects.held().select_related("sanctions_list").order_by("imported_at")]
    counts = _counts()
    return [
        _health(
            module.SOURCE,
            snapshot=last.get(module.SOURCE.key),
            instants=instants.get(module.SOURCE.key, {}),
            held=[copy for copy in held if copy.sanctions_list.key == module.SOURCE.key],
            counts=counts.get(module.SOURCE.key, {}),
        )
        for module in all_lists()
    ]


def _instants() -> Rows:
    rows = Snapshot.objects.values("sanctions_list", "sanctions_list__key").annotate(
        tried_at=Max("imported_at"),
        checked_at=Greatest(Max("imported_at", filter=Q(outcome__in=_ACCEPTED)), last_unchanged()),
        changed_at=Max("imported_at", filter=Q(outcome=SnapshotOutcome.APPLIED)),
    )
    return {row["sanctions_list__key"]: row for row in rows}


def _counts() -> Rows:
    rows = (
        Designation.objects.current()
        .values("sanctions_list__key")
        .annotate(parties=Count("party", distinct=True), designations=Count("id"))
    )
    return {row["sanctions_list__key"]: row for row in rows}


def _health(
    source: Source,
    *,
    snapshot: Snapshot | None,
    instants: Mapping[str, Any],
    held: list[Snapshot],
    counts: Mapping[str, Any],
) -> ListHealth:
    return ListHealth(
        source=source,
        snapshot=snapshot,
        tried_at=instants.get("tried_at"),
        checked_at=instants.get("checked_at"),
        changed_at=instants.get("changed_at"),
        held_copies=[
            copy for copy in held if not snapshot or copy.imported_at > snapshot.imported_at
        ],
        parties=counts.get("parties", 0),
        designations=counts.get("designations", 0),
    )


@dataclass(frozen=True, slots=True)
class Freshness:
    """On which copies an answer rests: every screen and answer about lists says so.

    `checked_at` is that of the list that waits longest; `changed_at` the last change of any.
    `source_version` names the copies: `key@day#start of its hash`, joined by commas, and says
    which are excerpts.
    """

    checked_at: datetime | None
    changed_at: datetime | None
    source_version: str
    only_excerpts: bool


def freshness() -> Freshness:
    """Say how fresh all the lists together are. Lists without a copy say nothing."""
    lists = [row for row in list_health() if row.snapshot]
    versions = [
        f"{row.source.key}@{row.snapshot.published}#{row.snapshot.sha256[:12]}"
        + (" (excerpt)" if row.is_excerpt else "")
        for row in lists
        if row.snapshot
    ]
    return Freshness(
        checked_at=min((row.checked_at for row in lists if row.checked_at), default=None),
        changed_at=max((row.changed_at for row in lists if row.changed_at), default=None),
        source_version=", ".join(versions),
        only_excerpts=bool(lists) and all(row.is_excerpt for row in lists),
    )
