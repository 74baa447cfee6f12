"""Alerts, subscriptions, endpoints and their deliveries on the wire."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError

from sanctions.models import Party
from sanctions.models.choices import choices_of
from sanctions.rest.fields import (
    InstantField,
    StrictBooleanField,
    StrictCharField,
    StrictChoiceField,
)
from sanctions.rest.serializers import StrictSerializer
from scenarios.domain.changes import EventKind
from scenarios.domain.levels import Level
from scenarios.models import Case, Condition, Gate, Scenario
from tracker.models import Alert, Attempt, Delivery, Endpoint, Subscription

LONGEST_TEXT = 2000


@extend_schema_field({"type": "string"})
class VisibleRowField(serializers.Field[Any, Any, Any, Any]):
    """Another row, named by its ULID, or by its address where it has one.

    A row of another team is no row: the answer is the same as for one that does not exist.
    """

    def __init__(self, model: Any, **options: Any) -> None:
        super().__init__(**options)
        self.model = model

    def to_internal_value(self, data: Any) -> Any:
        """Return the row; raises ValidationError where who asks sees none."""
        row = None
        if isinstance(data, str):
            rows = self.model.objects.visible_to(self.context["request"].user)
            found = rows.at(data) if hasattr(rows, "at") else rows.filter(pk=data)
            row = found.first()
        if row is None:
            kind = self.model._meta.verbose_name
            raise ValidationError([ErrorDetail(f"There is no such {kind}.", "not-found")])
        return row

    def to_representation(self, value: Any) -> str:
        """Return its id."""
        return str(value.pk)


class SubscriptionSerializer(serializers.ModelSerializer[Subscription]):
    """A wish: all filters given must match; `everything` stands for none."""

    class Meta:
        model = Subscription
        fields = [
            *("id", "name", "everything", "case", "scenario", "condition", "gate", "party"),
            *("kinds", "least_level", "include_own", "to_inbox", "endpoints", "is_active"),
            *("expires_at", "made_at"),
        ]


class SubscriptionInput(StrictSerializer):
    """What a subscription may be told."""

    name = StrictCharField(max_length=200)
    everything = StrictBooleanField(required=False)
    case = VisibleRowField(Case, required=False, allow_null=True)
    scenario = VisibleRowField(Scenario, required=False, allow_null=True)
    condition = VisibleRowField(Condition, required=False, allow_null=True)
    gate = VisibleRowField(Gate, required=False, allow_null=True)
    party = VisibleRowField(Party, required=False, allow_null=True)
    kinds = serializers.ListField(
        child=StrictChoiceField(choices_of(EventKind)),
        required=False,
        max_length=len(EventKind),
        help_text="Of these kinds only; none: of all.",
    )
    least_level = StrictChoiceField(choices_of(Level), required=False)
    include_own = StrictBooleanField(required=False)
    to_inbox = StrictBooleanField(required=False)
    endpoints = serializers.ListField(
        child=VisibleRowField(Endpoint), required=False, max_length=50
    )
    is_active = StrictBooleanField(required=False)
    expires_at = InstantField(required=False, allow_null=True)


class AlertEventSerializer(serializers.Serializer[Any]):
    """A change that an alert tells, and the subscription that asked for it."""

    id = serializers.CharField(source="event_id")
    subscription = serializers.CharField(source="subscription_id", allow_null=True)
    kind = serializers.ChoiceField(choices_of(EventKind), source="event.kind")
    node_kind = serializers.CharField(source="event.node_kind")
    node = serializers.CharField(source="event.node.address")
    definition_version = serializers.IntegerField(source="event.definition_version")
    old_status = serializers.CharField(source="event.old_status", allow_null=True)
    new_status = serializers.CharField(source="event.new_status", allow_null=True)
    cause = serializers.CharField(source="event.cause")
    level = serializers.CharField(source="event.level")
    detection_lag_days = serializers.IntegerField(source="event.detection_lag")
    reason = serializers.CharField(source="event.reason", allow_blank=True)


@extend_schema_field({"type": "integer", "minimum": 0})
class LagField(serializers.Field[Any, Any, Any, Any]):
    """A delivery lag in whole seconds."""

    def to_representation(self, value: timedelta) -> int:
        """Return the seconds."""
        return int(value.total_seconds())


_DELIVERY_LAG = "Seconds from the record of the change; null where no change was told, or not yet."


class AlertSerializer(serializers.ModelSerializer[Alert]):
    """What you were told of one occasion."""

    delivery_lag_seconds = LagField(
        source="delivery_lag", allow_null=True, read_only=True, help_text=_DELIVERY_LAG
    )
    events = AlertEventSerializer(source="alert_events", many=True, read_only=True)

    class Meta:
        model = Alert
        fields = [
            *("id", "made_at", "level", "headline", "acknowledged_at", "acknowledgement"),
            *("delivery_lag_seconds", "events"),
        ]


class AcknowledgementInput(StrictSerializer):
    """Seen; an acknowledgement is never taken back."""

    acknowledged = StrictBooleanField()
    text = StrictCharField(required=False, allow_blank=True, max_length=LONGEST_TEXT, default="")

    def validate_acknowledged(self, value: bool) -> bool:
        """Refuse to take it back."""
        if not value:
            raise ValidationError([ErrorDetail("Only true can be said.", "invalid")])
        return value


class EndpointSerializer(serializers.ModelSerializer[Endpoint]):
    """A webhook receiver. Its secret is never shown again."""

    class Meta:
        model = Endpoint
        fields = [
            *("id", "name", "url", "state", "state_reason", "paused_until"),
            *("consecutive_failures", "failing_since", "former_secret_until", "made_at"),
        ]


class EndpointInput(StrictSerializer):
    """A new receiver."""

    name = StrictCharField(max_length=200)
    url = StrictCharField(max_length=2048)


class EndpointChange(StrictSerializer):
    """Switch a receiver off, or on again."""

    state = StrictChoiceField([("active", "active"), ("disabled", "disabled")])


class SecretSerializer(serializers.Serializer[Any]):
    """A secret, shown this once."""

    secret = serializers.CharField()


class NewEndpointSerializer(EndpointSerializer):
    """A new receiver, with the secret that signs what it gets: shown this once."""

    secret = serializers.CharField(read_only=True)

    class Meta(EndpointSerializer.Meta):
        fields = [*EndpointSerializer.Meta.fields, "secret"]


class AttemptSerializer(serializers.ModelSerializer[Attempt]):
    """One try. The head of the reply is the receiver's words: trust it in nothing."""

    class Meta:
        model = Attempt
        fields = [
            *("number", "started_at", "finished_at", "outcome", "http_status"),
            *("milliseconds", "peer_ip", "error", "reply_head"),
        ]


class DeliverySerializer(serializers.ModelSerializer[Delivery]):
    """One message to one endpoint."""

    webhook_id = serializers.CharField(read_only=True)
    delivery_lag_seconds = LagField(
        source="delivery_lag", allow_null=True, read_only=True, help_text=_DELIVERY_LAG
    )
    attempts = AttemptSerializer(many=True, read_only=True)

    class Meta:
        model = Delivery
        fields = [
            *("id", "webhook_id", "alert", "replay_of", "state", "reason", "body_sha256"),
            *("made_at", "attempts_made", "next_at", "delivered_at"),
            *("delivery_lag_seconds", "attempts"),
        ]
