"""What was computed of conditions, gates and scenarios, as of today: one current row of each.

A row is appended only where the result differs from the current one; earlier rows stay.
"""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, Index, Q, UniqueConstraint

from sanctions.models.choices import choices_of, known
from sanctions.models.clock import DatabaseNow
from sanctions.models.ids import ULIDModel
from scenarios.domain.statuses import NodeKind, ScenarioState, Status
from scenarios.domain.truth import Truth
from scenarios.models.conditions import Condition
from scenarios.models.gates import Gate
from scenarios.models.rows import CaseRowQuerySet
from scenarios.models.scenarios import Scenario

KEPT = [
    pgtrigger.ReadOnly(name="never_changed", exclude=["is_current"]),
    pgtrigger.Protect(name="never_removed", operation=pgtrigger.Delete),
]


class EvaluationQuerySet(CaseRowQuerySet):
    """Evaluations of conditions and gates."""

    team_path = "case__team"


class Evaluation(ULIDModel):
    """The result for one condition or gate.

    `blocking` is null where the gate is finally F, or where the search was refused as too large
    (`refused_candidates`). `next_change_on` is the next change by the clock alone; `wake_on` the
    first later day on which anything here changes, facts dated in the future included.
    """

    case = models.ForeignKey("scenarios.Case", on_delete=models.PROTECT, related_name="+")
    node_kind = models.CharField(max_length=10, choices=choices_of(NodeKind))
    condition = models.ForeignKey(
        Condition, null=True, on_delete=models.PROTECT, related_name="evaluations"
    )
    gate = models.ForeignKey(Gate, null=True, on_delete=models.PROTECT, related_name="evaluations")
    definition_version = models.PositiveIntegerField()
    as_of = models.DateField()
    evaluated_at = models.DateTimeField(db_default=DatabaseNow())
    value = models.CharField(max_length=1, choices=choices_of(Truth))
    status = models.CharField(max_length=20, choices=choices_of(Status))
    since = models.DateField(help_text="The day from which this status holds.")
    told_on = models.DateField(help_text="The day on which this status was first told.")
    final = models.BooleanField()
    deciding = ArrayField(models.CharField(max_length=201), default=list)
    blocking = models.JSONField(null=True)
    refused_candidates = models.PositiveIntegerField(null=True)
    next_change_on = models.DateField(null=True)
    next_change_status = models.CharField(max_length=20, null=True)
    contested = ArrayField(
        models.CharField(max_length=10), default=list, help_text="By what, beside the status."
    )
    wake_on = models.DateField(null=True)
    is_current = models.BooleanField(default=True)

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        triggers = KEPT
        indexes = [
            Index(fields=["wake_on"], condition=Q(is_current=True), name="evaluation_to_wake"),
            Index(fields=["condition", "id"], name="evaluation_by_condition"),
            Index(fields=["gate", "id"], name="evaluation_by_gate"),
        ]
        constraints = [
            known(field="node_kind", kinds=NodeKind, name="evaluation_node_kind_known"),
            known(field="value", kinds=Truth, name="evaluation_value_known"),
            known(field="status", kinds=Status, name="evaluation_status_known"),
            CheckConstraint(
                condition=Q(node_kind=NodeKind.CONDITION, condition__isnull=False, gate=None)
                | Q(node_kind=NodeKind.GATE, condition=None, gate__isnull=False),
                name="evaluation_of_one_node",
            ),
            UniqueConstraint(
                fields=["condition"],
                condition=Q(is_current=True, condition__isnull=False),
                name="evaluation_current_of_condition",
            ),
            UniqueConstraint(
                fields=["gate"],
                condition=Q(is_current=True, gate__isnull=False),
                name="evaluation_current_of_gate",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.status} as of {self.as_of}"


class ScenarioEvaluation(ULIDModel):
    """The result for one scenario: its main state, flags, and what still blocks it.

    `wake_on` is the first later day on which a step, a licence, an act or the horizon is reached;
    its gates and conditions are woken themselves.
    """

    case = models.ForeignKey("scenarios.Case", on_delete=models.PROTECT, related_name="+")
    scenario = models.ForeignKey(Scenario, on_delete=models.PROTECT, related_name="evaluations")
    as_of = models.DateField()
    evaluated_at = models.DateTimeField(db_default=DatabaseNow())
    state = models.CharField(max_length=20, choices=choices_of(ScenarioState))
    flags = ArrayField(models.CharField(max_length=30), default=list)
    since = models.DateField(help_text="The day from which this state is told.")
    blocking = models.JSONField(null=True, help_text="Smallest sets over all its opening gates.")
    wake_on = models.DateField(null=True)
    is_current = models.BooleanField(default=True)

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        triggers = KEPT
        indexes = [
            Index(fields=["scenario", "id"], name="scenarioevaluation_by_scenario"),
            Index(
                fields=["wake_on"],
                condition=Q(is_current=True),
                name="scenarioevaluation_to_wake",
            ),
        ]
        constraints = [
            known(field="state", kinds=ScenarioState, name="scenarioevaluation_state_known"),
            UniqueConstraint(
                fields=["scenario"],
                condition=Q(is_current=True),
                name="scenarioevaluation_current",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} as of {self.as_of}"
