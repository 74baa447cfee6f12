"""The feed of change events: ordered, and resumable without ever missing one.

The order is that of transactions, then of numbers, since numbers are not committed in order; and
only events are shown that no running transaction can still be put before. So whoever asks for what
comes `after` the last event they have gets each event exactly once.
"""

from __future__ import annotations

import re
from typing import Any

from django.db.models import QuerySet
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.utils.urls import replace_query_param

from sanctions.rest.problems import Problem
from sanctions.rest.views import ULID
from scenarios.models import ChangeEvent


class EventFeed(BasePagination):
    """`after` and `limit`; `next` is always given, so that it can be asked for again later."""

    def __init__(self) -> None:
        pages: Any = api_settings.DEFAULT_PAGINATION_CLASS
        self._pages = pages()

    def paginate_queryset(
        self, queryset: Any, request: Request, view: Any | None = None
    ) -> list[Any]:
        """Return the settled events after the one named, oldest first."""
        self.request = request
        self.after = request.query_params.get("after")
        rows: QuerySet[ChangeEvent] = queryset.settled().order_by("xid", "sequence")
        if self.after is not None:
            rows = rows.extra(
                where=[
                    "(scenarios_changeevent.xid, scenarios_changeevent.sequence) > (%s::xid8, %s)"
                ],
                params=_place_of(self.after, request),
            )
        found = list(rows[: self._pages.limit_of(request)])
        self.last = found[-1].pk if found else self.after
        return found

    def get_paginated_response(self, data: Any) -> Response:
        """Wrap the events, with the address at which the feed goes on."""
        url = self.request.build_absolute_uri()
        following = replace_query_param(url, "after", self.last) if self.last else url
        return Response({"next": following, "after": self.last, "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Describe the wrap."""
        after = {"type": ["string", "null"], "description": "Id of the last event so far."}
        properties = {"next": {"type": "string", "format": "uri"}, "after": after}
        return {
            "type": "object",
            "required": ["next", "after", "results"],
            "properties": {**properties, "results": schema},
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """Describe the parameters."""
        limit = self._pages.get_schema_operation_parameters(None)[0]
        after = {
            "name": "after",
            "in": "query",
            "required": False,
            "schema": {"type": "string", "pattern": f"^{ULID}$"},
            "description": "Id of the last event that you have.",
        }
        return [limit, after]


def _place_of(after: str, request: Request) -> list[str]:
    """Return transaction and number of an event; raises Problem where it is none that is seen."""
    row = None
    if re.fullmatch(ULID, after):
        seen = ChangeEvent.objects.visible_to(request.user).filter(pk=after)
        row = seen.values_list("xid", "sequence").first()
    if row is None:
        raise Problem(
            "after names no event that you may see.",
            code="invalid-cursor",
            field="after",
            hint="Give the id of the last event that you have, or begin without it.",
        )
    return [str(row[0]), str(row[1])]
