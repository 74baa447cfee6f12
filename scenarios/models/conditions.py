"""Conditions: what must hold, and how the definition of it changed."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import CheckConstraint, Index, Q

from sanctions.models.choices import choices_of, known
from sanctions.models.clock import DatabaseNow
from scenarios.domain.statuses import BearsOn, Comparison, ConditionKind, Status
from scenarios.models.packages import Package
from scenarios.models.rows import DECIMAL, CaseRow, SluggedRow


@pghistory.track()
class Condition(SluggedRow):
    """A condition of one case, shared by all of its gates and scenarios.

    `version` rises with every fact or amendment: who writes says which version they saw.
    `definition_version` rises only when the definition changes.
    """

    kind = models.CharField(max_length=20, choices=choices_of(ConditionKind))
    bears_on = models.CharField(max_length=20, choices=choices_of(BearsOn))
    by = models.TextField(null=True, blank=True, help_text="Who finds it, where that matters.")
    text = models.TextField()
    initial = models.CharField(max_length=20, choices=choices_of(Status), null=True, blank=True)
    review_days = models.PositiveIntegerField(null=True, blank=True)
    fulfilled_by = models.ForeignKey(
        Package, null=True, blank=True, on_delete=models.PROTECT, related_name="fulfils"
    )
    quantity_unit = models.TextField(null=True, blank=True)
    quantity_op = models.CharField(
        max_length=2, choices=choices_of(Comparison), null=True, blank=True
    )
    quantity_threshold = models.CharField(max_length=60, null=True, blank=True)
    definition_version = models.PositiveIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)

    class Meta(SluggedRow.Meta):
        constraints = [
            *SluggedRow.Meta.constraints,
            known(field="kind", kinds=ConditionKind, name="condition_kind_known"),
            known(field="bears_on", kinds=BearsOn, name="condition_bears_on_known"),
            CheckConstraint(
                condition=Q(quantity_op__isnull=True, quantity_threshold__isnull=True)
                | Q(quantity_op__isnull=False, quantity_threshold__regex=DECIMAL),
                name="condition_quantity_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class FormerDefinition(CaseRow):
    """An earlier definition of a condition or gate: the keys that differed, in force until then."""

    condition = models.ForeignKey(
        Condition, null=True, blank=True, on_delete=models.PROTECT, related_name="former"
    )
    gate = models.ForeignKey(
        "scenarios.Gate", null=True, blank=True, on_delete=models.PROTECT, related_name="former"
    )
    until = models.DateTimeField(help_text="In force for what was known before this instant.")
    terms = models.JSONField(help_text="The keys that differed, as a case file writes them.")
    reason = models.TextField(null=True, blank=True)
    author = models.CharField(max_length=150, blank=True)
    entered_at = models.DateTimeField(db_default=DatabaseNow())

    class Meta(CaseRow.Meta):
        indexes = [
            Index(fields=["condition", "until"], name="former_by_condition"),
            Index(fields=["gate", "until"], name="former_by_gate"),
        ]
        constraints = [
            CheckConstraint(
                condition=Q(condition__isnull=True, gate__isnull=False)
                | Q(condition__isnull=False, gate__isnull=True),
                name="former_of_one_node",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.condition or self.gate} until {self.until:%Y-%m-%d}"
