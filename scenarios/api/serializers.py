"""Rows of cases on the wire. Names are those of case files, with ids and addresses beside them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from scenarios.api.states import PhaseField, ScenarioStateField, StateField
from scenarios.models import (
    Assessment,
    Case,
    ChangeEvent,
    Condition,
    FlaggedScenario,
    FormerDefinition,
    Gate,
    Package,
    Scenario,
    Source,
    Step,
)


class SourceSerializer(serializers.ModelSerializer[Source]):
    """A publication that rows of the case cite by its key."""

    class Meta:
        model = Source
        fields = ["key", "url", "publisher", "published", "grade", "note"]


class CaseScenarioSerializer(serializers.Serializer[Any]):
    """A scenario of a case, and its state."""

    id = serializers.CharField()
    address = serializers.CharField()
    title = serializers.CharField()
    state = ScenarioStateField()


class CaseSerializer(serializers.ModelSerializer[Case]):
    """An episode of relief, and the state of its scenarios."""

    scenarios = CaseScenarioSerializer(many=True, source="scenario_rows", read_only=True)

    class Meta:
        model = Case
        fields = [
            *("id", "slug", "title", "summary", "demo", "from_library"),
            *("start", "senders", "targets", "made_at", "scenarios"),
        ]


class CaseDetailSerializer(CaseSerializer):
    """A case with what it cites."""

    sources = SourceSerializer(many=True, read_only=True)

    class Meta(CaseSerializer.Meta):
        fields = [*CaseSerializer.Meta.fields, "sources"]


class CaseRefSerializer(serializers.ModelSerializer[Case]):
    """The case that a row belongs to; `demo` marks invented data."""

    class Meta:
        model = Case
        fields = ["id", "slug", "title", "demo"]


class RefSerializer(serializers.Serializer[Any]):
    """Another row, by id and address."""

    id = serializers.CharField()
    address = serializers.CharField()


class CaseRowSerializer(serializers.ModelSerializer[Any]):
    """What every row of a case says of itself."""

    case = CaseRefSerializer(read_only=True)
    sources = serializers.ListField(
        child=serializers.CharField(), read_only=True, help_text="Keys of the case's sources."
    )


class ConditionSerializer(CaseRowSerializer):
    """A condition, and its state."""

    address = serializers.CharField(read_only=True)
    fulfilled_by = RefSerializer(allow_null=True, read_only=True)
    state = StateField()

    class Meta:
        model = Condition
        fields = [
            *("id", "address", "case", "slug", "kind", "bears_on", "by", "text", "initial"),
            *("review_days", "fulfilled_by", "quantity_op", "quantity_threshold"),
            *("quantity_unit", "sources", "note", "precision", "definition_version", "version"),
            "state",
        ]


class GateSerializer(CaseRowSerializer):
    """A gate: its expression as a case file writes it, what it is for, and its state."""

    address = serializers.CharField(read_only=True)
    when = serializers.JSONField(read_only=True)
    opens = RefSerializer(allow_null=True, read_only=True)
    reverses = RefSerializer(allow_null=True, read_only=True)
    yields = RefSerializer(allow_null=True, read_only=True)
    state = StateField()

    class Meta:
        model = Gate
        fields = [
            *("id", "address", "case", "slug", "when", "view", "opens", "reverses", "yields"),
            *("sources", "note", "definition_version", "version", "state"),
        ]


class StepSerializer(serializers.ModelSerializer[Step]):
    """One element of a package."""

    acting_authority = serializers.CharField(read_only=True)
    sources = serializers.ListField(child=serializers.CharField(), read_only=True)

    class Meta:
        model = Step
        fields = [
            *("id", "slug", "instrument", "acting_authority", "mode", "removes_designations"),
            *("removes_program", "adds", "licence", "amount", "currency", "unit", "effective"),
            *("sources", "note", "precision"),
        ]


class GateRefSerializer(RefSerializer):
    """A gate, by id and address, and its state."""

    state = StateField()


class PackageSerializer(CaseRowSerializer):
    """A proposal of relief, with its steps and the gates that open or reverse it."""

    address = serializers.CharField(read_only=True)
    phase = PhaseField()
    steps = StepSerializer(many=True, read_only=True)
    opened_by = GateRefSerializer(many=True, read_only=True)
    reversed_by = GateRefSerializer(many=True, read_only=True)

    class Meta:
        model = Package
        fields = [
            *("id", "address", "case", "slug", "title", "state", "phase", "steps", "opened_by"),
            *("reversed_by", "sources", "note", "precision", "version"),
        ]


class ScenarioSerializer(CaseRowSerializer):
    """A named future, and its state."""

    address = serializers.CharField(read_only=True)
    packages = RefSerializer(many=True, read_only=True)
    state = ScenarioStateField()

    class Meta:
        model = Scenario
        fields = [
            *("id", "address", "case", "slug", "title", "horizon", "assume", "implied"),
            *("packages", "sources", "note", "state"),
        ]


class AssessmentSerializer(serializers.ModelSerializer[Assessment]):
    """A dated judgement. `certified`: by the one whom the condition names as its finder.

    With `waits_until` it is a machine's, and counts from `settled_at` on if it `has_stood`.
    """

    condition = RefSerializer(read_only=True)
    sources = serializers.ListField(child=serializers.CharField(), read_only=True)
    certified = serializers.BooleanField(source="is_certified", read_only=True)
    entered_by = serializers.CharField(
        source="entered_by.username", allow_null=True, default=None, read_only=True
    )

    class Meta:
        model = Assessment
        fields = [
            *("id", "condition", "status", "date", "recorded", "assessor", "certified", "degree"),
            *("retracts", "precision", "reason", "sources", "note", "origin", "entered_by"),
            *("entered_at", "definition_version", "delta"),
            *("waits_until", "settled_at", "has_stood"),
        ]


class FormerDefinitionSerializer(serializers.ModelSerializer[FormerDefinition]):
    """An earlier text, in force for what was known before `until`."""

    terms = serializers.JSONField(read_only=True)

    class Meta:
        model = FormerDefinition
        fields = ["until", "terms", "reason", "author", "entered_at"]


class StatusFromSerializer(serializers.Serializer[Any]):
    """A status, and the day from which it held."""

    date = serializers.DateField()
    status = serializers.CharField()


class HistorySerializer(serializers.Serializer[Any]):
    """How the status of a condition or gate went, and what its definition was before."""

    as_of = serializers.DateField()
    known_at = serializers.DateTimeField(allow_null=True)
    statuses = StatusFromSerializer(many=True)
    former_definitions = FormerDefinitionSerializer(many=True)


class FlaggedSerializer(serializers.ModelSerializer[FlaggedScenario]):
    """A scenario that a change touched."""

    id = serializers.CharField(source="scenario_id", read_only=True)
    address = serializers.CharField(source="scenario.address", read_only=True)

    class Meta:
        model = FlaggedScenario
        fields = ["id", "address", "old_state", "new_state", "old_flags", "new_flags"]


class EventSerializer(serializers.ModelSerializer[ChangeEvent]):
    """One change of the status of one condition or gate; it never changes itself.

    Of another `kind` than change it is a remark, and the status is the same before and after; or
    it is an act, and the statuses are the states of its package, null where it has none.
    """

    case = CaseRefSerializer(read_only=True)
    node = RefSerializer(read_only=True)
    actor = serializers.CharField(
        source="actor.username", allow_null=True, default=None, read_only=True
    )
    detection_lag_days = serializers.IntegerField(
        source="detection_lag", help_text="How many days after `valid_from` it was recorded."
    )
    scenarios = FlaggedSerializer(source="flagged", many=True, read_only=True)

    class Meta:
        model = ChangeEvent
        fields = [
            *("id", "occasion", "case", "kind", "node_kind", "node", "definition_version"),
            *("old_status", "new_status", "cause", "level", "valid_from", "recorded_at"),
            *("detection_lag_days", "reason", "actor", "assessment", "act", "delta"),
            *("old_deciding", "new_deciding"),
            "scenarios",
        ]
