"""Forecasts of conditions."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import CheckConstraint, Index, Q

from sanctions.models.clock import DatabaseNow
from scenarios.models.conditions import Condition
from scenarios.models.rows import DECIMAL, CaseRow


@pghistory.track()
class Forecast(CaseRow):
    """A probability that a condition is met by a day, by one author. Exact decimal, as text."""

    condition = models.ForeignKey(Condition, on_delete=models.PROTECT, related_name="forecasts")
    definition_version = models.PositiveIntegerField(default=1)
    by = models.DateField()
    p = models.CharField(max_length=40)
    author = models.TextField()
    at = models.DateTimeField()
    given = models.JSONField(null=True, blank=True)
    entered_at = models.DateTimeField(db_default=DatabaseNow())

    class Meta(CaseRow.Meta):
        indexes = [Index(fields=["condition", "by"], name="forecast_by_condition")]
        constraints = [
            CheckConstraint(condition=Q(p__regex=DECIMAL), name="forecast_p_decimal"),
        ]

    def __str__(self) -> str:
        return f"{self.p} by {self.by}"
