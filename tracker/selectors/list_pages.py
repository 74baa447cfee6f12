"""The lists: their health, their copies, and what changed between two copies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from sanctions.models import Delta, SanctionsList, Snapshot
from sanctions.selectors.lists import ListHealth, list_health
from tracker.models import Heartbeat

if TYPE_CHECKING:
    from sanctions.models.teams import Person

_SNAPSHOTS = 30


@dataclass(frozen=True, slots=True)
class Lists:
    """All lists that Thaw reads, and the periodic jobs that look after them."""

    lists: list[ListHealth]
    heartbeats: list[Heartbeat]


@dataclass(frozen=True, slots=True)
class ListPage:
    """One list: its terms, its copies, and its last news."""

    sanctions_list: SanctionsList
    snapshots: list[Snapshot]
    news: QuerySet[Delta]


def lists() -> Lists:
    """Gather the health of all lists."""
    return Lists(lists=list_health(), heartbeats=[*Heartbeat.objects.all()])


def list_page(*, user: Person, key: str) -> ListPage:
    """Gather the page of one list. Raises SanctionsList.DoesNotExist."""
    found = SanctionsList.objects.visible_to(user).select_related("authority").get(key=key)
    news = Delta.objects.visible_to(user).news().told_once()
    news = news.filter(snapshot__sanctions_list=found)
    return ListPage(
        sanctions_list=found,
        snapshots=[*found.snapshots.select_related("approved_by")[:_SNAPSHOTS]],
        news=news.select_related("party", "snapshot").order_by("-id"),
    )
