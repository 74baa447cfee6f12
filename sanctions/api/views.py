"""Reading the lists: parties, designations, and how fresh it all is."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.utils.functional import cached_property
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from sanctions.api import filters, serializers
from sanctions.models import Designation, Party
from sanctions.rest.time_travel import TimeTravel, time_parameters
from sanctions.rest.views import ReadViewSet
from sanctions.selectors.lists import Freshness, freshness, list_health
from sanctions.selectors.same_parties import SameParty, same_parties

_OF_DESIGNATION = ("authority", "program", "sanctions_list")


class RestsOnLists(TimeTravel):
    """An answer that rests on lists, and says on which copies."""

    @cached_property
    def freshness(self) -> Freshness:
        """Look it up once."""
        return freshness()

    def envelope(self) -> dict[str, Any]:
        """Say it in the body of a list."""
        shown = serializers.FreshnessSerializer(self.freshness).data
        return {**super().envelope(), "freshness": shown}

    def in_force(self, designations: Any) -> Any:
        """Keep the designations in force at the point in time that was asked for."""
        point = self.point_in_time
        known_at = point.known_at if "known_at" in point.asked else None
        return designations.in_force(on=point.as_of, known_at=known_at)


@time_parameters("list", "retrieve")
class Parties(RestsOnLists, ReadViewSet[Party]):
    """Parties of the lists, with their designations in force."""

    queryset = Party.objects.all()
    filterset_class = filters.PartyFilter
    ordering = ("id",)
    ordering_fields = ("name", "id")

    def get_queryset(self) -> Any:
        """Load what is in force beside each party, and all else where one is shown."""
        rows = self.in_force(Designation.objects.select_related(*_OF_DESIGNATION))
        found: Any = super().get_queryset()
        found = found.prefetch_related(Prefetch("designations", rows, to_attr="in_force"))
        if self.action != "retrieve":
            return found
        return found.prefetch_related(
            "names", "identifiers", "dates", "addresses", "entries__sanctions_list"
        )

    def same_parties(self, party: Party) -> list[SameParty]:
        """Find the party under the ids of other lists."""
        rows = self.in_force(Designation.objects.select_related(*_OF_DESIGNATION))
        return same_parties(party=party, in_force=rows)

    def get_serializer_class(self) -> Any:
        """Show everything where one party is shown."""
        one = self.action == "retrieve"
        return serializers.PartyDetailSerializer if one else serializers.PartySerializer


@time_parameters("list", "retrieve")
class Designations(RestsOnLists, ReadViewSet[Designation]):
    """Dated measures: all that ever were, or those in force at a point in time."""

    queryset = Designation.objects.select_related("party", *_OF_DESIGNATION)
    serializer_class = serializers.DesignationSerializer
    filterset_class = filters.DesignationFilter
    ordering = ("id",)
    ordering_fields = ("first_seen_on", "id")

    def get_queryset(self) -> Any:
        """Keep what was in force, where a point in time is asked for on a list."""
        found = super().get_queryset()
        travels = self.action == "list" and self.point_in_time.asked
        return self.in_force(found) if travels else found


class Lists(ViewSet):
    """The lists that Thaw reads."""

    @extend_schema(responses=serializers.ListSerializer(many=True))
    def list(self, request: Request) -> Response:
        """Show every list with its terms of use and the state of its copies here."""
        return Response(serializers.ListSerializer(list_health(), many=True).data)
