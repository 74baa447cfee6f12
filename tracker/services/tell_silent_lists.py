"""Tell who works with lists, in the inbox, that a publisher owes an answer; once, till it comes.

Silence is three promised looks in a row without a list (`docs/lists/README.md`). An alert names
the last answer, so that one silence is one alert, and it closes itself when the publisher answers.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q

from sanctions.models.clock import database_now
from sanctions.models.teams import ROLES_THAT_ASSESS
from sanctions.selectors.fetches import FetchHealth, fetch_health
from scenarios.domain.levels import Level
from tracker.models import Alert

if TYPE_CHECKING:
    from django.contrib.auth.models import User

ANSWERED = "Closed: the publisher answers again."


@transaction.atomic
def tell_silent_lists() -> None:
    """Make an alert for each silence and person, and close those of silences that are over.

    Where lists are not fetched by the clock, nothing was promised, and nobody is silent.
    """
    now = database_now()
    for health in fetch_health():
        since = health.silent_since(now=now) if settings.THAW_FETCH else None
        over = Alert.objects.filter(group_key=_group_key(health), acknowledged_at__isnull=True)
        if since is not None:
            _tell(health, since=since)
            over = over.exclude(window_start=since)
        over.update(acknowledged_at=now, acknowledgement=ANSWERED)


def _tell(health: FetchHealth, *, since: datetime) -> None:
    headline = _headline(health, since=since)
    Alert.objects.bulk_create(
        [
            Alert(
                subscriber=person,
                group_key=_group_key(health),
                window_start=since,
                level=Level.IMPORTANT,
                headline=headline,
            )
            for person in _people()
        ],
        ignore_conflicts=True,
    )


def _headline(health: FetchHealth, *, since: datetime) -> str:
    last = health.last.reason if health.last else ""
    why = f" The last try: {last}." if last else ""
    day = f"{since.astimezone(UTC):%-d %B %Y, %H:%M} UTC"
    return f"No answer from the publisher of “{health.source.title}” since {day}.{why}"


def _group_key(health: FetchHealth) -> str:
    return f"list:{health.source.key}:silent"


def _people() -> Iterable[User]:
    """Everybody who works with lists: may assess somewhere, or administers."""
    works = Q(memberships__role__in=ROLES_THAT_ASSESS) | Q(is_superuser=True)
    return get_user_model().objects.filter(works, is_active=True).distinct()
