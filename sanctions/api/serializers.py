"""Lists, parties and designations on the wire."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from sanctions.models import (
    Designation,
    ListEntry,
    Party,
    PartyAddress,
    PartyDate,
    PartyIdentifier,
    PartyName,
)


class PartyRefSerializer(serializers.ModelSerializer[Party]):
    """A party in few words."""

    class Meta:
        model = Party
        fields = ["id", "name", "kind"]


class DesignationSerializer(serializers.ModelSerializer[Designation]):
    """A dated measure of one authority on one party. `to_date` is the first day without it."""

    party = PartyRefSerializer(read_only=True)
    list = serializers.CharField(source="sanctions_list.key", read_only=True)
    authority = serializers.CharField(source="authority.code", read_only=True)
    program = serializers.CharField(source="program.key", read_only=True)

    class Meta:
        model = Designation
        fields = [
            *("id", "party", "list", "authority", "program", "measure", "from_date"),
            *(
                "first_seen_on",
                "resumed_on",
                "to_date",
                "listed_known_at",
                "delisted_known_at",
                "legal_note",
            ),
        ]


class DesignationOfPartySerializer(DesignationSerializer):
    """A designation beside its party."""

    class Meta(DesignationSerializer.Meta):
        fields = [name for name in DesignationSerializer.Meta.fields if name != "party"]


class PartySerializer(serializers.ModelSerializer[Party]):
    """A party, and the designations in force at the point in time that was asked for."""

    designations = DesignationOfPartySerializer(source="in_force", many=True, read_only=True)

    class Meta:
        model = Party
        fields = ["id", "id_space", "external_id", "kind", "name", "designations"]


class NameSerializer(serializers.ModelSerializer[PartyName]):
    """A name, as printed."""

    class Meta:
        model = PartyName
        fields = ["name", "type", "weak"]


class IdentifierSerializer(serializers.ModelSerializer[PartyIdentifier]):
    """A number. `valid`: by its check digits; null where it has none."""

    class Meta:
        model = PartyIdentifier
        fields = ["type", "value", "country", "note", "valid"]


class DateSerializer(serializers.ModelSerializer[PartyDate]):
    """A date between four bounds, with the text that it was read from."""

    class Meta:
        model = PartyDate
        fields = [
            *("kind", "raw", "precision", "approximate", "from_earliest", "from_latest"),
            *("to_earliest", "to_latest"),
        ]


class AddressSerializer(serializers.ModelSerializer[PartyAddress]):
    """An address, as printed."""

    class Meta:
        model = PartyAddress
        fields = ["street", "place", "country", "note"]


class EntrySerializer(serializers.ModelSerializer[ListEntry]):
    """What one list says of the party, as last read."""

    list = serializers.CharField(source="sanctions_list.key", read_only=True)
    record = serializers.JSONField(read_only=True)

    class Meta:
        model = ListEntry
        fields = ["list", "external_id", "present", "is_excerpt", "record"]


class FreshnessSerializer(serializers.Serializer[Any]):
    """On which copies an answer rests. Not legal advice, and not a screening decision."""

    checked_at = serializers.DateTimeField(allow_null=True)
    changed_at = serializers.DateTimeField(allow_null=True)
    source_version = serializers.CharField(allow_blank=True)
    only_excerpts = serializers.BooleanField(help_text="A few parties for show, not the lists.")


class NumberSerializer(serializers.ModelSerializer[PartyIdentifier]):
    """A number that both lists print."""

    class Meta:
        model = PartyIdentifier
        fields = ["type", "value"]


class SamePartySerializer(serializers.Serializer[Any]):
    """The same party under another id, the number that proves it, and what is in force there."""

    id = serializers.CharField(source="party.id")
    id_space = serializers.CharField(source="party.id_space")
    external_id = serializers.CharField(source="party.external_id")
    name = serializers.CharField(source="party.name")
    by = NumberSerializer(source="number")
    designations = DesignationOfPartySerializer(source="in_force", many=True)


class PartyDetailSerializer(PartySerializer):
    """A party with all that the lists say of it."""

    names = NameSerializer(many=True, read_only=True)
    identifiers = IdentifierSerializer(many=True, read_only=True)
    dates = DateSerializer(many=True, read_only=True)
    addresses = AddressSerializer(many=True, read_only=True)
    entries = EntrySerializer(many=True, read_only=True)
    same_as = serializers.SerializerMethodField()
    freshness = serializers.SerializerMethodField()

    class Meta(PartySerializer.Meta):
        fields = [
            *PartySerializer.Meta.fields,
            *("names", "identifiers", "dates", "addresses", "entries", "same_as"),
            "freshness",
        ]

    @extend_schema_field(SamePartySerializer(many=True))
    def get_same_as(self, party: Party) -> Any:
        """Say under which ids other lists have it."""
        return SamePartySerializer(self.context["view"].same_parties(party), many=True).data

    @extend_schema_field(FreshnessSerializer)
    def get_freshness(self, party: Any) -> Any:
        """Say on which copies it rests."""
        return FreshnessSerializer(self.context["view"].freshness).data


class ListSerializer(serializers.Serializer[Any]):
    """A list that Thaw reads, its terms of use, and how fresh its copies are here."""

    key = serializers.CharField(source="source.key")
    title = serializers.CharField(source="source.title")
    publisher = serializers.CharField(source="source.publisher")
    url = serializers.CharField(source="source.url")
    licence = serializers.CharField(source="source.licence")
    published = serializers.DateField(source="snapshot.published", allow_null=True, default=None)
    sha256 = serializers.CharField(source="snapshot.sha256", allow_null=True, default=None)
    checked_at = serializers.DateTimeField(allow_null=True)
    changed_at = serializers.DateTimeField(allow_null=True)
    held = serializers.IntegerField(help_text="Copies that wait for a person.")
    is_excerpt = serializers.BooleanField()
    parties = serializers.IntegerField()
    designations = serializers.IntegerField()
