"""Every address: the dashboard at the root, REST under /api/v1/."""

from __future__ import annotations

from django.contrib import admin
from django.urls import path

urlpatterns = [path("", admin.site.urls)]
