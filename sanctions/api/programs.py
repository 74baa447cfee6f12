"""Programs, the instruments that they rest on, the rules by which those recur, and the calendar."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.functional import cached_property
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from sanctions.api import program_filters as filters
from sanctions.api import program_serializers as serializers
from sanctions.api.amending import (
    AmendableTerms,
    InstrumentAmendment,
    ProgramAmendment,
    RenewalInput,
    RuleAmendment,
)
from sanctions.api.views import RestsOnLists
from sanctions.models import Instrument, Program, RenewalRule
from sanctions.rest.etags import if_match
from sanctions.rest.problems import Problem
from sanctions.rest.time_travel import TimeTravel, time_parameters
from sanctions.rest.views import VisibleViewSet
from sanctions.selectors.programs import with_counts
from sanctions.selectors.renewals import Clocks
from sanctions.services.record_renewal import record_renewal

MOST_DAYS = 1_500
_DAYS = 90


@time_parameters("list", "retrieve", "history")
class Programs(RestsOnLists, AmendableTerms[Program]):
    """What authorities list under: measures, legal bases, the next day of renewal."""

    queryset = Program.objects.select_related("authority").prefetch_related(
        "former", "bases__instrument"
    )
    serializer_class = serializers.ProgramSerializer
    filterset_class = filters.ProgramFilter
    ordering = ("id",)
    ordering_fields = ("key", "id")
    http_method_names = ["get", "head", "options", "patch"]

    @cached_property
    def clocks(self) -> Clocks:
        """Look up the clocks once."""
        return Clocks(self.point_in_time.known_at)

    def forget(self) -> None:
        """Forget the clocks too."""
        super().forget()
        self.__dict__.pop("clocks", None)

    def get_queryset(self) -> Any:
        """Count what each holds on the day that was asked for."""
        point = self.point_in_time
        known_at = point.known_at if "known_at" in point.asked else None
        return with_counts(super().get_queryset(), on=point.as_of, known_at=known_at)

    def get_serializer_context(self) -> dict[str, Any]:
        """Give the serializer the clocks."""
        return {**super().get_serializer_context(), "clocks": self.clocks}

    @extend_schema(
        parameters=[if_match()], request=ProgramAmendment, responses=serializers.ProgramSerializer
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        """Amend what is said of the program; what was said before stays."""
        return self.amended(request, ProgramAmendment)


@time_parameters("list", "retrieve", "history")
class Instruments(AmendableTerms[Instrument]):
    """Statutes, orders, decisions, regulations, resolutions, and what each rests on."""

    queryset = Instrument.objects.select_related("authority", "parent").prefetch_related("former")
    serializer_class = serializers.InstrumentSerializer
    filterset_class = filters.InstrumentFilter
    ordering = ("id",)
    ordering_fields = ("identifier", "id")
    http_method_names = ["get", "head", "options", "patch"]

    @extend_schema(
        parameters=[if_match()],
        request=InstrumentAmendment,
        responses=serializers.InstrumentSerializer,
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        """Amend what is said of the instrument; what was said before stays."""
        return self.amended(request, InstrumentAmendment)


@time_parameters("list", "retrieve", "history")
class RenewalRules(AmendableTerms[RenewalRule]):
    """How days recur for instruments, and the acts about them."""

    queryset = RenewalRule.objects.select_related("instrument__authority").prefetch_related(
        "former", "renewals"
    )
    serializer_class = serializers.RuleSerializer
    filterset_class = filters.RuleFilter
    ordering = ("id",)
    required_scopes = {**AmendableTerms.required_scopes, "renewals": "assess"}

    @extend_schema(
        parameters=[if_match()], request=RuleAmendment, responses=serializers.RuleSerializer
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        """Amend the rule; what it was before stays."""
        return self.amended(request, RuleAmendment)

    @extend_schema(request=RenewalInput, responses={201: serializers.RenewalSerializer})
    @action(detail=True, methods=["post"])
    def renewals(self, request: Request, pk: str) -> Response:
        """Record an act about a day of the rule. It is appended, and changes no other row."""
        given = RenewalInput(data=request.data)
        given.is_valid(raise_exception=True)
        renewal = record_renewal(
            rule=self.get_object(), terms=dict(given.validated_data), actor=self.person
        )
        shown = serializers.RenewalSerializer(renewal).data
        return Response(shown, status=status.HTTP_201_CREATED)


@time_parameters("list")
class Calendar(TimeTravel, VisibleViewSet[RenewalRule]):
    """What comes up for renewal, and what happens if nobody acts."""

    queryset = RenewalRule.objects.all()
    serializer_class = serializers.ClockEventSerializer
    filterset_class = filters.CalendarFilter
    page_parameters = ("days", "program")

    @extend_schema(
        parameters=[
            OpenApiParameter("days", int, description=f"How far ahead; {_DAYS}, to {MOST_DAYS}."),
            OpenApiParameter("program", str, description="Tag of a program, or its catalogue key."),
        ],
        responses=serializers.CalendarSerializer,
    )
    def list(self, request: Request) -> Response:
        """List the days of the span in order, after those that passed without a recorded act."""
        rules = set(self.filter_queryset(self.get_queryset()).values_list("pk", flat=True))
        point = self.point_in_time
        until = point.as_of + timedelta(days=self._days(request))
        program = request.query_params.get("program")
        events = [
            event
            for event in Clocks(point.known_at).events(on=point.as_of, until=until)
            if event.rule.pk in rules
            and (
                program is None
                or any(program in (one.key, one.catalogue_key) for one in event.programs)
            )
        ]
        told = {**point.echo(), "until": until, "results": events}
        return Response(serializers.CalendarSerializer(told).data)

    def _days(self, request: Request) -> int:
        """Read `days`; raises Problem."""
        text = request.query_params.get("days", str(_DAYS))
        if not (text.isascii() and text.isdigit()) or not 1 <= int(text) <= MOST_DAYS:
            raise Problem(
                "days is not a whole number in reach.",
                code="invalid",
                field="days",
                hint=f"From 1 to {MOST_DAYS}.",
            )
        return int(text)
