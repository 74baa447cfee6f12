"""How the publishers answer: when each list was tried, when it answered, when it is due again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Min, OuterRef, Q, Subquery

from sanctions.domain.errors import ComesByHand
from sanctions.domain.kinds import ANSWERED, FetchOutcome
from sanctions.lists.base import Download, Source
from sanctions.lists.registry import all_lists, find_list
from sanctions.models import Fetch
from sanctions.models.clock import database_now

#: A publisher is silent when so many promised looks in a row brought no answer.
SILENT_AFTER = 3


@dataclass(frozen=True, slots=True)
class FetchHealth:
    """How a publisher answers. `last` is the newest try, one that waits among them."""

    source: Source
    download: Download
    last: Fetch | None = None
    first_tried_at: datetime | None = None
    started_at: datetime | None = None
    answered_at: datetime | None = None
    waits: bool = False
    runs: bool = False

    @property
    def promise(self) -> timedelta:
        """How often Thaw looks."""
        return timedelta(hours=self.download.every_hours)

    def is_due(self, *, now: datetime) -> bool:
        """Whether its time has come: not sooner after a failure than after a success."""
        return self.started_at is None or now >= self.started_at + self.promise

    def silent_since(self, *, now: datetime) -> datetime | None:
        """Since when the publisher owes an answer, if it does; a list never tried owes none."""
        since = self.answered_at or self.first_tried_at
        if since is None or now <= since + SILENT_AFTER * self.promise:
            return None
        return since


def fetch_health() -> list[FetchHealth]:
    """Gather it for every list that can be fetched, in the order of the registry."""
    counted: dict[str, Mapping[str, Any]] = {
        row["sanctions_list__key"]: row
        for row in Fetch.objects.values("sanctions_list__key").annotate(
            first_tried_at=Min("started_at"),
            last_started_at=Max("started_at"),
            answered_at=Max("ended_at", filter=Q(outcome__in=ANSWERED)),
            waiting=Count("id", filter=Q(outcome=FetchOutcome.ASKED)),
            running=Count("id", filter=Q(outcome=FetchOutcome.RUNNING)),
        )
    }
    last = {
        fetch.sanctions_list.key: fetch
        for fetch in Fetch.objects.select_related("sanctions_list")
        .order_by("sanctions_list_id", "-asked_at", "-id")
        .distinct("sanctions_list_id")
    }
    found = []
    for module in all_lists():
        source, row = module.SOURCE, counted.get(module.SOURCE.key, {})
        if source.download is None:
            continue
        health = FetchHealth(
            source=source,
            download=source.download,
            last=last.get(source.key),
            first_tried_at=row.get("first_tried_at"),
            started_at=row.get("last_started_at"),
            answered_at=row.get("answered_at"),
            waits=bool(row.get("waiting")),
            runs=bool(row.get("running")),
        )
        found.append(health)
    return found


def last_unchanged() -> Subquery:
    """When the list of a snapshot was found unchanged by a fetch, for queries over snapshots."""
    unchanged = Fetch.objects.filter(
        sanctions_list=OuterRef("sanctions_list"), outcome=FetchOutcome.UNCHANGED
    )
    return Subquery(unchanged.order_by("-ended_at").values("ended_at")[:1])


def due_lists(*, automatic: bool) -> list[str]:
    """Keys of lists to fetch now: those asked for, then, if `automatic`, those whose time came.

    Who was tried longest ago comes first, so that nobody waits behind a publisher that hangs. A
    try that runs is looked at too: where its process died, it is closed.
    """
    now = database_now()
    health = fetch_health()
    asked = [one for one in health if one.waits or one.runs]
    others = [one for one in health if not (one.waits or one.runs)]
    due = [one for one in others if automatic and one.is_due(now=now)]
    due.sort(key=lambda one: (one.started_at is not None, one.started_at))
    return [one.source.key for one in (*asked, *due)]


def download_of(key: str) -> Download:
    """Say how a list is fetched. Raises UnknownList, and ComesByHand where it is not."""
    found = find_list(key).SOURCE.download
    if found is None:
        raise ComesByHand(f"{key} cannot be fetched: its copies come by hand (import_list)")
    return found
