"""Explanations on the wire: one shape for a condition, a gate and a scenario, and for what-if."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from sanctions.models.choices import choices_of
from sanctions.rest.fields import StrictChoiceField
from sanctions.rest.serializers import StrictSerializer
from sanctions.rest.time_travel import FIRST_DAY, LAST_DAY
from scenarios.api.serializers import AssessmentSerializer, RefSerializer, SourceSerializer
from scenarios.api.states import (
    ScenarioStateField,
    ScenarioStateSerializer,
    StateField,
    StateSerializer,
)
from scenarios.domain.expression_terms import OPERATORS, terms_of
from scenarios.domain.statuses import ASSESSABLE_STATUSES
from scenarios.domain.truth import Truth

ASSESSABLE = [(one.value, one.value) for one in ASSESSABLE_STATUSES]


class SupposedInput(StrictSerializer):
    """A status that a condition is supposed to have, and from which day; default: the moment's."""

    status = StrictChoiceField(ASSESSABLE)
    date = serializers.DateField(required=False)

    def validate_date(self, day: Any) -> Any:
        """Refuse what is no day that a point in time can have."""
        if not FIRST_DAY <= day <= LAST_DAY:
            raise serializers.ValidationError(f"Expected a day from {FIRST_DAY} to {LAST_DAY}.")
        return day


class WhatIfInput(StrictSerializer):
    """What is supposed, by the name by which the gates call the condition, or its address."""

    set = serializers.DictField(child=SupposedInput(), allow_empty=False)


class SupposedSerializer(serializers.Serializer[Any]):
    """A status that was supposed, and from which day."""

    status = serializers.ChoiceField(ASSESSABLE)
    date = serializers.DateField(source="since")


class TreeSerializer(serializers.Serializer[Any]):
    """One part of a gate's expression on the day, with the parts inside it."""

    operator = serializers.ChoiceField([(name, name) for name in OPERATORS.values()])
    terms = serializers.DictField(help_text="The operator's own, as a case file writes them.")
    value = serializers.ChoiceField(choices_of(Truth))
    final = serializers.BooleanField()
    condition = serializers.CharField(allow_null=True, help_text="Of a leaf: its name.")
    deciding = serializers.BooleanField(help_text="Its value alone makes the difference.")

    def get_fields(self) -> dict[str, Any]:
        """Return the fields, with the parts inside."""
        return {**super().get_fields(), "children": TreeSerializer(many=True)}

    def to_representation(self, tree: Any) -> dict[str, Any]:
        """Return the tree; its depth is that of a checked expression."""
        return {
            "operator": OPERATORS[type(tree.expression)],
            "terms": terms_of(tree.expression),
            "value": tree.value,
            "final": tree.final,
            "condition": tree.condition,
            "deciding": tree.deciding,
            "children": [self.to_representation(child) for child in tree.children],
        }


@extend_schema_field(StateSerializer)
class ToldField(serializers.Field[Any, Any, Any, Any]):
    """The state of an explained condition or gate."""

    def to_representation(self, one: Any) -> dict[str, Any]:
        """Return the state at the moment."""
        return StateField.told(one.state, as_of=self.context["as_of"], since=one.since)


@extend_schema_field(ScenarioStateSerializer)
class ScenarioToldField(ToldField):
    """The state of an explained scenario."""

    def to_representation(self, one: Any) -> dict[str, Any]:
        """Return the state at the moment; since when, only what is stored knows."""
        return ScenarioStateField.told(one.told, as_of=self.context["as_of"], since=None)


class GoverningReadingSerializer(serializers.Serializer[Any]):
    """The reading that governs: a value, or the interval it lies in."""

    date = serializers.DateField()
    low = serializers.CharField()
    high = serializers.CharField()


class ExplainedConditionSerializer(serializers.Serializer[Any]):
    """A condition; without an id where you may not see its case."""

    id = serializers.CharField(source="row.pk", default=None, allow_null=True)
    address = serializers.CharField()
    name = serializers.CharField(help_text="By which the gates call it.")
    text = serializers.CharField(source="row.text", default=None, allow_null=True)
    state = ToldField(source="*")
    assessment = AssessmentSerializer(allow_null=True, help_text="The one that governs.")
    sources = SourceSerializer(many=True, help_text="Those that the assessment cites.")
    reading = GoverningReadingSerializer(allow_null=True)
    supposed = SupposedSerializer(allow_null=True)


class ExplainedGateSerializer(serializers.Serializer[Any]):
    """A gate, what it is for, and its expression with the values of the day."""

    id = serializers.CharField(source="gate.pk")
    address = serializers.CharField(source="gate.address")
    view = serializers.CharField(source="gate.view", allow_null=True)
    opens = RefSerializer(source="gate.opens", allow_null=True)
    reverses = RefSerializer(source="gate.reverses", allow_null=True)
    yields = RefSerializer(source="gate.yields", allow_null=True)
    state = ToldField(source="*")
    tree = TreeSerializer()


class ExplainedScenarioSerializer(serializers.Serializer[Any]):
    """A scenario that rests on what is explained."""

    id = serializers.CharField(source="scenario.pk")
    address = serializers.CharField(source="scenario.address")
    title = serializers.CharField(source="scenario.title")
    state = ScenarioToldField(source="*")


class LeftOffSerializer(serializers.Serializer[Any]):
    """How many more there are than are explained."""

    gates = serializers.IntegerField()
    scenarios = serializers.IntegerField()


class ExplanationSerializer(serializers.Serializer[Any]):
    """What it rests on, and what rests on it: conditions, gates as trees, scenarios."""

    as_of = serializers.DateField()
    known_at = serializers.DateTimeField(allow_null=True)
    conditions = ExplainedConditionSerializer(many=True)
    gates = ExplainedGateSerializer(many=True)
    scenarios = ExplainedScenarioSerializer(many=True)
    left_off = LeftOffSerializer()


class NodeChangedSerializer(serializers.Serializer[Any]):
    """A condition or gate that would be otherwise."""

    address = serializers.SerializerMethodField()
    before = ToldField()
    after = ToldField()

    def get_address(self, changed: Any) -> str:
        """Return the address of the condition or gate."""
        one = changed.after
        address: str = one.address if hasattr(one, "address") else one.gate.address
        return address


class ScenarioChangedSerializer(serializers.Serializer[Any]):
    """A scenario that would be otherwise."""

    address = serializers.CharField(source="after.scenario.address")
    before = ScenarioToldField()
    after = ScenarioToldField()


class ChangedSerializer(serializers.Serializer[Any]):
    """All that differs from the same moment without what is supposed."""

    conditions = NodeChangedSerializer(many=True)
    gates = NodeChangedSerializer(many=True)
    scenarios = ScenarioChangedSerializer(many=True)


class WhatIfSerializer(ExplanationSerializer):
    """The explanation as it would be, and what differs from the one without it."""

    changed = ChangedSerializer()
