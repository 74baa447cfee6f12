"""The addresses of the sanctions app below /api/v1/."""

from __future__ import annotations

from rest_framework.routers import SimpleRouter

from sanctions.api import fetching, views

router = SimpleRouter()
router.register("lists", views.Lists, "list")
router.register(r"lists/(?P<key>[a-z0-9_]+)/fetches", fetching.Fetches, "fetch")
router.register("parties", views.Parties, "party")
router.register("designations", views.Designations, "designation")

urlpatterns = router.urls
