"""What lists of the scenarios app can be narrowed by."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django_filters import rest_framework as filters

from sanctions.models.choices import choices_of
from sanctions.rest.filters import TruthFilter
from scenarios.domain.changes import ChangeCause, EventKind, EventNode
from scenarios.domain.levels import Level
from scenarios.domain.statuses import (
    ASSESSABLE_STATUSES,
    BearsOn,
    ConditionKind,
    PackageState,
    ScenarioFlag,
    ScenarioState,
    Status,
)
from scenarios.models import FlaggedScenario


class ByCase(filters.FilterSet):
    """Rows of one case."""

    case = filters.CharFilter(method="of_case", label="ULID or slug of a case")

    def of_case(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the rows of the case."""
        return rows.filter(Q(case=value) | Q(case__slug=value))


class ByStatus(ByCase):
    """Conditions or gates by their status today."""

    status = filters.ChoiceFilter(choices=choices_of(Status), method="of_status")

    def of_status(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep those whose current evaluation has the status."""
        return rows.filter(evaluations__is_current=True, evaluations__status=value)


class CaseFilter(filters.FilterSet):
    """Cases."""

    demo = TruthFilter()
    from_library = TruthFilter()


class ConditionFilter(ByStatus):
    """Conditions."""

    kind = filters.ChoiceFilter(choices=choices_of(ConditionKind))
    bears_on = filters.ChoiceFilter(choices=choices_of(BearsOn))


class GateFilter(ByStatus):
    """Gates."""

    condition = filters.CharFilter(field_name="conditions", label="ULID of a condition it rests on")


class PackageFilter(ByCase):
    """Packages."""

    state = filters.ChoiceFilter(choices=choices_of(PackageState))


class ScenarioFilter(ByCase):
    """Scenarios by their state today."""

    state = filters.ChoiceFilter(choices=choices_of(ScenarioState), method="of_state")
    flag = filters.ChoiceFilter(choices=choices_of(ScenarioFlag), method="with_flag")

    def of_state(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep those whose current evaluation has the state."""
        return rows.filter(evaluations__is_current=True, evaluations__state=value)

    def with_flag(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep those whose current evaluation has the flag."""
        return rows.filter(evaluations__is_current=True, evaluations__flags__contains=[value])


class AssessmentFilter(ByCase):
    """Assessments."""

    condition = filters.CharFilter(label="ULID of a condition")
    status = filters.ChoiceFilter(choices=[(one.value, one.value) for one in ASSESSABLE_STATUSES])
    assessor = filters.CharFilter()
    date = filters.DateFilter()


class ActFilter(ByCase):
    """Acts."""

    package = filters.CharFilter(label="ULID of a package")
    date = filters.DateFilter()
    taken_back = TruthFilter(field_name="taken_back", lookup_expr="isnull", exclude=True)


class EventFilter(ByCase):
    """Change events."""

    condition = filters.CharFilter(label="ULID of a condition")
    gate = filters.CharFilter(label="ULID of a gate")
    package = filters.CharFilter(label="ULID of a package")
    scenario = filters.CharFilter(method="that_flag", label="ULID of a flagged scenario")
    kind = filters.ChoiceFilter(choices=choices_of(EventKind))
    node_kind = filters.ChoiceFilter(choices=choices_of(EventNode))
    cause = filters.ChoiceFilter(choices=choices_of(ChangeCause))
    level = filters.ChoiceFilter(choices=choices_of(Level))

    def that_flag(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep those that flag the scenario; one of another team is flagged by none."""
        flags = FlaggedScenario.objects.visible_to(self.request.user).filter(scenario=value)
        return rows.filter(pk__in=flags.values("event"))
