"""Amending programs, instruments and rules over REST, and recording renewals: what is taken.

The terms are plain values; what each may be, `sanctions/domain/program_terms.py` says.
"""

from __future__ import annotations

from typing import Any, TypeVar

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from sanctions.api.program_serializers import LONGEST_TEXT, TermsHistorySerializer
from sanctions.domain.kinds import DatePrecision, Measure
from sanctions.domain.program_kinds import (
    IfNobodyActs,
    InstrumentKind,
    ProgramStatus,
    Remover,
    RenewalKind,
    RenewalOutcome,
)
from sanctions.models import Instrument, Program, RenewalRule
from sanctions.models.choices import choices_of
from sanctions.rest.etags import etag_of_data, require_match
from sanctions.rest.fields import (
    StrictBooleanField,
    StrictCharField,
    StrictChoiceField,
    StrictIntegerField,
)
from sanctions.rest.serializers import StrictSerializer
from sanctions.rest.time_travel import TimeTravel
from sanctions.rest.views import ReadViewSet
from sanctions.services.amend_terms import amend_terms

Row = TypeVar("Row", Program, Instrument, RenewalRule)
DAY = r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\Z"


def _text(**options: Any) -> StrictCharField:
    return StrictCharField(required=False, allow_blank=True, max_length=LONGEST_TEXT, **options)


def _day() -> serializers.RegexField:
    return serializers.RegexField(DAY, required=False, allow_null=True, help_text="2026-03-15")


def _list(child: Any) -> serializers.ListField:
    return serializers.ListField(child=child, required=False, max_length=200)


class ClaimAmendment(StrictSerializer):
    """What is to be said otherwise, and why. What is left out stays as it is."""

    reason = StrictCharField(max_length=LONGEST_TEXT, help_text="Kept with the former terms.")
    title = _text()
    note = _text()
    source = _text()  # type: ignore[assignment]
    verified = StrictBooleanField(required=False)


class ProgramAmendment(ClaimAmendment):
    """Other terms of a program."""

    aliases = _list(StrictCharField(max_length=100))
    catalogue_key = _text()
    territories = _list(StrictCharField(max_length=10))
    measures = _list(StrictChoiceField(choices_of(Measure)))
    status = StrictChoiceField(choices_of(ProgramStatus), required=False)
    began_on = _day()
    ended_on = _day()
    url = _text()
    bases = _list(StrictCharField(max_length=100))


class InstrumentAmendment(ClaimAmendment):
    """Other terms of an instrument."""

    kind = StrictChoiceField(choices_of(InstrumentKind), required=False)
    adopted_on = _day()
    ended_on = _day()
    parent = StrictCharField(required=False, allow_null=True, max_length=100)  # type: ignore[assignment]
    removable_by = _list(StrictChoiceField(choices_of(Remover)))
    url = _text()


class RuleAmendment(ClaimAmendment):
    """Another rule of renewal; a withdrawn one counts no more."""

    kind = StrictChoiceField(choices_of(RenewalKind), required=False)
    fixed_days = _list(StrictCharField(max_length=5))
    every_months = StrictIntegerField(required=False, allow_null=True, min_value=1)
    every_days = StrictIntegerField(required=False, allow_null=True, min_value=1)
    first_on = _day()
    last_on = _day()
    who_acts = _text()
    vote = _text()
    if_nobody_acts = StrictChoiceField(choices_of(IfNobodyActs), required=False)
    then = _text()
    withdrawn = StrictBooleanField(required=False)


class RenewalInput(StrictSerializer):
    """An act about a recurring day. A renewal says until when; a month is its first day."""

    decided_on = serializers.RegexField(DAY, help_text="Day of the act.")
    outcome = StrictChoiceField(choices_of(RenewalOutcome), required=False)
    extends_to = _day()
    precision = StrictChoiceField(choices_of(DatePrecision), required=False)
    act = _text()
    note = _text()
    source = _text()  # type: ignore[assignment]
    verified = StrictBooleanField(required=False)


class AmendableTerms(TimeTravel, ReadViewSet[Row]):
    """Rows whose terms an administrator may amend. A change names the state that it changes."""

    http_method_names = ["get", "head", "options", "patch", "post"]
    required_scopes = {"partial_update": "admin"}

    def get_queryset(self) -> Any:
        """Keep the rows that were there at the instant that was asked for."""
        return super().get_queryset().filter(made_at__lte=self.point_in_time.known_at)

    def get_serializer_context(self) -> dict[str, Any]:
        """Give the serializers the point in time."""
        return {**super().get_serializer_context(), "point": self.point_in_time}

    def amended(self, request: Request, given_as: type[ClaimAmendment]) -> Response:
        """Amend the terms of the row, and show the row as it is then."""
        row: Any = self.get_object()
        require_match(request, self.get_serializer(row).data)
        given = given_as(data=request.data)
        given.is_valid(raise_exception=True)
        changes = dict(given.validated_data)
        amend_terms(
            row=row,
            reason=changes.pop("reason"),
            changes=changes,
            actor=self.person,
            seen_version=row.version,
        )
        self.forget()
        data = self.get_serializer(self.get_object()).data
        return Response(data, headers={"ETag": etag_of_data(data)})

    def forget(self) -> None:
        """Forget what was looked up before the change."""
        self.__dict__.pop("point_in_time", None)

    @extend_schema(responses=TermsHistorySerializer)
    @action(detail=True)
    def history(self, request: Request, pk: str) -> Response:
        """Show what was said before each amendment, the last one first."""
        row: Any = self.get_object()
        point = self.point_in_time
        former = row.former.filter(until__lte=point.known_at).order_by("-until", "-id")
        return Response(TermsHistorySerializer({**point.echo(), "former": former}).data)
