"""What programs rest on: instruments, the chains they form, and the rules by which they recur."""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, Index, Q, UniqueConstraint

from sanctions.domain.kinds import DatePrecision
from sanctions.domain.program_kinds import (
    IfNobodyActs,
    InstrumentKind,
    Remover,
    RenewalKind,
    RenewalOutcome,
)
from sanctions.models.choices import choices_of, known
from sanctions.models.clock import DatabaseNow
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


class RenewalRule(Claim):
    """A day that recurs for an instrument and all that rests on it, and what silence then means.

    How a day recurs: `sanctions/domain/renewals.py`. A withdrawn rule counts no more.
    """

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="rules")
    slug = models.CharField(max_length=100)
    title = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=20, choices=choices_of(RenewalKind))
    fixed_days = ArrayField(models.CharField(max_length=5), default=list, blank=True)
    every_months = models.PositiveSmallIntegerField(null=True, blank=True)
    every_days = models.PositiveSmallIntegerField(null=True, blank=True)
    first_on = models.DateField(null=True, blank=True, help_text="The day that counting begins.")
    last_on = models.DateField(null=True, blank=True, help_text="Nothing recurs after it.")
    who_acts = models.CharField(max_length=200, blank=True)
    vote = models.CharField(max_length=300, blank=True, help_text="By what vote or notice.")
    if_nobody_acts = models.CharField(max_length=20, choices=choices_of(IfNobodyActs))
    then = models.TextField(blank=True, help_text="What happens if nobody acts, in words.")
    withdrawn = models.BooleanField(default=False)

    objects = PublicManager()

    class Meta:
        ordering = ["instrument", "slug"]
        constraints = [
            UniqueConstraint(fields=["instrument", "slug"], name="renewalrule_once"),
            known(field="kind", kinds=RenewalKind, name="renewalrule_kind_known"),
            known(field="if_nobody_acts", kinds=IfNobodyActs, name="renewalrule_silence_known"),
            CheckConstraint(
                condition=Q(fixed_days__len__gt=0, every_months=None, every_days=None)
                | Q(fixed_days__len=0, every_months__gt=0, every_days=None, first_on__isnull=False)
                | Q(fixed_days__len=0, every_months=None, every_days__gt=0, first_on__isnull=False),
                name="renewalrule_recurs_one_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument}: {self.title or self.slug}"


class Renewal(ULIDModel):
    """An act about a recurring day. Appended and never changed: a correction is a new row.

    Of two rows about one day of decision, the one that was recorded last counts.
    """

    rule = models.ForeignKey(RenewalRule, on_delete=models.PROTECT, related_name="renewals")
    decided_on = models.DateField(help_text="Day of the act, or of the first report of it.")
    outcome = models.CharField(max_length=20, choices=choices_of(RenewalOutcome))
    extends_to = models.DateField(null=True, blank=True, help_text="The last day in force.")
    precision = models.CharField(
        max_length=20, choices=choices_of(DatePrecision), default=DatePrecision.DAY
    )
    act = models.CharField(max_length=200, blank=True, help_text="As lawyers cite it.")
    source = models.URLField(max_length=500, blank=True)
    verified = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField(db_default=DatabaseNow())
    author = models.CharField(max_length=150, blank=True, help_text="Empty: the shipped data.")

    objects = PublicManager()

    class Meta:
        ordering = ["decided_on", "recorded_at", "id"]
        triggers = [
            pgtrigger.ReadOnly(name="renewal_never_changed"),
            pgtrigger.Protect(name="renewal_never_removed", operation=pgtrigger.Delete),
        ]
        constraints = [
            known(field="outcome", kinds=RenewalOutcome, name="renewal_outcome_known"),
            CheckConstraint(
                condition=Q(precision__in=(DatePrecision.DAY, DatePrecision.MONTH)),
                name="renewal_precision_known",
            ),
            CheckConstraint(
                condition=Q(extends_to__isnull=True) | Q(extends_to__gte=models.F("decided_on")),
                name="renewal_extends_onward",
            ),
            CheckConstraint(
                condition=~Q(outcome=RenewalOutcome.RENEWED) | Q(extends_to__isnull=False),
                name="renewal_says_until_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.outcome} on {self.decided_on}"


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


class RenewalReminder(ULIDModel):
    """People were to be reminded of a day of a rule, so many days ahead: once for each lead."""

    rule = models.ForeignKey(RenewalRule, on_delete=models.PROTECT, related_name="reminders")
    due_on = models.DateField()
    lead_days = models.PositiveSmallIntegerField()
    recorded_at = models.DateTimeField(db_default=DatabaseNow())

    objects = PublicManager()

    class Meta:
        ordering = ["due_on", "lead_days"]
        constraints = [
            UniqueConstraint(fields=["rule", "due_on", "lead_days"], name="renewalreminder_once"),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.due_on}, {self.lead_days} days ahead"
