"""When instruments come up for renewal: rules, the acts about their days, and reminders."""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from sanctions.domain.kinds import DatePrecision
from sanctions.domain.program_kinds import IfNobodyActs, RenewalKind, RenewalOutcome
from sanctions.models.choices import choices_of, known
from sanctions.models.clock import DatabaseNow
from sanctions.models.ids import ULIDModel
from sanctions.models.instruments import Instrument
from sanctions.models.programs import Claim
from sanctions.models.querysets import PublicManager


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
