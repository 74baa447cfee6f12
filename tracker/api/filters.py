"""What lists of the tracker app can be narrowed by."""

from __future__ import annotations

from django_filters import rest_framework as filters

from sanctions.models.choices import choices_of
from sanctions.rest.filters import TruthFilter
from scenarios.domain.levels import Level
from tracker.domain.kinds import DeliveryState


class AlertFilter(filters.FilterSet):
    """Alerts."""

    unread = TruthFilter(
        field_name="acknowledged_at", lookup_expr="isnull", label="not acknowledged yet"
    )
    level = filters.ChoiceFilter(choices=choices_of(Level))


class SubscriptionFilter(filters.FilterSet):
    """Subscriptions."""

    is_active = TruthFilter()


class DeliveryFilter(filters.FilterSet):
    """Deliveries."""

    state = filters.ChoiceFilter(choices=choices_of(DeliveryState))
