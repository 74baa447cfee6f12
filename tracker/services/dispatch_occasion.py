"""Dispatch one occasion: claim its events, find who wants them, and store what is to be sent.

All in one transaction: either the events are marked and every alert, delivery and suppression is
there, or nothing happened. Two dispatchers never work on one case at once, so that messages about a
case are made in the order of its changes.
"""

from __future__ import annotations

from django.db import connection, transaction

from sanctions.models.clock import DatabaseNow, database_now
from scenarios.models import ChangeEvent
from tracker.models import Suppression
from tracker.selectors.occasions import occasion_events
from tracker.selectors.wishes import Listeners, Wish
from tracker.services.make_alerts import make_alerts

_TAKE_CASES = """
    SELECT coalesce(bool_and(pg_try_advisory_xact_lock(hashtextextended(name, 0))), true)
    FROM (
        SELECT DISTINCT 'dispatch:' || case_id AS name FROM scenarios_changeevent
        WHERE occasion = %s AND dispatched_at IS NULL ORDER BY 1
    ) AS cases
"""


@transaction.atomic
def dispatch_occasion(*, occasion: str) -> int | None:
    """Tell the waiting events of the occasion, and return how many there were.

    None where another dispatcher is busy with one of its cases.
    """
    if not _cases_are_ours(occasion):
        return None
    events = occasion_events(occasion=occasion)
    if not events:
        return 0
    listeners = Listeners(events, now=database_now())
    wishes = list(listeners.wishes())
    _suppress(wishes)
    make_alerts(
        events=events,
        wishes=[wish for wish in wishes if not wish.against],
        listeners=listeners,
    )
    ids = [event.pk for event in events]
    ChangeEvent.objects.filter(pk__in=ids).update(dispatched_at=DatabaseNow())
    return len(events)


def _cases_are_ours(occasion: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_CASES, [occasion])
        return bool(cursor.fetchone()[0])


def _suppress(wishes: list[Wish]) -> None:
    Suppression.objects.bulk_create(
        [
            Suppression(event=wish.event, subscription=wish.subscription, reason=wish.against)
            for wish in wishes
            if wish.against is not None
        ],
        ignore_conflicts=True,
    )
