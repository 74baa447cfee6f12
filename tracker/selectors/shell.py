"""What stands around every page: how fresh the lists are, and what waits for the reader."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import (
    DateField,
    ExpressionWrapper,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Greatest

from sanctions.domain.kinds import SnapshotOutcome
from sanctions.models import Snapshot
from sanctions.selectors.fetches import last_unchanged
from scenarios.models import Assessment, Condition, Confirmation, Reading

if TYPE_CHECKING:
    from sanctions.models.teams import Person

#: After so long without a look at any list, the strip says so.
CHECKED_WITHIN = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class Freshness:
    """The lists as a whole: when last checked and changed, which copies answers rest on."""

    state: str
    checked_at: datetime | None
    changed_at: datetime | None
    held: int  # lists with a copy that waits for a person
    snapshots: list[Snapshot]
    stale_assessments: int


def freshness(*, user: Person, now: datetime) -> Freshness:
    """Sum up all lists, and count the assessments past their review date that `user` sees.

    `checked_at` is that of the list that waits longest. Two queries for all lists: this stands on
    every page, so it counts no parties (`sanctions.selectors.lists.list_health` does).
    """
    last = {copy.sanctions_list_id: copy for copy in _last_applied()}
    checked = {row["sanctions_list"]: row for row in _attempts()}
    held = sum(
        row["last_held"] is not None
        and (key not in last or row["last_held"] > last[key].imported_at)
        for key, row in checked.items()
    )
    oldest = min((row["checked"] for row in checked.values() if row["checked"]), default=None)
    return Freshness(
        state=_state(last.values(), checked=oldest, held=held, now=now),
        checked_at=oldest,
        changed_at=max((copy.imported_at for copy in last.values()), default=None),
        held=held,
        snapshots=list(last.values()),
        stale_assessments=stale_conditions(user=user, today=now.date()).count(),
    )


def _last_applied() -> QuerySet[Snapshot]:
    rows = Snapshot.objects.applied().select_related("sanctions_list").defer("parts", "counts")
    by_list = rows.order_by("sanctions_list_id", "-imported_at", "-id")
    return by_list.distinct("sanctions_list_id")


def _attempts() -> QuerySet[Snapshot, dict[str, Any]]:
    accepted = Q(outcome__in=(SnapshotOutcome.APPLIED, SnapshotOutcome.UNCHANGED))
    held = Q(outcome=SnapshotOutcome.HELD)
    rows: QuerySet[Snapshot, dict[str, Any]] = (
        Snapshot.objects.order_by()
        .values("sanctions_list")
        .annotate(
            checked=Greatest(Max("imported_at", filter=accepted), last_unchanged()),
            last_held=Max("imported_at", filter=held),
        )
    )
    return rows


def _state(
    copies: Collection[Snapshot], *, checked: datetime | None, held: int, now: datetime
) -> str:
    if checked is None:
        return "empty"
    if held:
        return "held"
    if all(copy.is_excerpt for copy in copies):
        return "excerpt"
    return "fresh" if now - checked <= CHECKED_WITHIN else "stale"


def stale_conditions(*, user: Person, today: date) -> QuerySet[Any]:
    """Find the conditions that nobody assessed anew within their review period, oldest first."""
    return conditions_under_review(user=user).filter(review_due__lt=today)


def conditions_under_review(*, user: Person) -> QuerySet[Any]:
    """Find the conditions with a review period and a fact; each carries `review_due`."""
    facts = [
        Subquery(
            kind.objects.filter(condition=OuterRef("pk"))
            .order_by()
            .values("condition")
            .annotate(last=Max("date"))
            .values("last")
        )
        for kind in (Assessment, Reading, Confirmation)
    ]
    due = ExpressionWrapper(F("last_fact") + F("review_days"), output_field=DateField())
    rows: QuerySet[Any] = (
        Condition.objects.visible_to(user)
        .filter(review_days__isnull=False)
        .select_related("case")
        .annotate(last_fact=Greatest(*facts))
        .filter(last_fact__isnull=False)
        .annotate(review_due=due)
        .order_by("review_due", "id")
    )
    return rows
