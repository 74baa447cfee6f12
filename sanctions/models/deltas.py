"""What changed from one copy of a list to the next."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Count, Exists, Index, OuterRef, Q, Subquery, UniqueConstraint
from django.db.models.functions import Coalesce

from sanctions.domain.kinds import DeltaCause, DeltaKind
from sanctions.models.choices import choices_of, known
from sanctions.models.ids import ULIDModel
from sanctions.models.parties import ListEntry, Party
from sanctions.models.querysets import PublicQuerySet
from sanctions.models.snapshots import Snapshot


class DeltaQuerySet(PublicQuerySet):
    """Differences between copies."""

    def news(self) -> Self:
        """Keep the publisher's own changes; a first copy or an excerpt tells no news."""
        return self.filter(is_news=True)

    def told_once(self) -> Self:
        """Keep one of those that are one change made to many parties in one copy.

        Each row knows as `alike` how many there are of it.
        """
        same = Delta.objects.exclude(bulk="").filter(
            snapshot=OuterRef("snapshot"), bulk=OuterRef("bulk")
        )
        counted = same.order_by().values("bulk").annotate(n=Count("id")).values("n")
        told = self.exclude(Exists(same.filter(pk__lt=OuterRef("pk"))))
        return told.annotate(alike=Coalesce(Subquery(counted), 1))

    def to_apply_to_cases(self) -> Self:
        """Keep the news that no case has seen yet, oldest first."""
        return self.news().filter(applied_to_cases_at__isnull=True).order_by("id")


class Delta(ULIDModel):
    """One party's difference: the fields before and after, and whose doing it was."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="deltas")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="deltas")
    entry = models.ForeignKey(ListEntry, on_delete=models.PROTECT, related_name="deltas")
    kind = models.CharField(max_length=20, choices=choices_of(DeltaKind))
    cause = models.CharField(max_length=20, choices=choices_of(DeltaCause))
    before = models.JSONField(help_text="Changed fields as they were; empty for a listing.")
    after = models.JSONField(help_text="Changed fields as they are; empty for a delisting.")
    designations = models.JSONField(
        default=list, help_text="What began, ended or changed: program, measure, day, basis."
    )
    bulk = models.CharField(
        max_length=120,
        blank=True,
        help_text="The change that this copy made to many parties: one piece of news.",
    )
    is_news = models.BooleanField(help_text="False for a first copy, an excerpt or a new parser.")
    applied_to_cases_at = models.DateTimeField(
        null=True, blank=True, help_text="When the scenarios app turned it into evidence."
    )

    objects = DeltaQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [
            Index(
                fields=["id"],
                condition=Q(applied_to_cases_at__isnull=True, is_news=True),
                name="delta_to_apply",
            ),
            Index(fields=["snapshot", "bulk"], condition=~Q(bulk=""), name="delta_by_bulk"),
        ]
        constraints = [
            known(field="kind", kinds=DeltaKind, name="delta_kind_known"),
            known(field="cause", kinds=DeltaCause, name="delta_cause_known"),
            UniqueConstraint(fields=["snapshot", "entry"], name="delta_once_per_snapshot"),
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.kind}"
