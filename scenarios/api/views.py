"""Reading cases and what they hold; assessing a condition."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Prefetch
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from sanctions.rest.time_travel import TimeTravel, time_parameters
from sanctions.rest.views import (
    CASE_SLUG,
    ULID,
    AddressedViewSet,
    ReadViewSet,
    VisibleViewSet,
)
from scenarios.api import filters, serializers
from scenarios.api.assessing import AssessedSerializer, AssessmentInput, retracted
from scenarios.api.feed import EventFeed
from scenarios.domain.statuses import NodeKind
from scenarios.models import (
    Assessment,
    Case,
    ChangeEvent,
    Condition,
    Evaluation,
    FlaggedScenario,
    Gate,
    Package,
    Scenario,
    ScenarioEvaluation,
)
from scenarios.selectors.states_at import scenarios_at, states_at, statuses_to
from scenarios.services.assess_condition import assess_condition
from scenarios.tasks import hint_changes

IN_FILE_ORDER = ("case__slug", "position")
_CURRENT = Prefetch(
    "evaluations", queryset=Evaluation.objects.filter(is_current=True), to_attr="current"
)
_CURRENT_SCENARIO = Prefetch(
    "evaluations", queryset=ScenarioEvaluation.objects.filter(is_current=True), to_attr="current"
)


def events_told_to(user: Any) -> Any:
    """Return the changes that a person may see, with the flagged scenarios that they may see."""
    flags = FlaggedScenario.objects.visible_to(user).select_related("scenario__case")
    rows = ChangeEvent.objects.visible_to(user)
    return rows.select_related("case", "condition__case", "gate__case", "actor").prefetch_related(
        Prefetch("flagged", flags)
    )


class Cases(AddressedViewSet[Case]):
    """Cases: the shipped library, and those of your teams."""

    queryset = Case.objects.all()
    filterset_class = filters.CaseFilter
    lookup_value_regex = f"{ULID}|{CASE_SLUG}"
    ordering = ("slug",)

    def get_serializer_class(self) -> Any:
        """Show sources where one case is shown."""
        one = self.action == "retrieve"
        return serializers.CaseDetailSerializer if one else serializers.CaseSerializer


class Travelling(TimeTravel, AddressedViewSet[Any]):
    """Rows with a state: stored for today, evaluated for any other point in time."""

    ordering = IN_FILE_ORDER
    states: dict[str, Any] | None = None

    def states_of(self, ids: list[str], **point: Any) -> dict[str, Any]:
        """Return the states of rows at `as_of` and `known_at`, by id."""
        raise NotImplementedError

    def paginate_queryset(self, queryset: Any) -> Any:
        """Return the page, with the states of the point in time that was asked for."""
        page = super().paginate_queryset(queryset)
        self._travel(page or [])
        return page

    def get_object(self) -> Any:
        """Return the row, with its state at the point in time that was asked for."""
        row = super().get_object()
        self._travel([row])
        return row

    def _travel(self, rows: list[Any]) -> None:
        point = self.point_in_time
        if point.asked:
            ids = [row.pk for row in rows]
            self.states = self.states_of(ids, as_of=point.as_of, known_at=point.known_at)


class Nodes(Travelling):
    """Conditions or gates."""

    node_kind: NodeKind

    def states_of(self, ids: list[str], **point: Any) -> dict[str, Any]:
        """Evaluate them and what they rest on."""
        return states_at(kind=self.node_kind, ids=ids, **point)


@time_parameters("list", "retrieve", "history")
class Conditions(Nodes):
    """Conditions, their history, and assessing them. `status` filters by the status of today."""

    queryset = Condition.objects.select_related("case", "fulfilled_by__case").prefetch_related(
        _CURRENT
    )
    serializer_class = serializers.ConditionSerializer
    filterset_class = filters.ConditionFilter
    node_kind = NodeKind.CONDITION

    @extend_schema(responses=serializers.HistorySerializer)
    @action(detail=True)
    def history(self, request: Request, address: str) -> Response:
        """Show each change of the status up to the day, and what the condition said before."""
        condition, point = super().get_object(), self.point_in_time
        steps = statuses_to(condition, to=point.as_of, known_at=point.known_at)
        told = {
            **point.echo(),
            "statuses": [{"date": day, "status": status} for day, status in steps],
            "former_definitions": condition.former.order_by("until"),
        }
        return Response(serializers.HistorySerializer(told).data)


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


@time_parameters("list", "retrieve")
class Gates(Nodes):
    """Gates, and what they are for. `status` filters by the status of today."""

    queryset = Gate.objects.select_related(
        "case", "opens__case", "reverses__case", "yields__case"
    ).prefetch_related(_CURRENT)
    serializer_class = serializers.GateSerializer
    filterset_class = filters.GateFilter
    node_kind = NodeKind.GATE


class Packages(AddressedViewSet[Package]):
    """Relief packages with their steps."""

    queryset = Package.objects.select_related("case").prefetch_related(
        "steps", "opened_by__case", "reversed_by__case"
    )
    serializer_class = serializers.PackageSerializer
    filterset_class = filters.PackageFilter
    ordering = IN_FILE_ORDER


@time_parameters("list", "retrieve")
class Scenarios(Travelling):
    """Scenarios. `state` and `flag` filter by the state of today."""

    queryset = Scenario.objects.select_related("case").prefetch_related(
        "packages__case", _CURRENT_SCENARIO
    )
    serializer_class = serializers.ScenarioSerializer
    filterset_class = filters.ScenarioFilter

    def states_of(self, ids: list[str], **point: Any) -> dict[str, Any]:
        """Evaluate the gates of each, and tell the scenario from them."""
        return scenarios_at(ids=ids, **point)


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
