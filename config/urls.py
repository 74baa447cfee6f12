"""Every address: the dashboard at the root, REST under /api/v1/."""

from __future__ import annotations

from django.contrib import admin
from django.urls import path

from config.health import healthz

urlpatterns = [path("healthz", healthz), path("", admin.site.urls)]
