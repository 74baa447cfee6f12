"""How lists relate parties to each other."""

from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, Index, Q

from sanctions.models.ids import ULIDModel
from sanctions.models.parties import ListEntry, Party
from sanctions.models.querysets import PublicManager


class Relation(ULIDModel):
    """A party is `type` of another, as its list prints it: a link, never a share of ownership.

    `other` is null where nobody, or more than one party, is known by that id or name.
    """

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="relations")
    entry = models.ForeignKey(ListEntry, on_delete=models.PROTECT, related_name="relations")
    type = models.CharField(max_length=200, help_text="As printed: Linked To, Owned by, …")
    other = models.ForeignKey(
        Party, null=True, blank=True, on_delete=models.PROTECT, related_name="related_by"
    )
    other_external_id = models.CharField(max_length=100, blank=True)
    other_name = models.TextField(blank=True)
    note = models.TextField(blank=True)

    objects = PublicManager()

    class Meta:
        indexes = [
            Index(
                fields=["other_external_id"],
                condition=Q(other__isnull=True),
                name="relation_unresolved",
            ),
        ]
        constraints = [
            CheckConstraint(
                condition=~Q(other_external_id="", other_name=""), name="relation_names_the_other"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.type} {self.other_name or self.other_external_id}"
