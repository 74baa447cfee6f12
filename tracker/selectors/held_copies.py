"""Copies of lists as the dashboard shows them: those that wait for a person, and one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch, QuerySet

from sanctions.domain.kinds import SnapshotOutcome
from sanctions.models import CopyDecision, Snapshot

if TYPE_CHECKING:
    from sanctions.models.teams import Person


@dataclass(frozen=True, slots=True)
class CopyPage:
    """One copy. It `waits` for a decision, or was held and a later copy has `overtaken` it."""

    copy: Snapshot
    waits: bool
    overtaken: bool
    last: Snapshot | None


def held_copies(*, user: Person) -> QuerySet[Snapshot]:
    """List the copies that wait for a person, the oldest first."""
    rows: QuerySet[Snapshot] = Snapshot.objects.visible_to(user).waiting()
    return rows.select_related("sanctions_list").order_by("imported_at", "id")


def copy_page(*, user: Person, copy_id: str) -> CopyPage:
    """Gather the page of one copy. Raises Snapshot.DoesNotExist."""
    decisions = CopyDecision.objects.select_related("decided_by")
    copy: Snapshot = (
        Snapshot.objects.visible_to(user)
        .select_related("sanctions_list", "approved_by")
        .prefetch_related(Prefetch("decisions", decisions))
        .get(pk=copy_id)
    )
    waits = Snapshot.objects.waiting().filter(pk=copy.pk).exists()
    return CopyPage(
        copy=copy,
        waits=waits,
        overtaken=copy.outcome == SnapshotOutcome.HELD and not waits,
        last=Snapshot.objects.standing(
            key=copy.sanctions_list.key, scope=copy.scope, sha256=copy.sha256
        ),
    )
