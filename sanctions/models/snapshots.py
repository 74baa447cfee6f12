"""Lists, and the copies of them that were read."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import (
    CheckConstraint,
    Exists,
    Index,
    Max,
    OuterRef,
    Q,
    UniqueConstraint,
    Value,
)
from django.db.models.functions import Replace

from sanctions.domain.kinds import SnapshotOutcome
from sanctions.models.choices import choices_of, known
from sanctions.models.clock import DatabaseNow
from sanctions.models.ids import ULIDModel
from sanctions.models.programs import Authority
from sanctions.models.querysets import PublicManager, PublicQuerySet


class SanctionsList(ULIDModel):
    """A published list, as its module in `sanctions/lists/` declares it."""

    key = models.CharField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="lists")
    publisher = models.CharField(max_length=200)
    url = models.URLField(max_length=500)
    licence = models.CharField(max_length=500, help_text="Terms under which the data may be used.")
    cadence = models.CharField(max_length=100, help_text="How often the publisher changes it.")
    id_space = models.CharField(
        max_length=40, help_text="Lists of one space give one party the same id."
    )
    minimum_parties = models.PositiveIntegerField(
        default=0, help_text="A file with fewer parties is held."
    )

    objects = PublicManager()

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key


class SnapshotQuerySet(PublicQuerySet):
    """Copies of lists."""

    def applied(self) -> Self:
        """Keep the copies whose parties were stored."""
        return self.filter(outcome=SnapshotOutcome.APPLIED)

    def held(self) -> Self:
        """Keep the copies that wait for a person."""
        return self.filter(outcome=SnapshotOutcome.HELD)

    def waiting(self) -> Self:
        """Keep the held copies that no whole copy of their scope has overtaken."""
        base = Replace(OuterRef("scope"), Value("+"), Value(""))
        since = Snapshot.objects.applied().filter(
            sanctions_list=OuterRef("sanctions_list"),
            scope=base,
            imported_at__gt=OuterRef("imported_at"),
        )
        return self.held().exclude(Exists(since))

    def standing(self, *, key: str, scope: str, sha256: str) -> Snapshot | None:
        """The last applied copy of a scope; of additions this very one: each stands alone."""
        copies = self.applied().of_list(key).filter(scope=scope)
        return (copies.filter(sha256=sha256) if scope.endswith("+") else copies).first()

    def of_list(self, key: str) -> Self:
        """Keep the copies of the list with `key`, newest first."""
        return self.filter(sanctions_list__key=key).order_by("-imported_at", "-id")

    def last_checked(self) -> datetime | None:
        """Say when a copy was last looked at."""
        checked: datetime | None = self.aggregate(at=Max("imported_at"))["at"]
        return checked


class Snapshot(ULIDModel):
    """One copy of a list: its hash, its file in the data folder, and what became of it."""

    sanctions_list = models.ForeignKey(
        SanctionsList, on_delete=models.PROTECT, related_name="snapshots"
    )
    sha256 = models.CharField(max_length=64)
    raw_path = models.CharField(max_length=300, help_text="Below the data folder.")
    size = models.PositiveBigIntegerField(help_text="Bytes, unpacked.")
    parts = models.JSONField(default=list, help_text="The files it consists of.")
    format = models.CharField(max_length=40, blank=True, help_text="legacy_csv, enhanced_xml, …")
    scope = models.CharField(
        max_length=100, blank=True, help_text="Whole for the ids that begin so; empty: for all."
    )
    told = models.JSONField(
        null=True, blank=True, help_text="The fields that its format tells of anybody."
    )
    end_mark = models.BooleanField(default=False, help_text="Closed by the publisher's end mark.")
    published = models.DateField(help_text="The publisher's day, or the day we were told.")
    imported_at = models.DateTimeField(db_default=DatabaseNow())
    parser_version = models.PositiveIntegerField()
    outcome = models.CharField(max_length=20, choices=choices_of(SnapshotOutcome))
    reason = models.TextField(blank=True)
    counts = models.JSONField(default=dict)
    is_excerpt = models.BooleanField(
        default=False, help_text="A few parties for show: no news comes of it."
    )
    is_baseline = models.BooleanField(
        default=False, help_text="The first full copy: starts are unknown, and none is news."
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="approved_snapshots",
    )
    approved_at = models.DateTimeField(null=True, blank=True)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        ordering = ["-imported_at", "-id"]
        get_latest_by = ["imported_at", "id"]
        indexes = [
            Index(fields=["sanctions_list", "outcome", "imported_at"], name="snapshot_by_outcome")
        ]
        constraints = [
            known(field="outcome", kinds=SnapshotOutcome, name="snapshot_outcome_known"),
            CheckConstraint(
                condition=Q(sha256__regex="^[0-9a-f]{64}$"), name="snapshot_sha256_is_one"
            ),
            CheckConstraint(
                condition=~Q(outcome__in=["held", "refused"]) | ~Q(reason=""),
                name="snapshot_turned_away_says_why",
            ),
            CheckConstraint(
                condition=Q(approved_by__isnull=True) | Q(approved_at__isnull=False),
                name="snapshot_approval_has_instant",
            ),
            UniqueConstraint(
                fields=["sanctions_list", "sha256"],
                condition=Q(outcome="held"),
                name="snapshot_held_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sanctions_list} {self.published} ({self.outcome})"

    @property
    def numbers(self) -> dict[str, int]:
        """What was counted, as a line of a table shows it: lists and names left out."""
        return {key: value for key, value in self.counts.items() if type(value) is int}
