"""What every view over our rows has: only visible rows, found by ULID or by address."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.viewsets import GenericViewSet

ULID = "[0-7][0-9A-HJKMNP-TV-Z]{25}"
CASE_SLUG = "[a-z0-9]+(?:[_-][a-z0-9]+)*"
ADDRESS = f"{ULID}|{CASE_SLUG}/[A-Za-z0-9_][A-Za-z0-9_.-]*"
Row = TypeVar("Row", bound=Model)


class VisibleViewSet(GenericViewSet[Row]):
    """Rows that the person may see. Those of other teams are not there: 404, not 403."""

    lookup_value_regex = ULID

    @property
    def person(self) -> Any:
        """Who asks; the permissions have let nobody else pass."""
        return self.request.user

    def get_queryset(self) -> QuerySet[Row]:
        """Return the rows of the view that are visible to who asks."""
        rows: Any = super().get_queryset()
        visible: QuerySet[Row] = rows.visible_to(self.request.user)
        return visible


class ReadViewSet(ListModelMixin, RetrieveModelMixin, VisibleViewSet[Row]):
    """Lists rows, and shows one."""


class AddressedViewSet(ReadViewSet[Row]):
    """Rows of cases, known by ULID or as `case-slug/slug`."""

    lookup_field = "address"
    lookup_value_regex = ADDRESS

    def get_object(self) -> Row:
        """Return the row at the address; raises Http404."""
        rows = self.filter_queryset(self.get_queryset())
        row: Row = self.found(rows, self.kwargs["address"])
        self.check_object_permissions(self.request, row)
        return row

    @staticmethod
    def found(rows: Any, address: str) -> Any:
        """Return the one of `rows` at an address; raises Http404."""
        row = rows.at(address).first()
        if row is None:
            raise Http404
        return row
