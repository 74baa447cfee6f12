"""Parties, and what lists say about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import CheckConstraint, Exists, Index, OuterRef, Prefetch, Q, UniqueConstraint

from sanctions.domain.kinds import DateKind, DatePrecision, NameType, PartyKind
from sanctions.models.choices import choices_of, known
from sanctions.models.ids import ULIDModel
from sanctions.models.querysets import PublicManager, PublicQuerySet
from sanctions.models.snapshots import SanctionsList, Snapshot

if TYPE_CHECKING:
    from datetime import date


def _designations() -> Any:
    """Designations point to parties, so parties find them by name."""
    return apps.get_model("sanctions", "Designation")._default_manager.all()


class PartyQuerySet(PublicQuerySet):
    """Parties of the lists."""

    def listed_as(self, *, list_key: str, external_id: str) -> Self:
        """Keep the party that the list with `list_key` knows, or knew, as `external_id`."""
        return self.filter(entries__sanctions_list__key=list_key, entries__external_id=external_id)

    def designated(self, *, on: date) -> Self:
        """Keep the parties with a designation in force on that day."""
        in_force = _designations().in_force(on=on).filter(party=OuterRef("pk"))
        return self.filter(Exists(in_force))

    def with_current_designations(self) -> Self:
        """Load open designations beside each party, as `party.current_designations`."""
        rows = _designations().current().select_related("authority", "program", "sanctions_list")
        return self.prefetch_related(
            Prefetch("designations", queryset=rows, to_attr="current_designations")
        )


class Party(ULIDModel):
    """A person, organization, vessel or aircraft, under one identity on all lists of a space."""

    id_space = models.CharField(max_length=40, help_text="Whose ids: us_ofac, gb_fcdo, …")
    external_id = models.CharField(max_length=100, help_text="The id that stays when lists change.")
    kind = models.CharField(max_length=20, choices=choices_of(PartyKind))
    name = models.TextField()
    normalised = models.TextField(help_text="The name as the search compares it.")

    objects = PartyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "parties"
        ordering = ["name", "id"]
        indexes = [Index(fields=["name", "id"], name="party_by_name")]
        constraints = [
            UniqueConstraint(fields=["id_space", "external_id"], name="party_once_per_id"),
            CheckConstraint(condition=~Q(name=""), name="party_has_name"),
            known(field="kind", kinds=PartyKind, name="party_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name


class ListEntry(ULIDModel):
    """What one list says about one party, as last read; it stays when the party leaves."""

    sanctions_list = models.ForeignKey(
        SanctionsList, on_delete=models.PROTECT, related_name="entries"
    )
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="entries")
    external_id = models.CharField(max_length=100, help_text="The id as this list prints it.")
    digest = models.CharField(max_length=32, help_text="Of the publisher's bytes for the record.")
    record = models.JSONField(help_text="Every field as read; `remarks` is the raw text.")
    present = models.BooleanField(default=True, help_text="In the last applied copy of the list.")
    is_excerpt = models.BooleanField(default=False, help_text="Seen in an excerpt only.")
    first_snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    changed_snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")

    objects = PublicManager()

    class Meta:
        verbose_name_plural = "list entries"
        constraints = [
            UniqueConstraint(
                fields=["sanctions_list", "external_id"], name="listentry_once_per_id"
            ),
            UniqueConstraint(fields=["party", "sanctions_list"], name="listentry_once_per_party"),
        ]

    def __str__(self) -> str:
        return f"{self.external_id} on {self.sanctions_list}"


class PartyName(ULIDModel):
    """A name as printed, and as the search compares it."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="names")
    entry = models.ForeignKey(ListEntry, on_delete=models.PROTECT, related_name="names")
    name = models.TextField()
    normalised = models.TextField(help_text="Transliterated, lower case, words only.")
    type = models.CharField(max_length=20, choices=choices_of(NameType))
    weak = models.BooleanField(default=False, help_text="Broad or generic, says the publisher.")

    objects = PublicManager()

    class Meta:
        indexes = [
            GinIndex(
                fields=["normalised"], opclasses=["gin_trgm_ops"], name="partyname_by_trigram"
            ),
        ]
        constraints = [known(field="type", kinds=NameType, name="partyname_type_known")]

    def __str__(self) -> str:
        return self.name


class PartyIdentifier(ULIDModel):
    """A number that tells a party apart. A false check digit is flagged, never dropped."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="identifiers")
    entry = models.ForeignKey(ListEntry, on_delete=models.PROTECT, related_name="identifiers")
    type = models.CharField(max_length=100, help_text="imo, inn, lei, …, or the printed label.")
    value = models.TextField()
    country = models.CharField(max_length=100, blank=True)
    note = models.TextField(blank=True, help_text="Issued, expires, currency: as printed.")
    valid = models.BooleanField(null=True, help_text="By its check digits; null: it has none.")

    objects = PublicManager()

    class Meta:
        indexes = [Index(fields=["value", "type"], name="partyidentifier_by_value")]

    def __str__(self) -> str:
        return f"{self.type} {self.value}"


class PartyDate(ULIDModel):
    """A date about a party between four bounds, with the text it was read from."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="dates")
    entry = models.ForeignKey(ListEntry, on_delete=models.PROTECT, related_name="dates")
    kind = models.CharField(max_length=20, choices=choices_of(DateKind))
    raw = models.CharField(max_length=200)
    precision = models.CharField(max_length=20, choices=choices_of(DatePrecision))
    approximate = models.BooleanField(default=False)
    from_earliest = models.DateField(null=True)
    from_latest = models.DateField(null=True)
    to_earliest = models.DateField(null=True)
    to_latest = models.DateField(null=True)

    objects = PublicManager()

    class Meta:
        constraints = [
            known(field="kind", kinds=DateKind, name="partydate_kind_known"),
            known(field="precision", kinds=DatePrecision, name="partydate_precision_known"),
            CheckConstraint(
                condition=Q(from_earliest__lte=models.F("to_latest"))
                | Q(precision=DatePrecision.UNREADABLE),
                name="partydate_bounds_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.raw}"


class PartyAddress(ULIDModel):
    """An address as printed."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="addresses")
    entry = models.ForeignKey(ListEntry, on_delete=models.PROTECT, related_name="addresses")
    street = models.TextField(blank=True)
    place = models.TextField(blank=True)
    country = models.CharField(max_length=250, blank=True)
    note = models.TextField(blank=True)

    objects = PublicManager()

    class Meta:
        verbose_name_plural = "party addresses"

    def __str__(self) -> str:
        return ", ".join(part for part in (self.street, self.place, self.country) if part)
