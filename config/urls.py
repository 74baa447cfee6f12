"""Every address: the dashboard at the root, REST under /api/v1/, health beside them."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path
from drf_spectacular.views import SpectacularJSONAPIView

from config.health import healthz, readyz
from config.icon import icon
from tracker.api.docs import api_docs

urlpatterns = [
    path("favicon.ico", icon),
    path("healthz", healthz),
    path("readyz", readyz),
    path("api/schema/", SpectacularJSONAPIView.as_view(), name="api-schema"),
    path("api/docs/", api_docs, name="api-docs"),
    path("api/v1/", include("sanctions.api.urls")),
    path("api/v1/", include("scenarios.api.urls")),
    path("api/v1/", include("tracker.api.urls")),
    path("", admin.site.urls),
]

handler400 = "config.errors.handler400"
handler403 = "config.errors.handler403"
handler404 = "config.errors.handler404"
handler500 = "config.errors.handler500"
