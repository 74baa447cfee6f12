"""What lists of the sanctions app can be narrowed by."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django_filters import rest_framework as filters

from sanctions.domain.kinds import Measure, PartyKind
from sanctions.models import Designation, PartyIdentifier
from sanctions.models.choices import choices_of
from sanctions.rest.filters import TruthFilter


class PartyFilter(filters.FilterSet):
    """Parties. `listed_in` and `not_listed_in` mean the point in time that was asked for."""

    kind = filters.ChoiceFilter(choices=choices_of(PartyKind))
    identifier = filters.CharFilter(method="with_identifier", label="any number, as printed")
    listed_in = filters.CharFilter(method="designated_by", label="code of an authority: US")
    not_listed_in = filters.CharFilter(method="not_designated_by", label="code of an authority")
    external_id = filters.CharFilter(label="the publisher's id")

    def with_identifier(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the parties with the number."""
        return rows.filter(
            Exists(PartyIdentifier.objects.filter(party=OuterRef("pk"), value=value))
        )

    def designated_by(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the parties with a designation of the authority in force."""
        return rows.filter(self._in_force(value))

    def not_designated_by(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the parties without a designation of the authority in force."""
        return rows.filter(~self._in_force(value))

    def _in_force(self, authority: str) -> Exists:
        view: Any = self.request.parser_context["view"]
        of_party = Designation.objects.filter(party=OuterRef("pk"), authority__code=authority)
        return Exists(view.in_force(of_party))


class DesignationFilter(filters.FilterSet):
    """Designations, ended ones among them unless a point in time is asked for."""

    party = filters.CharFilter(label="ULID of a party")
    list = filters.CharFilter(field_name="sanctions_list__key", label="key of a list")
    authority = filters.CharFilter(field_name="authority__code", label="code of an authority")
    program = filters.CharFilter(field_name="program__key", label="tag of a program")
    measure = filters.ChoiceFilter(choices=choices_of(Measure))
    current = TruthFilter(field_name="to_date", lookup_expr="isnull", label="has not ended")
