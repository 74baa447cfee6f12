"""The lists: their health, their copies, how they were fetched, and what changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import QuerySet

from sanctions.models import Delta, Fetch, SanctionsList, Snapshot
from sanctions.models.teams import ROLES_THAT_ASSESS, teams_of
from sanctions.selectors.fetches import FetchHealth, fetch_health
from sanctions.selectors.lists import ListHealth, list_health
from tracker.models import Heartbeat

if TYPE_CHECKING:
    from sanctions.models.teams import Person

_SNAPSHOTS = 30
_FETCHES = 12


@dataclass(frozen=True, slots=True)
class Fetching:
    """How a list is fetched, and the last tries. `silent_since`: the publisher owes an answer."""

    health: FetchHealth
    silent_since: datetime | None
    by_clock: bool
    may_ask: bool
    tries: list[Fetch]


@dataclass(frozen=True, slots=True)
class Lists:
    """All lists that Thaw reads, and the periodic jobs that look after them."""

    lists: list[tuple[ListHealth, Fetching | None]]
    heartbeats: list[Heartbeat]


@dataclass(frozen=True, slots=True)
class ListPage:
    """One list: its terms, its copies, the `last` that was applied, and its last news."""

    sanctions_list: SanctionsList
    snapshots: list[Snapshot]
    last: Snapshot | None
    news: QuerySet[Delta]
    fetching: Fetching | None


def lists(*, user: Person, now: datetime) -> Lists:
    """Gather the health of all lists."""
    fetched = _fetching(user=user, now=now)
    rows = [(one, fetched.get(one.source.key)) for one in list_health()]
    return Lists(lists=rows, heartbeats=[*Heartbeat.objects.all()])


def list_page(*, user: Person, key: str, now: datetime) -> ListPage:
    """Gather the page of one list. Raises SanctionsList.DoesNotExist."""
    found = SanctionsList.objects.visible_to(user).select_related("authority").get(key=key)
    news = Delta.objects.visible_to(user).news().told_once()
    news = news.filter(snapshot__sanctions_list=found)
    return ListPage(
        sanctions_list=found,
        snapshots=[*found.snapshots.select_related("approved_by")[:_SNAPSHOTS]],
        last=Snapshot.objects.applied().of_list(key).first(),
        news=news.select_related("party", "snapshot").order_by("-id"),
        fetching=_with_tries(_fetching(user=user, now=now).get(key)),
    )


def may_ask(user: Person) -> bool:
    """Whether a person may ask for a fetch: who may assess anywhere."""
    return bool(getattr(user, "is_superuser", False)) or teams_of(user, ROLES_THAT_ASSESS).exists()


def _fetching(*, user: Person, now: datetime) -> dict[str, Fetching]:
    allowed = may_ask(user)
    by_clock: bool = settings.THAW_FETCH
    return {
        health.source.key: Fetching(
            health=health,
            silent_since=health.silent_since(now=now) if by_clock else None,
            by_clock=by_clock,
            may_ask=allowed,
            tries=[],
        )
        for health in fetch_health()
    }


def _with_tries(fetching: Fetching | None) -> Fetching | None:
    if fetching is None:
        return None
    tries = Fetch.objects.of_list(fetching.health.source.key)
    tries = tries.select_related("asked_by", "snapshot")
    return replace(fetching, tries=[*tries[:_FETCHES]])
