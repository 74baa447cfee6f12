"""Filters that never let a typing error pass for "everything"."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.request import Request

from sanctions.rest.problems import Problem

LONGEST_VALUE = 1000


class StrictFilterBackend(DjangoFilterBackend):
    """django-filter, and a refusal of every parameter that the view does not know.

    On lists: the view's filters, `limit`, `cursor`, and `ordering` where the view has
    `ordering_fields`. Everywhere: `format`, and the view's `time_parameters`.
    """

    def filter_queryset(
        self, request: Request, queryset: QuerySet[Any], view: Any
    ) -> QuerySet[Any]:
        """Filter a list; on a single row only look at the parameters. Raises Problem."""
        refuse_unknown(request, self._known(view, queryset))
        if _asks_for_one(view):
            return queryset
        filtered: QuerySet[Any] = super().filter_queryset(request, queryset, view)
        return filtered

    def _known(self, view: Any, queryset: QuerySet[Any]) -> set[str]:
        known = {"format", *getattr(view, "time_parameters", ())}
        if _asks_for_one(view):
            return known
        filters = self.get_filterset_class(view, queryset)
        if filters is not None:
            known |= set(filters.base_filters)
        known |= set(getattr(view, "page_parameters", ("limit", "cursor")))
        if getattr(view, "ordering_fields", ()):
            known.add("ordering")
        return known


def _asks_for_one(view: Any) -> bool:
    """Tell whether the address names a single row."""
    return (view.lookup_url_kwarg or view.lookup_field) in view.kwargs


def refuse_unknown(request: Request, known: set[str]) -> None:
    """Refuse a parameter that is not known, given twice, too long, or not text; raises Problem."""
    for name, values in request.query_params.lists():
        if name not in known:
            raise Problem(
                f"There is no parameter {name[:60]!r} here.",
                code="unknown-parameter",
                field=name[:60],
                hint=f"Known: {', '.join(sorted(known))}.",
            )
        if len(values) > 1:
            raise Problem("The parameter is given twice.", code="repeated-parameter", field=name)
        if len(values[0]) > LONGEST_VALUE or "\x00" in values[0]:
            raise Problem(
                f"The value is longer than {LONGEST_VALUE} characters, or holds NUL.",
                code="bad-parameter",
                field=name,
            )
