"""Fetching a list over REST: its tries, and the wish for another."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from sanctions.domain.kinds import FetchOutcome
from sanctions.lists.registry import find_list
from sanctions.models import Fetch
from sanctions.models.choices import choices_of
from sanctions.rest.views import VisibleViewSet
from sanctions.services.ask_fetch import ask_fetch
from sanctions.tasks import hint_lists


class FetchFilter(filters.FilterSet):
    """Tries to fetch a list."""

    outcome = filters.ChoiceFilter(choices=choices_of(FetchOutcome))


class FetchSerializer(serializers.ModelSerializer[Fetch]):
    """A try to fetch a list, and what became of it. `snapshot`: the copy that came, if any."""

    list = serializers.CharField(source="sanctions_list.key", read_only=True)
    asked_by = serializers.CharField(
        source="asked_by.username",
        read_only=True,
        default=None,
        allow_null=True,
        help_text="A login; null: its time had come.",
    )

    class Meta:
        model = Fetch
        fields = [
            *("id", "list", "asked_by", "asked_at", "started_at", "ended_at", "outcome", "reason"),
            *("host", "status", "size", "sha256", "snapshot"),
        ]
        read_only_fields = fields


class Fetches(ListModelMixin, VisibleViewSet[Fetch]):
    """The tries to fetch one list, newest first."""

    queryset = Fetch.objects.select_related("sanctions_list", "asked_by")
    serializer_class = FetchSerializer
    filterset_class = FetchFilter
    required_scopes = {"create": "assess"}
    ordering = ("-id",)

    def get_queryset(self) -> Any:
        """Keep the tries for the list of the address. Raises UnknownList."""
        rows: Any = super().get_queryset()
        source = find_list(self.kwargs["key"]).SOURCE
        return rows.filter(sanctions_list__key=source.key)

    @extend_schema(request=None, responses={202: FetchSerializer})
    def create(self, request: Request, key: str) -> Response:
        """Ask for the list to be fetched now; while a wish waits, another is the same one."""
        fetch = ask_fetch(key=key, asked_by=self.person)
        transaction.on_commit(hint_lists, robust=True)
        row = self.get_queryset().get(pk=fetch.pk)
        return Response(FetchSerializer(row).data, status=status.HTTP_202_ACCEPTED)
