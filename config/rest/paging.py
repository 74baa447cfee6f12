"""Paging by cursor: each page begins after the last row of the page before.

No offsets, so no page repeats or skips a row when others come and go, and the thousandth page costs
what the first one does. A cursor is signed and belongs to one person, one list and one order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.db.models import Q
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from sanctions.rest.problems import Problem

DEFAULT_LIMIT = 50
MOST_LIMIT = 500
_LIMIT = re.compile(r"[0-9]{1,4}", re.ASCII)
_LONGEST_CURSOR = 2000


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page begins: after (or before, going back) the row with these values."""

    values: tuple[Any, ...]
    back: bool


class CursorPagination(BasePagination):
    """`limit` and `cursor`; `next` and `previous` in the answer; no total.

    A view may declare `ordering` (fields that are never null; the id is put last) and
    `ordering_fields` (what `?ordering=` may name).
    """

    def paginate_queryset(
        self, queryset: Any, request: Request, view: Any | None = None
    ) -> list[Any]:
        """Return the rows of the page that the request asks for; raises Problem."""
        self.request = request
        self.view = view
        self.order = self._ordering(request, view)
        self.salt = f"cursor:{request.user.pk}:{request.path}:{','.join(self.order)}"
        limit, cursor = self.limit_of(request), self._cursor(request)
        back = cursor is not None and cursor.back
        order = [_turned(field) for field in self.order] if back else self.order
        if cursor is not None:
            queryset = queryset.filter(_after(order, cursor.values))
        rows = list(queryset.order_by(*order)[: limit + 1])
        more, rows = len(rows) > limit, rows[:limit]
        if back:
            rows.reverse()
        self.rows = rows
        self.has_next = more if not back else True
        self.has_previous = more if back else cursor is not None
        return rows

    def limit_of(self, request: Request) -> int:
        """Read the number of rows a page may have; raises Problem."""
        text = request.query_params.get("limit", str(DEFAULT_LIMIT))
        limit = int(text) if _LIMIT.fullmatch(text) else 0
        if not 1 <= limit <= MOST_LIMIT:
            raise Problem(
                f"limit is not a whole number from 1 to {MOST_LIMIT}.",
                code="invalid-limit",
                field="limit",
            )
        return limit

    def get_paginated_response(self, data: Any) -> Response:
        """Wrap the rows of the page, with what the view says of the whole (`envelope`)."""
        said: dict[str, Any] = getattr(self.view, "envelope", dict)()
        return Response({**said, **self._links(), "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Describe the wrap."""
        link = {"type": ["string", "null"], "format": "uri"}
        properties: dict[str, Any] = {"next": link, "previous": link, "results": schema}
        return {
            "type": "object",
            "required": list(properties),
            "properties": properties,
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """Describe the parameters."""
        limit = {
            "type": "integer",
            "minimum": 1,
            "maximum": MOST_LIMIT,
            "default": DEFAULT_LIMIT,
        }
        found = [
            _parameter("limit", limit, "Most rows on a page."),
            _parameter("cursor", {"type": "string"}, "Taken from `next` or `previous`."),
        ]
        if names := getattr(view, "ordering_fields", ()):
            described = f"Fields with commas; `-` turns one round. Of: {', '.join(names)}."
            found.append(_parameter("ordering", {"type": "string"}, described))
        return found

    def _links(self) -> dict[str, str | None]:
        if not self.rows:
            return {"next": None, "previous": None}
        return {
            "next": self._link(self.rows[-1], back=False) if self.has_next else None,
            "previous": self._link(self.rows[0], back=True) if self.has_previous else None,
        }

    def _link(self, row: Any, *, back: bool) -> str:
        values = [_value(row, field.lstrip("-")) for field in self.order]
        token = signing.dumps([back, *values], salt=self.salt, compress=True)
        link: str = replace_query_param(self.request.build_absolute_uri(), "cursor", token)
        return link

    def _cursor(self, request: Request) -> Cursor | None:
        token = request.query_params.get("cursor")
        if token is None:
            return None
        try:
            if len(token) > _LONGEST_CURSOR:
                raise signing.BadSignature
            back, *values = signing.loads(token, salt=self.salt)
        except signing.BadSignature as error:
            raise Problem(
                "The cursor is not one that this list gave to you.",
                code="invalid-cursor",
                field="cursor",
                hint="Follow `next` and `previous` as they are, or begin without a cursor.",
            ) from error
        return Cursor(tuple(values), back)

    def _ordering(self, request: Request, view: Any) -> list[str]:
        asked = request.query_params.get("ordering")
        allowed: Sequence[str] = getattr(view, "ordering_fields", ())
        order = list(getattr(view, "ordering", ()))
        if asked is not None:
            order = asked.split(",")
            names = [field.removeprefix("-") for field in order]
            if len(set(names)) < len(names) or not set(names) <= set(allowed):
                raise Problem(
                    "The list cannot be ordered so.",
                    code="invalid-ordering",
                    field="ordering",
                    hint=f"Known: {', '.join(allowed)}; each at most once.",
                )
        if "id" not in [field.removeprefix("-") for field in order]:
            order.append("-id" if order and order[0].startswith("-") else "id")
        return order


def _turned(field: str) -> str:
    return field.removeprefix("-") if field.startswith("-") else f"-{field}"


def _after(order: Sequence[str], values: Sequence[Any]) -> Q:
    """Keep the rows after the one with these values: the first field that differs decides."""
    found, equal = Q(), Q()
    for field, value in zip(order, values, strict=True):
        name = field.removeprefix("-")
        lookup = "lt" if field.startswith("-") else "gt"
        found |= equal & Q(**{f"{name}__{lookup}": value})
        equal &= Q(**{name: value})
    return found


def _value(row: Any, field: str) -> Any:
    """Return what a row has at a path, as JSON can carry it and the database takes it back."""
    for name in field.split("__"):
        row = row[name] if isinstance(row, dict) else getattr(row, name)
    return row if isinstance(row, int | str) else row.isoformat()


def _parameter(name: str, schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "schema": schema,
        "description": description,
    }
