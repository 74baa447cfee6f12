"""Gates: an expression of conditions, what it is for, and which conditions it rests on."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Index, UniqueConstraint

from sanctions.models.ids import ULIDModel
from scenarios.models.conditions import Condition
from scenarios.models.packages import Package
from scenarios.models.rows import SluggedRow


@pghistory.track()
class Gate(SluggedRow):
    """A gate. `when` is the expression as a case file writes it."""

    when = models.JSONField()
    view = models.TextField(null=True, blank=True, help_text="Whose terms these are.")
    opens = models.ForeignKey(
        Package, null=True, blank=True, on_delete=models.PROTECT, related_name="opened_by"
    )
    reverses = models.ForeignKey(
        Package, null=True, blank=True, on_delete=models.PROTECT, related_name="reversed_by"
    )
    yields = models.ForeignKey(
        Condition, null=True, blank=True, on_delete=models.PROTECT, related_name="yielded_by"
    )
    conditions = models.ManyToManyField(Condition, through="GateCondition", related_name="gates")
    definition_version = models.PositiveIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)

    class Meta(SluggedRow.Meta):
        pass


class GateCondition(ULIDModel):
    """The reverse index: this gate's expression, or a former one, names this condition."""

    gate = models.ForeignKey(Gate, on_delete=models.CASCADE, related_name="+")
    condition = models.ForeignKey(Condition, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [Index(fields=["condition", "gate"], name="gatecondition_by_condition")]
        constraints = [
            UniqueConstraint(fields=["gate", "condition"], name="gatecondition_once"),
        ]

    def __str__(self) -> str:
        return f"{self.gate_id} rests on {self.condition_id}"
