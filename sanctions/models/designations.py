"""Designations: one authority's act on one party, under one program, with one measure."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import CheckConstraint, F, Index, Q, UniqueConstraint
from django.db.models.functions import Coalesce, Greatest

from sanctions.domain.kinds import Measure
from sanctions.models.choices import choices_of, known
from sanctions.models.clock import DatabaseNow
from sanctions.models.ids import ULIDModel
from sanctions.models.parties import Party
from sanctions.models.programs import Authority, Program
from sanctions.models.querysets import PublicQuerySet
from sanctions.models.snapshots import SanctionsList, Snapshot


class DesignationQuerySet(PublicQuerySet):
    """Dated measures."""

    def in_force(self, *, on: date, known_at: datetime | None = None) -> Self:
        """Keep what held on that day, as known now or at `known_at`.

        Where the start is unknown, it counts from the day it was first seen; what had ended before
        counts from the day on which it was back, whatever start the list prints.
        """
        start = Greatest(Coalesce("from_date", "first_seen_on"), "resumed_on")
        began = self.alias(began=start).filter(began__lte=on)
        if known_at is None:
            return began.filter(Q(to_date__isnull=True) | Q(to_date__gt=on))
        return began.filter(
            Q(to_date__isnull=True) | Q(to_date__gt=on) | Q(delisted_known_at__gt=known_at),
            listed_known_at__lte=known_at,
        )

    def current(self) -> Self:
        """Keep those that have not ended."""
        return self.filter(to_date__isnull=True)


class Designation(ULIDModel):
    """A dated measure. It ends; it is never deleted; listed again, it is a new row.

    `to_date` is the first day on which it no longer holds. `from_date` is null where the list
    gives no day and the party was already there in the first copy that we read.
    """

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="designations")
    sanctions_list = models.ForeignKey(
        SanctionsList, on_delete=models.PROTECT, related_name="designations"
    )
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="designations")
    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="designations")
    measure = models.CharField(
        max_length=30, choices=choices_of(Measure), default=Measure.ASSET_FREEZE
    )
    from_date = models.DateField(null=True, blank=True)
    first_seen_on = models.DateField(help_text="Published day of the first copy that shows it.")
    resumed_on = models.DateField(
        null=True,
        blank=True,
        help_text="Day on which it was back, where one like it had ended after `from_date`.",
    )
    to_date = models.DateField(null=True, blank=True)
    listed_known_at = models.DateTimeField(db_default=DatabaseNow())
    delisted_known_at = models.DateTimeField(null=True, blank=True)
    first_snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    last_snapshot = models.ForeignKey(
        Snapshot,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The copy that no longer shows it.",
    )
    legal_note = models.TextField(blank=True)

    objects = DesignationQuerySet.as_manager()

    class Meta:
        ordering = ["first_seen_on", "id"]
        indexes = [
            Index(fields=["party", "to_date"], name="designation_by_party"),
            Index(
                fields=["sanctions_list", "party"],
                condition=Q(to_date__isnull=True),
                name="designation_open_by_list",
            ),
        ]
        constraints = [
            known(field="measure", kinds=Measure, name="designation_measure_known"),
            UniqueConstraint(
                fields=["party", "sanctions_list", "program", "measure"],
                condition=Q(to_date__isnull=True),
                name="designation_open_once",
            ),
            CheckConstraint(
                condition=Q(to_date__isnull=True)
                | Q(to_date__gte=Coalesce(F("from_date"), F("first_seen_on"))),
                name="designation_ends_after_it_begins",
            ),
            CheckConstraint(
                condition=Q(to_date__isnull=True, delisted_known_at__isnull=True)
                | Q(to_date__isnull=False, delisted_known_at__isnull=False),
                name="designation_end_has_instant",
            ),
        ]

    @property
    def began_on(self) -> date:
        """The day from which it counts, as `in_force` counts."""
        printed = self.from_date or self.first_seen_on
        return max(printed, self.resumed_on or printed)

    def __str__(self) -> str:
        return f"{self.party}: {self.program} from {self.from_date or 'unknown'}"
