"""A small API over teams, to try the ground rules on."""

from __future__ import annotations

from typing import Any

from django.db import DataError, IntegrityError, OperationalError
from django.urls import path
from django_filters import rest_framework as filters
from rest_framework import serializers, viewsets
from rest_framework.authentication import BaseAuthentication
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from sanctions.domain.errors import SnapshotHeld, UnknownList
from sanctions.models import Team
from sanctions.rest.etags import require_match
from sanctions.rest.serializers import StrictSerializer
from sanctions.rest.time_travel import TimeTravel
from scenarios.services.store_rows import EvaluationMoved

RAISED: dict[str, Exception] = {
    "data": DataError("SELECT secret FROM table"),
    "integrity": IntegrityError('duplicate key value violates "team_slug"'),
    "database": OperationalError("connection to server at 10.0.0.5 failed"),
    "recursion": RecursionError("maximum recursion depth exceeded"),
    "overflow": OverflowError("date value out of range"),
    "list": UnknownList("There is no list us_ofac_xyz."),
    "held": SnapshotHeld("0 of 17,000 designations are left."),
    "moved": EvaluationMoved(),
    "bug": RuntimeError("/srv/thaw/secret.py"),
}


class TeamFilter(filters.FilterSet):
    """One filter."""

    slug = filters.CharFilter()

    class Meta:
        model = Team
        fields = ["slug"]


class TeamSerializer(serializers.ModelSerializer[Team], StrictSerializer):
    """A team."""

    class Meta:
        model = Team
        fields = ["id", "slug", "name"]


class AsNobodyInParticular(BaseAuthentication):
    """Lets everybody be anonymous."""

    def authenticate(self, request: Request) -> None:
        return None


class Teams(TimeTravel, viewsets.ModelViewSet[Team]):
    """Teams."""

    queryset = Team.objects.all()
    serializer_class = TeamSerializer
    filterset_class = TeamFilter
    authentication_classes = [AsNobodyInParticular]
    permission_classes = []
    ordering_fields = ("slug", "name")

    def perform_update(self, serializer: Any) -> None:
        require_match(self.request, self.get_serializer(self.get_object()).data)
        super().perform_update(serializer)

    @action(detail=False)
    def broken(self, request: Request) -> Response:
        """Raise what the address names."""
        raise RAISED[request.query_params["by"]]


urlpatterns = [
    path("api/teams/", Teams.as_view({"get": "list", "post": "create"})),
    path("api/broken/", Teams.as_view({"get": "broken"})),
    path("api/teams/<pk>/", Teams.as_view({"get": "retrieve", "put": "update"})),
    path("page/", Teams.as_view({"get": "list"})),
]
handler404 = "config.errors.handler404"
handler500 = "config.errors.handler500"
