"""All parties of the lists as one file: FollowTheMoney's entities, a line each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import StreamingHttpResponse
from django_filters import rest_framework as filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from sanctions.domain.ftm_entities import Entity
from sanctions.lists.registry import all_lists
from sanctions.models import ListEntry, Party
from sanctions.rest.time_travel import TimeTravel
from sanctions.rest.views import VisibleViewSet
from sanctions.selectors.ftm_export import ftm_entities

NDJSON = "application/x-ndjson"
_KEYS = [module.SOURCE.key for module in all_lists()]


class ExportFilter(filters.FilterSet):
    """What the file is narrowed to."""

    list = filters.ChoiceFilter(choices=[(key, key) for key in _KEYS], method="known_to")

    def known_to(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the parties that the list has, or ever had."""
        of_list = ListEntry.objects.filter(party=OuterRef("pk"), sanctions_list__key=value)
        return rows.filter(Exists(of_list))


class EntitiesExport(TimeTravel, VisibleViewSet[Party]):
    """The parties as FollowTheMoney's entities."""

    queryset = Party.objects.all()
    filterset_class = ExportFilter
    required_scopes = {"list": "export"}
    time_parameters = ("as_of",)
    page_parameters = ()

    @extend_schema(
        operation_id="exports_entities_ftm",
        parameters=[
            OpenApiParameter("list", str, enum=_KEYS, description="What this list says only."),
            OpenApiParameter(
                "as_of", str, description="The designations in force on a day, and who has one."
            ),
        ],
        responses={(200, NDJSON): OpenApiTypes.STR},
    )
    def list(self, request: Request) -> StreamingHttpResponse:
        """Stream one entity a line, in the same order every time."""
        point = self.point_in_time
        entities = ftm_entities(
            parties=self.filter_queryset(self.get_queryset()),
            list_key=request.query_params.get("list") or None,
            as_of=point.as_of if "as_of" in point.asked else None,
        )
        return StreamingHttpResponse(_lines(entities), content_type=NDJSON)


def _lines(entities: Iterable[Entity]) -> Iterator[str]:
    for entity in entities:
        yield json.dumps(entity, ensure_ascii=False) + "\n"
