"""Who owns and who controls whom, with bounds where the share is not known exactly."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import CheckConstraint, F, Index, Q

from sanctions.models.ids import ULIDModel
from sanctions.models.parties import Party
from sanctions.models.querysets import PublicQuerySet


class DatedQuerySet(PublicQuerySet):
    """Rows that hold from a day until, not including, another."""

    def valid(self, *, on: date) -> Self:
        """Keep what held on that day; an open end holds for ever."""
        return self.filter(
            Q(from_date__isnull=True) | Q(from_date__lte=on),
            Q(to_date__isnull=True) | Q(to_date__gt=on),
        )


class Stake(ULIDModel):
    """A share of one party held by another: exact where the two bounds are equal."""

    owner = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="stakes_held")
    owned = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="stakes_in_it")
    percent_low = models.DecimalField(max_digits=9, decimal_places=6)
    percent_high = models.DecimalField(max_digits=9, decimal_places=6)
    from_date = models.DateField(null=True, blank=True)
    to_date = models.DateField(null=True, blank=True)
    source = models.TextField()
    note = models.TextField(blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["owned", "owner", "from_date"]
        indexes = [Index(fields=["owned", "owner"], name="stake_by_owned")]
        constraints = [
            CheckConstraint(condition=~Q(owner=F("owned")), name="stake_between_two"),
            CheckConstraint(
                condition=Q(percent_low__gte=0)
                & Q(percent_low__lte=F("percent_high"))
                & Q(percent_high__lte=100),
                name="stake_bounds_in_order",
            ),
            CheckConstraint(
                condition=Q(from_date__isnull=True)
                | Q(to_date__isnull=True)
                | Q(from_date__lt=F("to_date")),
                name="stake_ends_after_it_begins",
            ),
            CheckConstraint(condition=~Q(source=""), name="stake_has_source"),
        ]

    def __str__(self) -> str:
        return f"{self.owner} holds {self.percent_low} to {self.percent_high} of {self.owned}"


class ControlLink(ULIDModel):
    """Control without a counted share. It is shown, and never adds up to 50 percent."""

    controller = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="controls")
    controlled = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="controlled_by")
    from_date = models.DateField(null=True, blank=True)
    to_date = models.DateField(null=True, blank=True)
    source = models.TextField()
    note = models.TextField(blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["controlled", "controller", "from_date"]
        constraints = [
            CheckConstraint(condition=~Q(controller=F("controlled")), name="control_between_two"),
            CheckConstraint(
                condition=Q(from_date__isnull=True)
                | Q(to_date__isnull=True)
                | Q(from_date__lt=F("to_date")),
                name="control_ends_after_it_begins",
            ),
            CheckConstraint(condition=~Q(source=""), name="control_has_source"),
        ]

    def __str__(self) -> str:
        return f"{self.controller} controls {self.controlled}"
