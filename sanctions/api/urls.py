"""The addresses of the sanctions app below /api/v1/."""

from __future__ import annotations

from django.urls import path
from rest_framework.routers import SimpleRouter

from sanctions.api import exports, fetching, programs, snapshots, views

router = SimpleRouter()
router.register("lists", views.Lists, "list")
router.register(r"lists/(?P<key>[a-z0-9_]+)/fetches", fetching.Fetches, "fetch")
router.register("parties", views.Parties, "party")
router.register("designations", views.Designations, "designation")
router.register("snapshots", snapshots.Snapshots, "snapshot")
router.register("programs", programs.Programs, "program")
router.register("instruments", programs.Instruments, "instrument")
router.register("renewal-rules", programs.RenewalRules, "renewal-rule")
router.register("calendar", programs.Calendar, "calendar")

urlpatterns = [
    path("exports/entities.ftm.json", exports.EntitiesExport.as_view({"get": "list"})),
    *router.urls,
]
