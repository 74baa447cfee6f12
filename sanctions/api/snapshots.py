"""Copies of lists over REST: what became of each, what a held one would change, and deciding."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from sanctions.domain.errors import DecisionOvertaken
from sanctions.domain.kinds import CopyVerdict, SnapshotOutcome
from sanctions.models import CopyDecision, Snapshot
from sanctions.models.choices import choices_of
from sanctions.rest.fields import StrictCharField, StrictChoiceField
from sanctions.rest.filters import TruthFilter
from sanctions.rest.serializers import StrictSerializer
from sanctions.rest.views import ReadViewSet
from sanctions.services.decide_held_copy import decide_held_copy
from sanctions.services.preview_snapshot import preview_snapshot


class SnapshotFilter(filters.FilterSet):
    """Copies of lists."""

    list = filters.CharFilter(field_name="sanctions_list__key", label="key of a list")
    outcome = filters.ChoiceFilter(choices=choices_of(SnapshotOutcome))
    sha256 = filters.CharFilter(label="hash of the file")
    waiting = TruthFilter(method="that_wait", label="held, and not overtaken by a later copy")

    def that_wait(self, rows: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        """Keep the copies that wait for a person, or all others."""
        waiting = Snapshot.objects.waiting().order_by().values("pk")
        return rows.filter(pk__in=waiting) if value else rows.exclude(pk__in=waiting)


class CopyDecisionSerializer(serializers.ModelSerializer[CopyDecision]):
    """What a person decided about a held copy. `outcome` held: there was another doubt."""

    decided_by = serializers.CharField(source="decided_by.username", read_only=True)

    class Meta:
        model = CopyDecision
        fields = [
            *("id", "verdict", "sha256", "doubt", "reason", "decided_by", "decided_at"),
            "outcome",
        ]
        read_only_fields = fields


class SnapshotSerializer(serializers.ModelSerializer[Snapshot]):
    """A copy of a list. `reason` says why it was held or refused, or which rows were set aside."""

    list = serializers.CharField(source="sanctions_list.key", read_only=True)
    counts = serializers.DictField(
        read_only=True, help_text="Parties, changes by kind, unread fields, unmapped programs, …"
    )
    decisions = CopyDecisionSerializer(many=True, read_only=True)

    class Meta:
        model = Snapshot
        fields = [
            *("id", "list", "sha256", "size", "format", "scope", "published", "imported_at"),
            *("parser_version", "outcome", "reason", "is_excerpt", "is_baseline", "counts"),
            "decisions",
        ]
        read_only_fields = fields


class DecisionInput(StrictSerializer):
    """A decision on the very file that was looked at."""

    verdict = StrictChoiceField(choices_of(CopyVerdict))
    sha256 = StrictCharField(max_length=64, help_text="Of the copy that was looked at.")
    doubt = StrictCharField(help_text="Its `reason`, as it was when it was looked at.")
    reason = StrictCharField(max_length=5000, help_text="Kept with the decision.")


class PreviewedChangeSerializer(serializers.Serializer[Any]):
    """What would change of one party, field by field. `party`: null if it is not known yet."""

    kind = serializers.CharField()
    cause = serializers.CharField(help_text="PARSER: our reading of the same record differs.")
    external_id = serializers.CharField()
    name = serializers.CharField()
    party = serializers.CharField(source="party_id", allow_null=True)
    before = serializers.DictField()
    after = serializers.DictField()
    designations = serializers.ListField(child=serializers.DictField())


class PreviewSerializer(serializers.Serializer[Any]):
    """What a held copy would change now: counts of all, and the first changes of each kind."""

    parties = serializers.IntegerField()
    unchanged = serializers.IntegerField()
    counts = serializers.DictField(child=serializers.IntegerField())
    withdrawn = serializers.IntegerField(help_text="Were in an excerpt only: not delisted.")
    by_parser = serializers.IntegerField(help_text="Of the amended, those that are our doing.")
    changes = PreviewedChangeSerializer(source="shown", many=True)
    faults = serializers.ListField(child=serializers.CharField())
    unread = serializers.DictField(child=serializers.IntegerField())


class Snapshots(ReadViewSet[Snapshot]):
    """Copies of lists, newest first."""

    queryset = Snapshot.objects.select_related("sanctions_list").prefetch_related(
        Prefetch("decisions", CopyDecision.objects.select_related("decided_by"))
    )
    serializer_class = SnapshotSerializer
    filterset_class = SnapshotFilter
    required_scopes = {"decision": "assess"}
    ordering = ("-id",)

    @extend_schema(responses=PreviewSerializer)
    @action(detail=True)
    def changes(self, request: Request, pk: str) -> Response:
        """Work out what a held copy would change, from its kept file; nothing is stored."""
        copy = self.get_object()
        if copy.outcome != SnapshotOutcome.HELD:
            raise DecisionOvertaken(f"the copy is {copy.outcome}: it waits for nobody")
        return Response(PreviewSerializer(preview_snapshot(snapshot=copy)).data)

    @extend_schema(request=DecisionInput, responses=SnapshotSerializer)
    @action(detail=True, methods=["post"])
    def decision(self, request: Request, pk: str) -> Response:
        """Apply a held copy or turn it away, as a reviewer. Held again: there was another doubt."""
        copy = self.get_object()
        given = DecisionInput(data=request.data)
        given.is_valid(raise_exception=True)
        decide_held_copy(
            snapshot=copy,
            verdict=CopyVerdict(given.validated_data["verdict"]),
            sha256=given.validated_data["sha256"],
            doubt=given.validated_data["doubt"],
            reason=given.validated_data["reason"],
            actor=self.person,
        )
        return Response(SnapshotSerializer(self.get_object()).data)
