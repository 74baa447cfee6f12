"""Reading cases and what they hold; assessing a condition. Conditions and gates: `nodes`."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db import transaction
from django.db.models import Prefetch
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from sanctions.rest.time_travel import time_parameters
from sanctions.rest.views import (
    CASE_SLUG,
    ULID,
    AddressedViewSet,
    ReadViewSet,
    VisibleViewSet,
)
from scenarios.api import filters, serializers
from scenarios.api.assessing import AssessedSerializer, AssessmentInput, retracted
from scenarios.api.circular import CircularSerializer
from scenarios.api.explaining import Supposable
from scenarios.api.feed import EventFeed
from scenarios.api.impact import ImpactSerializer, impact_body
from scenarios.api.told_events import events_told_to
from scenarios.api.travelling import CURRENT, Travelling
from scenarios.domain.package_effects import effect_of
from scenarios.domain.statuses import NodeKind
from scenarios.models import (
    Assessment,
    Case,
    ChangeEvent,
    Condition,
    Gate,
    Package,
    Scenario,
    ScenarioEvaluation,
)
from scenarios.selectors.circular_terms import circular_case
from scenarios.selectors.explanations import Explanation, explain_scenario
from scenarios.selectors.exposures import exposure_of, party_names
from scenarios.selectors.moments import Moment
from scenarios.selectors.states_at import packages_at, scenarios_at, states_at
from scenarios.services.assess_condition import assess_condition
from scenarios.tasks import hint_changes

_GATES = Gate.objects.select_related("case").prefetch_related(CURRENT)
_CURRENT_SCENARIO = Prefetch(
    "evaluations", queryset=ScenarioEvaluation.objects.filter(is_current=True), to_attr="current"
)


@time_parameters("list", "retrieve", "circular")
class Cases(Travelling):
    """Cases: the shipped library, and those of your teams."""

    queryset = Case.objects.all()
    filterset_class = filters.CaseFilter
    lookup_value_regex = f"{ULID}|{CASE_SLUG}"
    ordering = ("slug",)

    def get_serializer_class(self) -> Any:
        """Show sources where one case is shown."""
        one = self.action == "retrieve"
        return serializers.CaseDetailSerializer if one else serializers.CaseSerializer

    def travel(self, rows: list[Any]) -> None:
        """Read the scenarios of the cases, with their states."""
        of_cases: defaultdict[str, list[Scenario]] = defaultdict(list)
        scenarios = Scenario.objects.filter(case__in=rows).select_related("case")
        for scenario in scenarios.prefetch_related(_CURRENT_SCENARIO):
            of_cases[scenario.case_id].append(scenario)
        for row in rows:
            row.scenario_rows = of_cases[row.pk]
        super().travel(rows)

    def ids_of(self, rows: list[Any]) -> list[str]:
        """Return the ids of the scenarios."""
        return [scenario.pk for row in rows for scenario in row.scenario_rows]

    def states_of(self, ids: list[str], **point: Any) -> dict[str, Any]:
        """Evaluate the scenarios."""
        return scenarios_at(ids=ids, **point)

    @extend_schema(responses=CircularSerializer)
    @action(detail=True)
    def circular(self, request: Request, address: str) -> Response:
        """Show which terms wait for each other, and the single links that would free them."""
        point = self.point_in_time
        found = circular_case(self.row_itself(), known_at=point.known_at)
        return Response(CircularSerializer(found, context={"point": point.echo()}).data)


class Assessments(ReadViewSet[Assessment]):
    """Assessments: appended, and never changed."""

    queryset = Assessment.objects.select_related("condition__case", "entered_by")
    serializer_class = serializers.AssessmentSerializer
    filterset_class = filters.AssessmentFilter
    ordering = ("-id",)
    ordering_fields = ("date", "recorded", "id")


class AssessmentsOfCondition(ListModelMixin, VisibleViewSet[Assessment]):
    """The assessments of one condition, newest first."""

    queryset = Assessments.queryset
    serializer_class = serializers.AssessmentSerializer
    ordering = ("-date", "-recorded")
    required_scopes = {"create": "assess"}

    def condition(self) -> Condition:
        """Return the condition at the address; raises Http404."""
        rows = Condition.objects.visible_to(self.request.user).select_related("case")
        condition: Condition = AddressedViewSet.found(rows, self.kwargs["address"])
        return condition

    def get_queryset(self) -> Any:
        """Keep the assessments of the condition at the address; raises Http404."""
        rows: Any = super().get_queryset()
        if getattr(self, "swagger_fake_view", False):
            return rows
        return rows.filter(condition=self.condition())

    @extend_schema(request=AssessmentInput, responses={201: AssessedSerializer})
    def create(self, request: Request, address: str) -> Response:
        """Enter a judgement. What depends on it is evaluated in the same transaction."""
        condition = self.condition()
        given = AssessmentInput(data=request.data)
        given.is_valid(raise_exception=True)
        assessed = assess_condition(
            condition=condition, actor=self.person, **retracted(condition, given.validated_data)
        )
        transaction.on_commit(hint_changes, robust=True)
        written = [event.pk for event in assessed.events]
        told = {
            "assessment": assessed.assessment,
            "condition": assessed.condition,
            "events": events_told_to(self.person).filter(pk__in=written),
        }
        shown = AssessedSerializer(told, context=self.get_serializer_context())
        return Response(shown.data, status=status.HTTP_201_CREATED)


@time_parameters("list", "retrieve", "impact")
class Packages(Travelling):
    """Relief packages with their steps, how far they have come, and their gates."""

    queryset = Package.objects.select_related("case").prefetch_related(
        "steps", Prefetch("opened_by", _GATES), Prefetch("reversed_by", _GATES)
    )
    serializer_class = serializers.PackageSerializer
    filterset_class = filters.PackageFilter

    def travel(self, rows: list[Any]) -> None:
        """Find how far the packages have come, and evaluate their gates."""
        point = self.point_in_time
        ids = [row.pk for row in rows]
        self.standings = packages_at(ids, as_of=point.as_of, known_at=point.known_at)
        super().travel(rows)

    def ids_of(self, rows: list[Any]) -> list[str]:
        """Return the ids of the gates."""
        return [
            gate.pk
            for row in rows
            for gates in (row.opened_by, row.reversed_by)
            for gate in gates.all()
        ]

    def states_of(self, ids: list[str], **point: Any) -> dict[str, Any]:
        """Evaluate the gates."""
        return states_at(kind=NodeKind.GATE, ids=ids, **point)

    @extend_schema(responses=ImpactSerializer)
    @action(detail=True)
    def impact(self, request: Request, address: str) -> Response:
        """Show who would be free of what by it, and who would stay blocked, and by whom."""
        row, point = self.row_itself(), self.point_in_time
        effect = effect_of(exposure_of(row.case_id), row.slug, day=point.as_of)
        body = impact_body(effect, names=party_names(row.case_id), echo=point.echo())
        return Response(ImpactSerializer(body).data)


@time_parameters("list", "retrieve", "explain", "what_if")
class Scenarios(Supposable):
    """Scenarios. `state` and `flag` filter by the state of today."""

    queryset = Scenario.objects.select_related("case").prefetch_related(
        "packages__case", _CURRENT_SCENARIO
    )
    serializer_class = serializers.ScenarioSerializer
    filterset_class = filters.ScenarioFilter

    def states_of(self, ids: list[str], **point: Any) -> dict[str, Any]:
        """Evaluate the gates of each, and tell the scenario from them."""
        return scenarios_at(ids=ids, **point)

    def explained(self, row: Scenario, moment: Moment) -> Explanation:
        """Explain the scenario."""
        return explain_scenario(user=self.person, scenario=row, moment=moment)


class Events(ReadViewSet[ChangeEvent]):
    """The feed of change events, oldest first. Each names the scenarios it flags that you see."""

    queryset = ChangeEvent.objects.all()
    serializer_class = serializers.EventSerializer
    filterset_class = filters.EventFilter
    pagination_class = EventFeed
    page_parameters = ("limit", "after")

    def get_queryset(self) -> Any:
        """Keep the changes that the person may see, with what they may see of each."""
        return events_told_to(self.person)
