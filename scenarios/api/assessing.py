"""Assessing a condition over REST: the input, strictly read, and one call."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from sanctions.rest.fields import StrictCharField, StrictChoiceField, StrictIntegerField
from sanctions.rest.problems import Problem
from sanctions.rest.serializers import StrictSerializer
from scenarios.api.serializers import AssessmentSerializer, EventSerializer
from scenarios.domain.statuses import ASSESSABLE_STATUSES

LONGEST_TEXT = 10_000


class NewSourceSerializer(StrictSerializer):
    """A publication that the case does not have yet."""

    url = serializers.URLField(required=False, max_length=2000)
    publisher = StrictCharField(required=False, max_length=500)
    published = serializers.DateField(required=False)
    grade = StrictCharField(required=False, max_length=2, help_text="Admiralty pair: B2.")
    note = StrictCharField(required=False, max_length=LONGEST_TEXT)


@extend_schema_field(
    {"oneOf": [{"type": "string"}, {"$ref": "#/components/schemas/NewSourceRequest"}]}
)
class CitedField(serializers.Field[Any, Any, Any, Any]):
    """A source: its key in the case, or a new one."""

    def to_internal_value(self, data: Any) -> Any:
        """Return the key, or what is said of the new source."""
        if isinstance(data, str):
            return data
        source = NewSourceSerializer(data=data)
        source.is_valid(raise_exception=True)
        return dict(source.validated_data)


class AssessmentInput(StrictSerializer):
    """A judgement. `seen_version`: the condition's version that it was made on."""

    status = StrictChoiceField([(one.value, one.value) for one in ASSESSABLE_STATUSES])
    date = serializers.DateField(help_text="The day on which it was true.")
    reason = StrictCharField(max_length=LONGEST_TEXT)
    sources = serializers.ListField(child=CitedField(), max_length=50, default=list)
    assessor = StrictCharField(
        required=False, allow_null=True, max_length=500, help_text="In whose view; default: yours."
    )
    degree = StrictIntegerField(required=False, allow_null=True, min_value=0, max_value=3)
    precision = serializers.RegexField(
        r"\A(day|week|month|year|[1-9][0-9]{0,3} days)\Z", required=False, allow_null=True
    )
    retracts = StrictCharField(
        required=False, allow_null=True, max_length=26, help_text="Id of an assessment."
    )
    note = StrictCharField(required=False, allow_blank=True, max_length=LONGEST_TEXT)
    seen_version = StrictIntegerField(required=False, allow_null=True, min_value=1)


class AssessedSerializer(serializers.Serializer[Any]):
    """What was entered, and every change of status that came of it."""

    assessment = AssessmentSerializer()
    condition_version = serializers.IntegerField(source="condition.version")
    events = EventSerializer(many=True)


def retracted(condition: Any, given: dict[str, Any]) -> dict[str, Any]:
    """Put the assessment that is retracted in the place of its id; raises Problem."""
    if not given.get("retracts"):
        return given
    row = condition.assessments.filter(pk=given["retracts"]).first()
    if row is None:
        raise Problem(
            "retracts names no assessment of this condition.",
            code="unknown-assessment",
            field="retracts",
        )
    return {**given, "retracts": row}
