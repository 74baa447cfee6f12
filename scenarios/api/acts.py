"""Acts over REST: reading them, recording one, and taking one back."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from sanctions.models.choices import choices_of
from sanctions.rest.fields import StrictCharField, StrictChoiceField, StrictIntegerField
from sanctions.rest.problems import Problem
from sanctions.rest.serializers import StrictSerializer
from sanctions.rest.views import AddressedViewSet, ReadViewSet, VisibleViewSet
from scenarios.api import filters
from scenarios.api.assessing import LONGEST_TEXT, CitedField
from scenarios.api.serializers import CaseRefSerializer, EventSerializer, RefSerializer
from scenarios.api.told_events import events_told_to
from scenarios.domain.statuses import PackageState
from scenarios.models import Act, Case, Package, TakenBackAct
from scenarios.services.record_act import GivenAct, RecordedAct, record_act
from scenarios.services.take_back_act import take_back_act
from scenarios.tasks import hint_changes


class TakenBackSerializer(serializers.ModelSerializer[TakenBackAct]):
    """Since when it is known that an act never was, and who says so, why."""

    by = serializers.CharField(source="by.username", read_only=True)

    class Meta:
        model = TakenBackAct
        fields = ["recorded", "reason", "by"]


class ActSerializer(serializers.ModelSerializer[Act]):
    """What an authority really did. `state`: which its package has from that day on, if it says."""

    case = CaseRefSerializer(read_only=True)
    package = RefSerializer(allow_null=True, read_only=True)
    steps: Any = serializers.SlugRelatedField(many=True, read_only=True, slug_field="slug")
    state = serializers.ChoiceField(
        choices_of(PackageState), source="gave_state.state", default=None, read_only=True
    )
    sources = serializers.ListField(child=serializers.CharField(), read_only=True)
    recorded = serializers.DateTimeField(source="known_from", read_only=True)
    entered_by = serializers.CharField(
        source="entered_by.username", allow_null=True, default=None, read_only=True
    )
    taken_back = TakenBackSerializer(default=None, allow_null=True, read_only=True)

    class Meta:
        model = Act
        fields = [
            *("id", "case", "date", "package", "steps", "what", "state", "sources", "note"),
            *("precision", "recorded", "origin", "reason", "entered_by", "entered_at"),
            "taken_back",
        ]


class ActInput(StrictSerializer):
    """An act. `seen_version`: the version of its package that it was recorded on."""

    date = serializers.DateField(help_text="The day on which it was done.")
    what = StrictCharField(max_length=LONGEST_TEXT)
    reason = StrictCharField(max_length=LONGEST_TEXT)
    package = StrictCharField(
        required=False, allow_null=True, max_length=100, help_text="Id in the case, or ULID."
    )
    steps = serializers.ListField(
        child=StrictCharField(max_length=100),
        max_length=100,
        default=list,
        help_text="Ids of the steps of the package that it carried out.",
    )
    state = StrictChoiceField(choices_of(PackageState), required=False, allow_null=True)
    sources = serializers.ListField(child=CitedField(), max_length=50, default=list)
    precision = serializers.RegexField(
        r"\A(day|week|month|year|[1-9][0-9]{0,3} days)\Z", required=False, allow_null=True
    )
    note = StrictCharField(required=False, allow_blank=True, max_length=LONGEST_TEXT)
    seen_version = StrictIntegerField(required=False, allow_null=True, min_value=1)


class TakeBackInput(StrictSerializer):
    """Why an act never was."""

    reason = StrictCharField(max_length=LONGEST_TEXT)


class RecordedActSerializer(serializers.Serializer[Any]):
    """The act, and every change that came of it."""

    act = ActSerializer()
    package_version = serializers.IntegerField(allow_null=True)
    events = EventSerializer(many=True)


_ROWS = Act.objects.select_related(
    "case", "package__case", "gave_state", "entered_by", "taken_back__by"
).prefetch_related("steps")


class Acts(ReadViewSet[Act]):
    """Acts, the last ones first; those that were taken back too."""

    queryset = _ROWS
    serializer_class = ActSerializer
    filterset_class = filters.ActFilter
    ordering = ("-date", "-id")
    ordering_fields = ("date", "id")
    required_scopes = {"take_back": "assess"}

    @extend_schema(request=TakeBackInput, responses={200: RecordedActSerializer})
    @action(detail=True, methods=["post"], url_path="take-back", url_name="take-back")
    def take_back(self, request: Request, pk: str) -> Response:
        """Take back an act that was recorded in error. It stays to be read."""
        act = self.get_object()
        given = TakeBackInput(data=request.data)
        given.is_valid(raise_exception=True)
        done = take_back_act(act=act, actor=self.person, **given.validated_data)
        return Response(_told(self, done))


class ActsOfCase(ListModelMixin, VisibleViewSet[Act]):
    """The acts of one case, the last ones first."""

    queryset = _ROWS
    serializer_class = ActSerializer
    ordering = ("-date", "-id")
    required_scopes = {"create": "assess"}

    def case(self) -> Case:
        """Return the case at the address; raises Http404."""
        rows = Case.objects.visible_to(self.request.user)
        case: Case = AddressedViewSet.found(rows, self.kwargs["address"])
        return case

    def get_queryset(self) -> Any:
        """Keep the acts of the case at the address; raises Http404."""
        rows: Any = super().get_queryset()
        if getattr(self, "swagger_fake_view", False):
            return rows
        return rows.filter(case=self.case())

    @extend_schema(request=ActInput, responses={201: RecordedActSerializer})
    def create(self, request: Request, address: str) -> Response:
        """Record an act. What depends on it is evaluated in the same transaction."""
        case = self.case()
        given = ActInput(data=request.data)
        given.is_valid(raise_exception=True)
        terms = dict(given.validated_data)
        reason, package = terms.pop("reason"), _package(case, terms.pop("package", None))
        act = GivenAct(package=package, **terms)
        done = record_act(case=case, given=act, reason=reason, actor=self.person)
        return Response(_told(self, done), status=status.HTTP_201_CREATED)


def _package(case: Case, named: str | None) -> Package | None:
    """Return the package of the case by its id or ULID; raises Problem."""
    if named is None:
        return None
    own = Package.objects.filter(case=case)
    row: Package | None = own.filter(slug=named).first() or own.filter(pk=named).first()
    if row is None:
        raise Problem(
            "package names no package of this case.", code="unknown-package", field="package"
        )
    return row


def _told(view: VisibleViewSet[Act], done: RecordedAct) -> dict[str, Any]:
    """Return what came of it, and ask for it to be told."""
    transaction.on_commit(hint_changes, robust=True)
    told = {
        "act": _ROWS.get(pk=done.act.pk),
        "package_version": done.package and done.package.version,
        "events": events_told_to(view.person).filter(pk__in=[event.pk for event in done.events]),
    }
    shown: dict[str, Any] = RecordedActSerializer(told, context=view.get_serializer_context()).data
    return shown
