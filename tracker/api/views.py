"""Alerts, subscriptions and webhooks of the person who asks: nobody else's are there."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Prefetch
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from sanctions.rest.etags import etag_of_data, if_match, require_match
from sanctions.rest.views import ReadViewSet, VisibleViewSet
from scenarios.tasks import hint_changes
from tracker.api import filters, serializers
from tracker.models import Alert, AlertEvent, Delivery, Endpoint, Subscription
from tracker.services.acknowledge_alert import acknowledge_alert
from tracker.services.create_endpoint import create_endpoint
from tracker.services.create_subscription import create_subscription
from tracker.services.delete_endpoint import delete_endpoint
from tracker.services.delete_subscription import delete_subscription
from tracker.services.disable_endpoint import disable_endpoint
from tracker.services.enable_endpoint import enable_endpoint
from tracker.services.ping_endpoint import ping_endpoint
from tracker.services.replay_delivery import replay_delivery
from tracker.services.rotate_secret import rotate_secret
from tracker.services.update_subscription import update_subscription

_WITH_EVENTS = Prefetch(
    "alert_events",
    AlertEvent.objects.select_related(
        "event__condition__case", "event__gate__case", "event__package__case"
    ),
)
_DELIVERIES = Delivery.objects.defer("body").select_related("alert").prefetch_related("attempts")


class Owned(ReadViewSet[Any]):
    """Rows of one person. A change names the state that it changes (`If-Match`)."""

    http_method_names = ["get", "head", "options", "post", "patch", "delete"]

    def get_queryset(self) -> Any:
        """Keep the person's own rows, whoever else's an administrator may see elsewhere."""
        rows: Any = super().get_queryset()
        return rows.of(self.request.user)

    def unchanged(self) -> Any:
        """Return the row of the address, once it is the one that was read; raises StaleState."""
        row = self.get_object()
        require_match(self.request, self.get_serializer(row).data)
        return row

    def shown(self, row: Any) -> Response:
        """Answer with a row as it is now, and its entity tag."""
        data = self.get_serializer(self.get_queryset().get(pk=row.pk)).data
        return Response(data, headers={"ETag": etag_of_data(data)})

    def read(self, kind: Any, request: Request, **options: Any) -> dict[str, Any]:
        """Read the input strictly; raises ValidationError."""
        given = kind(data=request.data, context=self.get_serializer_context(), **options)
        given.is_valid(raise_exception=True)
        return dict(given.validated_data)


class Alerts(Owned):
    """Your alerts, newest first. They are acknowledged, and never removed."""

    queryset = Alert.objects.filter(to_inbox=True).prefetch_related(_WITH_EVENTS)
    serializer_class = serializers.AlertSerializer
    filterset_class = filters.AlertFilter
    ordering = ("-id",)

    @extend_schema(
        parameters=[if_match()],
        request=serializers.AcknowledgementInput,
        responses=serializers.AlertSerializer,
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        """Acknowledge an alert."""
        alert = self.unchanged()
        given = self.read(serializers.AcknowledgementInput, request)
        acknowledge_alert(alert=alert, actor=self.person, text=given["text"])
        return self.shown(alert)


class Subscriptions(Owned):
    """What you want to hear of, and where."""

    queryset = Subscription.objects.prefetch_related("endpoints")
    serializer_class = serializers.SubscriptionSerializer
    filterset_class = filters.SubscriptionFilter
    ordering = ("name",)

    @extend_schema(
        request=serializers.SubscriptionInput,
        responses={201: serializers.SubscriptionSerializer},
    )
    def create(self, request: Request) -> Response:
        """Make a subscription."""
        given = self.read(serializers.SubscriptionInput, request)
        made = self.shown(create_subscription(owner=self.person, **given))
        made.status_code = status.HTTP_201_CREATED
        return made

    @extend_schema(
        parameters=[if_match()],
        request=serializers.SubscriptionInput,
        responses=serializers.SubscriptionSerializer,
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        """Change what is given; the rest stays."""
        subscription = self.unchanged()
        given = self.read(serializers.SubscriptionInput, request, partial=True)
        return self.shown(update_subscription(subscription=subscription, **given))

    @extend_schema(parameters=[if_match()], responses={204: None})
    def destroy(self, request: Request, pk: str) -> Response:
        """Remove a subscription; the alerts it led to stay."""
        delete_subscription(subscription=self.unchanged())
        return Response(status=status.HTTP_204_NO_CONTENT)


class Webhooks(Owned):
    """Your webhook receivers, and the log of what was sent to them."""

    queryset = Endpoint.objects.all()
    serializer_class = serializers.EndpointSerializer
    ordering = ("name",)

    @extend_schema(
        request=serializers.EndpointInput, responses={201: serializers.NewEndpointSerializer}
    )
    def create(self, request: Request) -> Response:
        """Make a receiver. The answer holds its secret, this once."""
        given = self.read(serializers.EndpointInput, request)
        endpoint, secret = create_endpoint(owner=self.person, **given)
        made = self.shown(endpoint)
        made.data = {**made.data, "secret": secret}
        made.status_code = status.HTTP_201_CREATED
        return made

    @extend_schema(
        parameters=[if_match()],
        request=serializers.EndpointChange,
        responses=serializers.EndpointSerializer,
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        """Switch a receiver off, or on again."""
        endpoint = self.unchanged()
        given = self.read(serializers.EndpointChange, request)
        switch = enable_endpoint if given["state"] == "active" else disable_endpoint
        switch(endpoint=endpoint)
        transaction.on_commit(hint_changes, robust=True)
        return self.shown(endpoint)

    @extend_schema(parameters=[if_match()], responses={204: None})
    def destroy(self, request: Request, pk: str) -> Response:
        """Remove a receiver, with what was sent to it."""
        delete_endpoint(endpoint=self.unchanged())
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(request=None, responses=serializers.SecretSerializer)
    @action(detail=True, methods=["post"], url_path="rotate-secret")
    def rotate_secret(self, request: Request, pk: str) -> Response:
        """Give a receiver a new secret, shown this once; both sign for a day."""
        return Response({"secret": rotate_secret(endpoint=self.get_object())})

    @extend_schema(request=None, responses={202: serializers.DeliverySerializer})
    @action(detail=True, methods=["post"])
    def ping(self, request: Request, pk: str) -> Response:
        """Send a receiver a message that means nothing, to see whether it answers."""
        return _accepted(ping_endpoint(endpoint=self.get_object()))


class DeliveriesOfWebhook(ListModelMixin, VisibleViewSet[Delivery]):
    """What was sent to one receiver, newest first, with every attempt."""

    queryset = _DELIVERIES
    serializer_class = serializers.DeliverySerializer
    filterset_class = filters.DeliveryFilter
    ordering = ("-id",)

    def get_queryset(self) -> Any:
        """Keep the deliveries to the receiver of the address, if it is the person's own."""
        rows: Any = super().get_queryset()
        return rows.of(self.request.user).filter(endpoint=self.kwargs["endpoint"])

    @extend_schema(request=None, responses={202: serializers.DeliverySerializer})
    def replay(self, request: Request, endpoint: str, pk: str) -> Response:
        """Send a message again that has ended, as a new one with the same bytes."""
        return _accepted(replay_delivery(delivery=self.get_object()))


def _accepted(delivery: Delivery) -> Response:
    """Answer with a message that is due, and ask for it to be sent now."""
    transaction.on_commit(hint_changes, robust=True)
    row = _DELIVERIES.get(pk=delivery.pk)
    return Response(serializers.DeliverySerializer(row).data, status=status.HTTP_202_ACCEPTED)
