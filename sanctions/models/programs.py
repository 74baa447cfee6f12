"""Who sanctions, and under what: authorities and their programs."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, PositiveSmallIntegerField, Q, UniqueConstraint

from sanctions.domain.kinds import Measure
from sanctions.domain.program_kinds import ProgramStatus
from sanctions.models.choices import choices_of, known
from sanctions.models.clock import DatabaseNow
from sanctions.models.ids import ULIDModel
from sanctions.models.querysets import PublicManager, PublicQuerySet


class Authority(ULIDModel):
    """An issuer of designations, under the code that case files use: US, EU, UK, UN."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=200)
    zone = models.CharField(max_length=64, default="UTC", help_text="Where its days begin.")
    ownership_threshold = PositiveSmallIntegerField(
        default=50, help_text="Percent from which ownership blocks."
    )

    objects = PublicManager()

    class Meta:
        ordering = ["code"]
        verbose_name_plural = "authorities"
        constraints = [
            CheckConstraint(condition=~Q(code=""), name="authority_has_code"),
            CheckConstraint(
                condition=Q(ownership_threshold__range=(1, 100)), name="authority_threshold_percent"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Claim(ULIDModel):
    """A row whose terms are facts about the world, with their source, that a team may amend.

    `loaded` is what the shipped data said of it when it was loaded last, so that loading it again
    can tell what a team has changed. `verified` is false where nobody has seen the source say so.
    """

    note = models.TextField(blank=True)
    source = models.URLField(max_length=500, blank=True, help_text="Where the facts are from.")
    verified = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1, help_text="Rises with every amendment.")
    made_at = models.DateTimeField(db_default=DatabaseNow())
    loaded = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        abstract = True


class ProgramQuerySet(PublicQuerySet):
    """Programs."""

    def with_status(self, status: ProgramStatus, *, on: date) -> Self:
        """Keep the programs that have the status on a day (`domain.program_terms.status_on`)."""
        not_yet = Q(began_on__gt=on)
        if status is ProgramStatus.NOT_YET:
            return self.filter(not_yet | Q(status=status, ended_on=None))
        if status is ProgramStatus.ACTIVE:
            found = Q(ended_on__gt=on) | Q(ended_on=None, status=status)
        elif status is ProgramStatus.ENDED:
            found = Q(ended_on__lte=on) | Q(ended_on=None, status=status)
        else:
            found = Q(ended_on=None, status=status)
        return self.filter(found).exclude(not_yet)


class Program(Claim):
    """What an authority lists under. One that our table does not know is kept as unmapped.

    `measure` is what a designation stands for where a list names none; `measures` are all that the
    program has, whoever they are against. The rest is unknown until somebody has reviewed it.
    """

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="programs")
    key = models.CharField(max_length=100, help_text="The tag as the authority prints it.")
    title = models.CharField(max_length=300, blank=True)
    aliases = ArrayField(
        models.CharField(max_length=100), default=list, blank=True, help_text="Former tags."
    )
    measure = models.CharField(
        max_length=30, choices=choices_of(Measure), default=Measure.ASSET_FREEZE
    )
    mapped = models.BooleanField(default=True, help_text="False: not in our table of programs.")
    catalogue_key = models.CharField(
        max_length=40, blank=True, db_index=True, help_text="In OpenSanctions' catalogue: EU-UKR."
    )
    territories = ArrayField(
        models.CharField(max_length=10), default=list, blank=True, help_text="What it aims at: ru."
    )
    measures = ArrayField(
        models.CharField(max_length=30, choices=choices_of(Measure)), default=list, blank=True
    )
    status = models.CharField(
        max_length=20, choices=choices_of(ProgramStatus), default=ProgramStatus.UNKNOWN
    )
    began_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True, help_text="The first day without it.")
    url = models.URLField(max_length=500, blank=True, help_text="The authority's page about it.")

    objects = ProgramQuerySet.as_manager()

    class Meta:
        ordering = ["authority", "key"]
        constraints = [
            UniqueConstraint(fields=["authority", "key"], name="program_once_per_authority"),
            CheckConstraint(condition=~Q(key=""), name="program_has_key"),
            known(field="measure", kinds=Measure, name="program_measure_known"),
            known(field="status", kinds=ProgramStatus, name="program_status_known"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def is_reviewed(self) -> bool:
        """Whether its terms come from the shipped data or a person, not from a list's table."""
        return bool(self.loaded) or self.version > 1
