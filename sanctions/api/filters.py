"""What lists of the sanctions app can be narrowed by."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django_filters import rest_framework as filters

from sanctions.domain.kinds import Measure, PartyKind
from sanctions.models import Designation, PartyIdentifier, Snapshot
from sanctions.models.choices import choices_of
from sanctions.rest.filters import TruthFilter
from sanctions.rest.problems import Problem
from sanctions.selectors.same_parties import parties_under


class DivergenceFilter(filters.FilterSet):
    """By whom a party is designated at the point in time that was asked for, and by whom not.

    It counts as listed where a list of the authority has it, or has a party of the same number.
    """

    party_path = "pk"

    listed_in = filters.CharFilter(method="listed_by_all", label="codes of authorities: US,UK")
    not_listed_in = filters.CharFilter(method="listed_by_none", label="codes of authorities: EU")

    def listed_by_all(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what is about parties that each of the authorities lists. Raises Problem."""
        for code in _read_authorities(name, value):
            rows = rows.filter(self._listed_by(code))
        return rows

    def listed_by_none(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what is about parties that none of the authorities lists. Raises Problem."""
        for code in _read_authorities(name, value):
            rows = rows.exclude(self._listed_by(code))
        return rows

    def _listed_by(self, code: str) -> Q:
        view: Any = self.request.parser_context["view"]
        designations = view.in_force(Designation.objects.filter(authority__code=code))
        return parties_under(designations, path=self.party_path)


def _read_authorities(name: str, value: str) -> list[str]:
    """Split the codes. Who was never read lists nobody here, which would look like an answer."""
    codes = list(dict.fromkeys(value.split(",")))
    applied = Snapshot.objects.applied().filter(sanctions_list__authority__code__in=codes)
    read = {*applied.order_by().values_list("sanctions_list__authority__code", flat=True)}
    for code in codes:
        if code not in read:
            raise Problem(
                f"No list of the authority {code[:20]!r} was read here.",
                code="authority-not-read",
                field=name,
                hint="Codes joined by commas: US,UK. GET /api/v1/lists/ says what was read.",
            )
    return codes


class PartyFilter(DivergenceFilter):
    """Parties."""

    kind = filters.ChoiceFilter(choices=choices_of(PartyKind))
    identifier = filters.CharFilter(method="with_identifier", label="any number, as printed")
    external_id = filters.CharFilter(label="the publisher's id")

    def with_identifier(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep the parties with the number."""
        return rows.filter(
            Exists(PartyIdentifier.objects.filter(party=OuterRef("pk"), value=value))
        )


class DesignationFilter(DivergenceFilter):
    """Designations, ended ones among them unless a point in time is asked for."""

    party_path = "party"

    party = filters.CharFilter(label="ULID of a party")
    list = filters.CharFilter(field_name="sanctions_list__key", label="key of a list")
    authority = filters.CharFilter(field_name="authority__code", label="code of an authority")
    program = filters.CharFilter(field_name="program__key", label="tag of a program")
    measure = filters.ChoiceFilter(choices=choices_of(Measure))
    current = TruthFilter(field_name="to_date", lookup_expr="isnull", label="has not ended")
