"""The addresses of the tracker app below /api/v1/."""

from __future__ import annotations

from django.urls import include, path, re_path
from rest_framework.routers import SimpleRouter

from sanctions.rest.views import ULID
from tracker.api import views

router = SimpleRouter()
router.register("alerts", views.Alerts, "alert")
router.register("subscriptions", views.Subscriptions, "subscription")
router.register("webhooks", views.Webhooks, "webhook")

urlpatterns = [
    re_path(
        rf"^webhooks/(?P<endpoint>{ULID})/deliveries/$",
        views.DeliveriesOfWebhook.as_view({"get": "list"}),
        name="delivery-list",
    ),
    re_path(
        rf"^webhooks/(?P<endpoint>{ULID})/deliveries/(?P<pk>{ULID})/replay/$",
        views.DeliveriesOfWebhook.as_view({"post": "replay"}),
        name="delivery-replay",
    ),
    path("", include(router.urls)),
]
