"""What programs rest on: instruments, and the chains that they form."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from sanctions.domain.program_kinds import InstrumentKind, Remover
from sanctions.models.choices import choices_of, known
from sanctions.models.ids import ULIDModel
from sanctions.models.programs import Authority, Claim, Program
from sanctions.models.querysets import PublicManager


class Instrument(Claim):
    """A legal text: a statute, an order, a regulation. `parent` is the one that it rests on."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="instruments")
    identifier = models.CharField(max_length=100, help_text="As lawyers cite it: E.O. 14024.")
    title = models.CharField(max_length=500, blank=True)
    kind = models.CharField(max_length=20, choices=choices_of(InstrumentKind))
    adopted_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True, help_text="The first day without it.")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    removable_by = ArrayField(
        models.CharField(max_length=20, choices=choices_of(Remover)), default=list, blank=True
    )
    url = models.URLField(max_length=500, blank=True, help_text="Its text.")

    objects = PublicManager()

    class Meta:
        ordering = ["authority", "identifier"]
        constraints = [
            UniqueConstraint(
                fields=["authority", "identifier"], name="instrument_once_per_authority"
            ),
            CheckConstraint(condition=~Q(identifier=""), name="instrument_has_identifier"),
            CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=models.F("id")),
                name="instrument_not_on_itself",
            ),
            known(field="kind", kinds=InstrumentKind, name="instrument_kind_known"),
        ]

    def __str__(self) -> str:
        return self.identifier


class LegalBasis(ULIDModel):
    """A program rests on an instrument; `position` is its place among the bases, from 0."""

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="bases")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="based")
    position = models.PositiveSmallIntegerField()

    objects = PublicManager()

    class Meta:
        ordering = ["program", "position"]
        verbose_name_plural = "legal bases"
        constraints = [
            UniqueConstraint(fields=["program", "instrument"], name="legalbasis_once"),
        ]

    def __str__(self) -> str:
        return f"{self.program_id} rests on {self.instrument_id}"
