"""Tries to fetch a list: what was asked, who answered what, and what became of it.

A try that found nothing new is the proof that the list was checked.
"""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Index, Q, UniqueConstraint

from sanctions.domain.kinds import ANSWERED, UNDER_WAY, FetchOutcome
from sanctions.models.choices import choices_of, known
from sanctions.models.clock import DatabaseNow
from sanctions.models.ids import ULIDModel
from sanctions.models.querysets import PublicQuerySet
from sanctions.models.snapshots import SanctionsList, Snapshot


class FetchQuerySet(PublicQuerySet):
    """Tries to fetch lists."""

    def of_list(self, key: str) -> Self:
        """Keep the tries for the list with `key`, newest first."""
        return self.filter(sanctions_list__key=key).order_by("-asked_at", "-id")

    def waiting(self) -> Self:
        """Keep those that somebody asked for and nobody has begun."""
        return self.filter(outcome=FetchOutcome.ASKED)

    def answered(self) -> Self:
        """Keep those that the publisher answered with its list, new or the same."""
        return self.filter(outcome__in=ANSWERED)


class Fetch(ULIDModel):
    """One try. `url` is the declared address; where it led on to is never kept, but its host."""

    sanctions_list = models.ForeignKey(
        SanctionsList, on_delete=models.PROTECT, related_name="fetches"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="fetches",
        help_text="Nobody: its time had come.",
    )
    asked_at = models.DateTimeField(db_default=DatabaseNow())
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(
        max_length=20, choices=choices_of(FetchOutcome), default=FetchOutcome.ASKED
    )
    reason = models.TextField(blank=True)
    url = models.URLField(max_length=500)
    host = models.CharField(max_length=253, blank=True, help_text="Who answered, or did not.")
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    size = models.PositiveBigIntegerField(null=True, blank=True, help_text="Bytes, as they came.")
    sha256 = models.CharField(max_length=64, blank=True, help_text="Of the file as it came.")
    etag = models.CharField(max_length=300, blank=True)
    last_modified = models.CharField(max_length=300, blank=True)
    news_sha256 = models.CharField(
        max_length=64, blank=True, help_text="Of what the publisher last published, where it tells."
    )
    snapshot = models.ForeignKey(
        Snapshot, null=True, blank=True, on_delete=models.PROTECT, related_name="fetches"
    )

    objects = FetchQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        verbose_name_plural = "fetches"
        indexes = [Index(fields=["sanctions_list", "-asked_at"], name="fetch_by_list")]
        constraints = [
            known(field="outcome", kinds=FetchOutcome, name="fetch_outcome_known"),
            UniqueConstraint(
                fields=["sanctions_list", "outcome"],
                condition=Q(outcome__in=UNDER_WAY),
                name="fetch_once_at_a_time",
            ),
            CheckConstraint(
                condition=Q(ended_at__isnull=True, outcome__in=UNDER_WAY)
                | (Q(ended_at__isnull=False) & ~Q(outcome__in=UNDER_WAY)),
                name="fetch_ends_with_an_outcome",
            ),
            CheckConstraint(
                condition=Q(outcome=FetchOutcome.ASKED) | Q(started_at__isnull=False),
                name="fetch_begins",
            ),
            CheckConstraint(
                condition=~Q(outcome__in=["refused", "failed", "held"]) | ~Q(reason=""),
                name="fetch_without_use_says_why",
            ),
            CheckConstraint(
                condition=Q(sha256__regex="^([0-9a-f]{64})?$"), name="fetch_sha256_is_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sanctions_list_id}: {self.outcome}"

    @property
    def is_under_way(self) -> bool:
        """Whether it waits or runs."""
        return self.outcome in UNDER_WAY

    @property
    def is_answer(self) -> bool:
        """Whether the publisher answered with its list, new or the same."""
        return self.outcome in ANSWERED
