"""Cases, episodes of relief past, present or imagined, and what they cite."""

from __future__ import annotations

from typing import Self

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from sanctions.models.clock import DatabaseNow
from sanctions.models.ids import ULIDModel
from sanctions.models.teams import Team, TeamQuerySet


class CaseQuerySet(TeamQuerySet):
    """Cases."""

    def at(self, address: str) -> Self:
        """Keep the case at an address: its ULID or its slug."""
        return self.filter(Q(pk=address) | Q(slug=address))


@pghistory.track()
class Case(ULIDModel):
    """One case. Without a team it is public: the shipped library is."""

    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="cases"
    )
    slug = models.CharField(max_length=100, unique=True, help_text="Its id in the case file.")
    title = models.TextField()
    summary = models.TextField(null=True, blank=True)
    demo = models.BooleanField(default=False, help_text="Invented data, shown with a mark.")
    from_library = models.BooleanField(default=False, help_text="Shipped with the product.")
    library_digest = models.CharField(
        max_length=64,
        blank=True,
        default="",
        help_text="SHA-256 of the shipped file that was loaded last.",
    )
    start = models.DateField(
        null=True, blank=True, help_text="First day of history; left out: the earliest fact."
    )
    senders = ArrayField(models.CharField(max_length=20), null=True, blank=True)
    targets = ArrayField(models.TextField(), null=True, blank=True)
    expect = models.JSONField(null=True, blank=True, help_text="What the file claims of itself.")
    as_written = models.JSONField(default=dict, blank=True, editable=False)
    made_at = models.DateTimeField(db_default=DatabaseNow())

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        constraints = [
            CheckConstraint(condition=~Q(slug=""), name="case_has_slug"),
            CheckConstraint(condition=~Q(title=""), name="case_has_title"),
        ]

    def __str__(self) -> str:
        return self.title


class SourceQuerySet(TeamQuerySet):
    """Sources, with the rights of their case."""

    team_path = "case__team"


@pghistory.track()
class Source(ULIDModel):
    """A publication that rows of a case cite by its key."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="sources")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=100)
    url = models.TextField(null=True, blank=True)
    publisher = models.TextField(null=True, blank=True)
    published = models.DateField(null=True, blank=True)
    grade = models.CharField(
        max_length=2, null=True, blank=True, help_text="Admiralty pair: source A-F, item 1-6."
    )
    note = models.TextField(null=True, blank=True)
    as_written = models.JSONField(default=dict, blank=True, editable=False)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["case", "position", "id"]
        constraints = [UniqueConstraint(fields=["case", "key"], name="source_once_per_case")]

    def __str__(self) -> str:
        return self.key
