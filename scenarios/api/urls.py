"""The addresses of the scenarios app below /api/v1/."""

from __future__ import annotations

from django.urls import include, path, re_path
from rest_framework.routers import SimpleRouter

from sanctions.rest.views import ADDRESS, CASE_SLUG, ULID
from scenarios.api import acts, nodes, views

router = SimpleRouter()
router.register("cases", views.Cases, "case")
router.register("conditions", nodes.Conditions, "condition")
router.register("assessments", views.Assessments, "assessment")
router.register("acts", acts.Acts, "act")
router.register("gates", nodes.Gates, "gate")
router.register("packages", views.Packages, "package")
router.register("scenarios", views.Scenarios, "scenario")
router.register("events", views.Events, "event")

urlpatterns = [
    re_path(
        rf"^cases/(?P<address>{ULID}|{CASE_SLUG})/acts/$",
        acts.ActsOfCase.as_view({"get": "list", "post": "create"}),
        name="case-acts",
    ),
    re_path(
        rf"^conditions/(?P<address>{ADDRESS})/assessments/$",
        views.AssessmentsOfCondition.as_view({"get": "list", "post": "create"}),
        name="condition-assessments",
    ),
    path("", include(router.urls)),
]
