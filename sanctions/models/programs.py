"""Who sanctions, and under what: authorities and their programs."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, PositiveSmallIntegerField, Q, UniqueConstraint

from sanctions.domain.kinds import Measure
from sanctions.models.choices import choices_of, known
from sanctions.models.ids import ULIDModel
from sanctions.models.querysets import PublicManager


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


class Program(ULIDModel):
    """A legal basis of an authority. One that our table does not know is kept as unmapped."""

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

    objects = PublicManager()

    class Meta:
        ordering = ["authority", "key"]
        constraints = [
            UniqueConstraint(fields=["authority", "key"], name="program_once_per_authority"),
            CheckConstraint(condition=~Q(key=""), name="program_has_key"),
            known(field="measure", kinds=Measure, name="program_measure_known"),
        ]

    def __str__(self) -> str:
        return self.key
