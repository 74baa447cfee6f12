"""Acts: what really happened, apart from gates."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Index

from sanctions.models.clock import DatabaseNow
from scenarios.models.packages import Package
from scenarios.models.rows import CaseRow


@pghistory.track()
class Act(CaseRow):
    """An act of an authority, or another dated event of the case."""

    date = models.DateField()
    package = models.ForeignKey(
        Package, null=True, blank=True, on_delete=models.PROTECT, related_name="acts"
    )
    what = models.TextField()
    entered_at = models.DateTimeField(db_default=DatabaseNow())

    class Meta(CaseRow.Meta):
        indexes = [Index(fields=["package", "date"], name="act_by_package")]

    def __str__(self) -> str:
        return self.what
