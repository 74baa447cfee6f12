"""What persons decided about held copies; kept for ever, also where the copy was held again."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Index, Q

from sanctions.domain.kinds import CopyVerdict, SnapshotOutcome
from sanctions.models.choices import choices_of, known
from sanctions.models.clock import DatabaseNow
from sanctions.models.ids import ULIDModel
from sanctions.models.querysets import PublicManager
from sanctions.models.snapshots import Snapshot


class CopyDecision(ULIDModel):
    """One decision, on the file of this hash, for the doubt that the person saw."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="decisions")
    verdict = models.CharField(max_length=20, choices=choices_of(CopyVerdict))
    sha256 = models.CharField(max_length=64)
    doubt = models.TextField(help_text="Why it was held, as the person saw it.")
    reason = models.TextField(help_text="Why the person decided so.")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="copy_decisions"
    )
    decided_at = models.DateTimeField(db_default=DatabaseNow())
    outcome = models.CharField(
        max_length=20,
        choices=choices_of(SnapshotOutcome),
        help_text="What became of the copy; held: there was another doubt.",
    )

    objects = PublicManager()

    class Meta:
        ordering = ["-id"]
        indexes = [Index(fields=["snapshot", "-decided_at"], name="copydecision_by_copy")]
        constraints = [
            known(field="verdict", kinds=CopyVerdict, name="copydecision_verdict_known"),
            known(field="outcome", kinds=SnapshotOutcome, name="copydecision_outcome_known"),
            CheckConstraint(condition=~Q(reason=""), name="copydecision_says_why"),
            CheckConstraint(
                condition=Q(sha256__regex="^[0-9a-f]{64}$"), name="copydecision_sha256_is_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} by {self.decided_by}"
