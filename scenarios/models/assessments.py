"""Facts about conditions: assessments, readings, confirmations. Appended, never changed."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Index, Q, UniqueConstraint

from sanctions.models.choices import choices_of, known
from sanctions.models.clock import DatabaseNow
from sanctions.models.deltas import Delta
from scenarios.domain.statuses import ASSESSABLE_STATUSES, Status
from scenarios.models.conditions import Condition
from scenarios.models.rows import DECIMAL, CaseRow, CaseRowQuerySet

NEVER_REMOVED = pgtrigger.Protect(name="never_removed", operation=pgtrigger.Delete)
#: Where a fact stands in its file, and in which words, is no part of the fact.
OF_THE_FILE = ["position", "as_written"]
APPEND_ONLY = [pgtrigger.ReadOnly(name="never_changed", exclude=OF_THE_FILE), NEVER_REMOVED]


#: Whether what a machine said has stood is found later, and once.
SETTLED = ["settled_at", "has_stood"]


class Origin(StrEnum):
    """How a fact came in."""

    CASE_FILE = "case_file"
    PERSON = "person"
    LIST_DELTA = "list_delta"


class Fact(CaseRow):
    """What every fact has: the day it was true, and the instant it became known."""

    date = models.DateField(help_text="When it was true.")
    recorded = models.DateTimeField(help_text="When it became known.")
    origin = models.CharField(max_length=20, choices=choices_of(Origin), default=Origin.CASE_FILE)
    entered_at = models.DateTimeField(db_default=DatabaseNow(), help_text="When we stored it.")

    class Meta(CaseRow.Meta):
        abstract = True
        triggers = APPEND_ONLY

    def __str__(self) -> str:
        return f"{self.date}"


class AssessmentQuerySet(CaseRowQuerySet):
    """Assessments."""

    def counting_at(self, instant: datetime) -> Self:
        """Keep the facts that were known at the instant: what was provisional then is none."""
        at_once = Q(waits_until__isnull=True, recorded__lte=instant)
        return self.filter(at_once | Q(has_stood=True, settled_at__lte=instant))

    def told_in_files(self) -> Self:
        """Keep what a case file tells: the facts, and what somebody took back by name."""
        taken_back = self.model._default_manager.filter(retracts__isnull=False)
        counting = Q(waits_until__isnull=True) | Q(has_stood=True)
        return self.filter(counting | Q(pk__in=taken_back.values("retracts")))

    def to_settle(self) -> Self:
        """Keep what has waited as long as it had to, the longest overdue first."""
        due = self.filter(waits_until__lte=DatabaseNow(), settled_at__isnull=True)
        return due.order_by("waits_until", "id")


class Assessment(Fact):
    """A dated judgement on a condition, by someone. `degree` is Kroc's 0 to 3.

    A machine's is provisional where it is no official act: it counts from `settled_at` on if it
    `has_stood` until `waits_until`, and else never.
    """

    condition = models.ForeignKey(Condition, on_delete=models.PROTECT, related_name="assessments")
    slug = models.CharField(max_length=100, null=True, blank=True, help_text="Its id in the file.")
    status = models.CharField(
        max_length=20, choices=[(status.value, status.value) for status in ASSESSABLE_STATUSES]
    )
    assessor = models.TextField(null=True, blank=True, help_text="In whose view.")
    degree = models.PositiveSmallIntegerField(null=True, blank=True)
    retracts = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="retracted_by"
    )
    definition_version = models.PositiveIntegerField(default=1, help_text="The one judged.")
    reason = models.TextField(blank=True, help_text="Why, in the words of who entered it.")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="assessments",
    )
    delta = models.ForeignKey(
        Delta, null=True, blank=True, on_delete=models.PROTECT, related_name="assessments"
    )
    waits_until = models.DateTimeField(
        null=True, blank=True, help_text="Provisional: it counts if it stands until then."
    )
    settled_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was found whether it has stood."
    )
    has_stood = models.BooleanField(null=True, blank=True, help_text="If so, it counts from then.")

    objects = AssessmentQuerySet.as_manager()  # type: ignore[misc] # narrows that of all facts

    class Meta(Fact.Meta):
        triggers = [
            pgtrigger.ReadOnly(name="never_changed", exclude=[*OF_THE_FILE, "slug", *SETTLED]),
            pgtrigger.Protect(
                name="settled_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__settled_at__isnull=False)
                & (
                    pgtrigger.Q(old__settled_at__df=pgtrigger.F("new__settled_at"))
                    | pgtrigger.Q(old__has_stood__df=pgtrigger.F("new__has_stood"))
                ),
            ),
            NEVER_REMOVED,
        ]
        indexes = [
            Index(fields=["condition", "date"], name="assessment_by_condition"),
            Index(fields=["case", "date"], name="assessment_span_of_case"),
            Index(
                fields=["waits_until"],
                condition=Q(waits_until__isnull=False, settled_at__isnull=True),
                name="assessment_to_settle",
            ),
        ]
        constraints = [
            UniqueConstraint(fields=["condition", "slug"], name="assessment_once_per_slug"),
            CheckConstraint(
                condition=Q(status__in=[status.value for status in ASSESSABLE_STATUSES]),
                name="assessment_status_assessable",
            ),
            CheckConstraint(
                condition=Q(degree__isnull=True) | Q(degree__lte=3), name="assessment_degree_kroc"
            ),
            known(field="origin", kinds=Origin, name="assessment_origin_known"),
            CheckConstraint(
                condition=Q(origin=Origin.CASE_FILE) | ~Q(reason=""),
                name="assessment_says_why",
            ),
            UniqueConstraint(
                fields=["condition", "delta"],
                condition=Q(delta__isnull=False),
                name="assessment_once_per_delta",
            ),
            CheckConstraint(
                condition=Q(settled_at__isnull=True, has_stood__isnull=True)
                | Q(settled_at__gte=models.F("waits_until"), has_stood__isnull=False),
                name="assessment_settled_when_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.status} on {self.date}"

    @property
    def is_certified(self) -> bool:
        """Whether the assessor is the one whom the condition names as its finder."""
        return self.assessor is not None and self.assessor == self.condition.by

    @property
    def counts(self) -> bool:
        """Whether it is a fact: not provisional, or found to have stood."""
        return self.waits_until is None or self.has_stood is True

    @property
    def is_waiting(self) -> bool:
        """Whether it is provisional still."""
        return self.waits_until is not None and self.settled_at is None

    @property
    def shown_status(self) -> Status:
        """The status as a member of its enumeration."""
        return Status(self.status)


class Reading(Fact):
    """A measured value, or the interval it lies in. Exact decimals, kept as text."""

    condition = models.ForeignKey(Condition, on_delete=models.PROTECT, related_name="readings")
    low = models.CharField(max_length=60)
    high = models.CharField(max_length=60)

    class Meta(Fact.Meta):
        indexes = [
            Index(fields=["condition", "date"], name="reading_by_condition"),
            Index(fields=["case", "date"], name="reading_span_of_case"),
        ]
        constraints = [
            CheckConstraint(
                condition=Q(low__regex=DECIMAL, high__regex=DECIMAL), name="reading_decimal"
            ),
        ]


class Confirmation(Fact):
    """Fresh evidence that the status is still the same."""

    condition = models.ForeignKey(Condition, on_delete=models.PROTECT, related_name="confirmations")

    class Meta(Fact.Meta):
        indexes = [
            Index(fields=["condition", "date"], name="confirmation_by_condition"),
            Index(fields=["case", "date"], name="confirmation_span_of_case"),
        ]
