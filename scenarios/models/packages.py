"""Relief packages and their steps."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from sanctions.models.choices import choices_of
from scenarios.domain.statuses import PackageState, StepMode
from scenarios.models.rows import DECIMAL, CaseRow, SluggedRow


@pghistory.track()
class Package(SluggedRow):
    """A proposal of relief, and how far it has come."""

    title = models.TextField()
    state = models.CharField(max_length=20, choices=choices_of(PackageState), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(SluggedRow.Meta):
        constraints = [
            *SluggedRow.Meta.constraints,
            CheckConstraint(
                condition=Q(state__isnull=True) | Q(state__in=[one.value for one in PackageState]),
                name="package_state_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track()
class Step(CaseRow):
    """One element of a package, done by one instrument of one authority."""

    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="steps")
    slug = models.CharField(max_length=100)
    instrument = models.CharField(max_length=40)
    authority = models.CharField(
        max_length=20,
        null=True,
        blank=True,
        help_text="Left out: the instrument's part before the dot.",
    )
    mode = models.CharField(max_length=20, choices=choices_of(StepMode), null=True, blank=True)
    removes_designations = ArrayField(models.CharField(max_length=100), null=True, blank=True)
    removes_program = models.CharField(max_length=100, null=True, blank=True)
    adds = models.JSONField(null=True, blank=True, help_text="Designations, as a file writes them.")
    licence = models.CharField(max_length=100, null=True, blank=True)
    amount = models.CharField(max_length=60, null=True, blank=True)
    currency = models.CharField(max_length=3, null=True, blank=True)
    unit = models.TextField(null=True, blank=True)
    effective = models.DateField(null=True, blank=True)

    class Meta(CaseRow.Meta):
        constraints = [
            UniqueConstraint(fields=["package", "slug"], name="step_once_per_package"),
            CheckConstraint(
                condition=Q(mode__isnull=True) | Q(mode__in=[one.value for one in StepMode]),
                name="step_mode_known",
            ),
            CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__regex=DECIMAL),
                name="step_amount_decimal",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slug}: {self.instrument}"

    @property
    def acting_authority(self) -> str:
        """The authority that acts: the one given, else the instrument's part before its dot."""
        before, dot, _ = self.instrument.partition(".")
        return self.authority or (before if dot else "")
