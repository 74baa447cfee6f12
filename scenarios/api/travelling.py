"""Rows with a state: stored for today, evaluated for any other point in time."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from django.db.models import Prefetch
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from sanctions.rest.time_travel import TimeTravel
from sanctions.rest.views import AddressedViewSet
from scenarios.api.serializers import HistorySerializer
from scenarios.domain.statuses import NodeKind
from scenarios.models import Evaluation
from scenarios.selectors.states_at import states_at, statuses_to

IN_FILE_ORDER = ("case__slug", "position")
#: Loads what is told today beside a condition or gate, as `current`.
CURRENT = Prefetch(
    "evaluations", queryset=Evaluation.objects.filter(is_current=True), to_attr="current"
)


class Travelling(TimeTravel, AddressedViewSet[Any]):
    """Rows with a state of the point in time that was asked for."""

    ordering: tuple[str, ...] = IN_FILE_ORDER
    states: dict[str, Any] | None = None

    @abstractmethod
    def states_of(self, ids: list[str], **point: Any) -> dict[str, Any]:
        """Return the states of rows at `as_of` and `known_at`, by id."""

    def paginate_queryset(self, queryset: Any) -> Any:
        """Return the page, with the states of the point in time that was asked for."""
        page = super().paginate_queryset(queryset)
        self.travel(page or [])
        return page

    def get_object(self) -> Any:
        """Return the row, with its state at the point in time that was asked for."""
        row = self.row_itself()
        self.travel([row])
        return row

    def row_itself(self) -> Any:
        """Return the row at the address, whatever the point in time; raises Http404."""
        return super().get_object()

    def ids_of(self, rows: list[Any]) -> list[str]:
        """Return the ids of what has a state."""
        return [row.pk for row in rows]

    def travel(self, rows: list[Any]) -> None:
        """Evaluate what has a state, where a point in time was asked for."""
        point = self.point_in_time
        if point.asked:
            ids = self.ids_of(rows)
            self.states = self.states_of(ids, as_of=point.as_of, known_at=point.known_at)


class Nodes(Travelling):
    """Conditions or gates."""

    node_kind: NodeKind

    def states_of(self, ids: list[str], **point: Any) -> dict[str, Any]:
        """Evaluate them and what they rest on."""
        return states_at(kind=self.node_kind, ids=ids, **point)

    @extend_schema(responses=HistorySerializer)
    @action(detail=True)
    def history(self, request: Request, address: str) -> Response:
        """Show each change of the status up to the day, and what the definition was before."""
        row, point = self.row_itself(), self.point_in_time
        steps = statuses_to(row, to=point.as_of, known_at=point.known_at)
        told = {
            **point.echo(),
            "statuses": [{"date": day, "status": status} for day, status in steps],
            "former_definitions": row.former.order_by("until"),
        }
        return Response(HistorySerializer(told).data)
