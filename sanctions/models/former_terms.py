"""What was said of programs, instruments and rules before somebody amended it."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import CheckConstraint, Index, Q

from sanctions.models.clock import DatabaseNow
from sanctions.models.ids import ULIDModel
from sanctions.models.instruments import Instrument
from sanctions.models.programs import Program
from sanctions.models.querysets import PublicManager
from sanctions.models.renewals import RenewalRule


class FormerTerms(ULIDModel):
    """What was said of a program, instrument or rule before it was amended: the keys that differed.

    They counted for what was known before `until`.
    """

    program = models.ForeignKey(Program, null=True, on_delete=models.PROTECT, related_name="former")
    instrument = models.ForeignKey(
        Instrument, null=True, on_delete=models.PROTECT, related_name="former"
    )
    rule = models.ForeignKey(
        RenewalRule, null=True, on_delete=models.PROTECT, related_name="former"
    )
    until = models.DateTimeField(db_default=DatabaseNow())
    terms = models.JSONField()
    reason = models.TextField(blank=True)
    author = models.CharField(max_length=150, blank=True, help_text="Empty: the shipped data.")

    objects = PublicManager()

    class Meta:
        ordering = ["until", "id"]
        verbose_name_plural = "former terms"
        indexes = [
            Index(fields=["program", "until"], name="formerterms_by_program"),
            Index(fields=["instrument", "until"], name="formerterms_by_instrument"),
            Index(fields=["rule", "until"], name="formerterms_by_rule"),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="formerterms_never_changed"),
            pgtrigger.Protect(name="formerterms_never_removed", operation=pgtrigger.Delete),
        ]
        constraints = [
            CheckConstraint(
                condition=Q(program__isnull=False, instrument=None, rule=None)
                | Q(program=None, instrument__isnull=False, rule=None)
                | Q(program=None, instrument=None, rule__isnull=False),
                name="formerterms_of_one_row",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.program or self.instrument or self.rule} until {self.until}"
