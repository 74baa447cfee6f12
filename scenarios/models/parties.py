"""The parties of a case: who they are on a list, who owns whom, and which measures they bear.

A list party is pointed to by list and id, not by a row: the list may be read later, or never.
"""

from __future__ import annotations

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, F, Index, Q

from sanctions.models.choices import choices_of, known
from scenarios.domain.statuses import PartyKind
from scenarios.models.rows import DECIMAL, CaseRow, SluggedRow


class DatedRow(CaseRow):
    """A row in force on the days from <= d < to; an open end holds for ever."""

    from_date = models.DateField(null=True, blank=True)
    to_date = models.DateField(null=True, blank=True)

    class Meta(CaseRow.Meta):
        abstract = True


@pghistory.track()
class CaseParty(SluggedRow):
    """A party of a case. Screening never returns it: only lists say who is sanctioned."""

    kind = models.CharField(max_length=20, choices=choices_of(PartyKind))
    name = models.TextField()
    aliases = ArrayField(models.TextField(), null=True, blank=True)
    identifiers = models.JSONField(null=True, blank=True)
    listed_as_list = models.CharField(max_length=60, null=True, blank=True)
    listed_as_id = models.CharField(max_length=100, null=True, blank=True)

    class Meta(SluggedRow.Meta):
        verbose_name_plural = "case parties"
        indexes = [Index(fields=["listed_as_list", "listed_as_id"], name="caseparty_by_listing")]
        constraints = [
            *SluggedRow.Meta.constraints,
            known(field="kind", kinds=PartyKind, name="caseparty_kind_known"),
            CheckConstraint(
                condition=Q(listed_as_list__isnull=True, listed_as_id__isnull=True)
                | Q(listed_as_list__isnull=False, listed_as_id__isnull=False),
                name="caseparty_listing_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class CaseStake(DatedRow):
    """A share held: exact where the bounds are equal. Percents are exact decimals, kept as text."""

    owner = models.ForeignKey(CaseParty, on_delete=models.PROTECT, related_name="stakes_held")
    owned = models.ForeignKey(CaseParty, on_delete=models.PROTECT, related_name="stakes_in_it")
    percent_low = models.CharField(max_length=40)
    percent_high = models.CharField(max_length=40)

    class Meta(DatedRow.Meta):
        constraints = [
            CheckConstraint(
                condition=Q(percent_low__regex=DECIMAL, percent_high__regex=DECIMAL),
                name="casestake_percent_decimal",
            ),
        ]


@pghistory.track()
class CaseControl(DatedRow):
    """Control of one party by another."""

    controller = models.ForeignKey(CaseParty, on_delete=models.PROTECT, related_name="controls")
    controlled = models.ForeignKey(
        CaseParty, on_delete=models.PROTECT, related_name="controlled_by"
    )


@pghistory.track()
class JointArrangement(DatedRow):
    """An arrangement to exercise rights jointly; members by their slug, in order."""

    members = ArrayField(models.CharField(max_length=100))


@pghistory.track()
class CaseDesignation(SluggedRow):
    """A designation as the case tells it."""

    party = models.ForeignKey(CaseParty, on_delete=models.PROTECT, related_name="designations")
    authority = models.CharField(max_length=20)
    program = models.CharField(max_length=100)
    measure = models.CharField(
        max_length=60, null=True, blank=True, help_text="Left out: asset_freeze."
    )
    by_definition = models.BooleanField(null=True, help_text="A class named in the order.")
    from_date = models.DateField(null=True, blank=True)
    to_date = models.DateField(null=True, blank=True)

    class Meta(SluggedRow.Meta):
        indexes = [Index(fields=["party", "authority"], name="casedesignation_by_party")]
        constraints = [
            *SluggedRow.Meta.constraints,
            CheckConstraint(
                condition=Q(from_date__isnull=True)
                | Q(to_date__isnull=True)
                | Q(from_date__lte=F("to_date")),
                name="casedesignation_ends_after_it_begins",
            ),
        ]


@pghistory.track()
class CaseOwnershipRule(DatedRow):
    """A rule of ownership that a case sets over the shipped ones."""

    authority = models.CharField(max_length=20)
    threshold = models.CharField(max_length=40)
    strict = models.BooleanField(null=True)
    aggregate = models.BooleanField(null=True)
    control = models.BooleanField(null=True)
    joint = models.BooleanField(null=True)
