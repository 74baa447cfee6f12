"""What lists of programs, instruments and rules can be narrowed by."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django_filters import rest_framework as filters

from sanctions.domain.kinds import Measure
from sanctions.domain.program_kinds import (
    IfNobodyActs,
    InstrumentKind,
    ProgramStatus,
    RenewalKind,
)
from sanctions.models.choices import choices_of
from sanctions.rest.filters import TruthFilter


class ProgramFilter(filters.FilterSet):
    """Programs, by their present terms; `status` and `expires_before` mean the day asked for."""

    authority = filters.CharFilter(field_name="authority__code", label="code of an authority")
    key = filters.CharFilter(label="the tag as printed")
    catalogue_key = filters.CharFilter(label="key in OpenSanctions' catalogue")
    status = filters.ChoiceFilter(choices=choices_of(ProgramStatus), method="having_status")
    territory = filters.CharFilter(method="aimed_at", label="code of a territory: ru")
    measure = filters.ChoiceFilter(choices=choices_of(Measure), method="having_measure")
    mapped = TruthFilter(label="known to our tables")
    expires_before = filters.DateFilter(method="due", label="a day comes up before this one")

    def having_status(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the programs that have the status on the day."""
        programs: Any = rows
        found: QuerySet[Any] = programs.with_status(
            ProgramStatus(value), on=self._view.point_in_time.as_of
        )
        return found

    def aimed_at(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the programs that aim at the territory."""
        return rows.filter(territories__contains=[value])

    def having_measure(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the programs with the measure."""
        return rows.filter(measures__contains=[value])

    def due(self, rows: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Keep the programs for which a day comes up before that one."""
        on = self._view.point_in_time.as_of
        return rows.filter(pk__in=self._view.clocks.programs_due(on=on, before=value))

    @property
    def _view(self) -> Any:
        return self.request.parser_context["view"]


class InstrumentFilter(filters.FilterSet):
    """Instruments."""

    authority = filters.CharFilter(field_name="authority__code", label="code of an authority")
    identifier = filters.CharFilter(label="as lawyers cite it")
    kind = filters.ChoiceFilter(choices=choices_of(InstrumentKind))
    parent = filters.CharFilter(field_name="parent__identifier", label="what it rests on")
    program = filters.CharFilter(field_name="based__program__key", label="tag of a program")


class RuleFilter(filters.FilterSet):
    """Rules of renewal."""

    authority = filters.CharFilter(
        field_name="instrument__authority__code", label="code of an authority"
    )
    instrument = filters.CharFilter(field_name="instrument__identifier", label="its identifier")
    kind = filters.ChoiceFilter(choices=choices_of(RenewalKind))
    if_nobody_acts = filters.ChoiceFilter(choices=choices_of(IfNobodyActs))


class CalendarFilter(RuleFilter):
    """Days, by their rules."""
