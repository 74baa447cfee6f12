"""Amending a definition over REST: the input, whose form the format of case files decides."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from django.db import transaction
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from sanctions.models.choices import choices_of
from sanctions.rest.etags import etag_of_data, require_match
from sanctions.rest.fields import StrictCharField, StrictChoiceField, StrictIntegerField
from sanctions.rest.serializers import StrictSerializer
from scenarios.api.assessing import LONGEST_TEXT
from scenarios.api.travelling import Nodes
from scenarios.domain.statuses import ASSESSABLE_STATUSES, BearsOn, Comparison, ConditionKind
from scenarios.tasks import hint_changes


class Reasoned(StrictSerializer):
    """What is to be otherwise, and why. A key that is left out stays; null takes it away."""

    reason = StrictCharField(
        max_length=LONGEST_TEXT, help_text="Why; it is kept with the former definition."
    )


class QuantityInput(StrictSerializer):
    """What readings are compared with; the threshold is a decimal as text."""

    unit = StrictCharField(max_length=LONGEST_TEXT)
    op = StrictChoiceField(choices_of(Comparison))
    threshold = StrictCharField(max_length=60)


class ConditionAmendment(Reasoned):
    """Another definition of a condition."""

    text = StrictCharField(required=False, max_length=LONGEST_TEXT)
    kind = StrictChoiceField(choices_of(ConditionKind), required=False)
    bears_on = StrictChoiceField(choices_of(BearsOn), required=False)
    by = StrictCharField(required=False, allow_null=True, max_length=LONGEST_TEXT)
    initial = StrictChoiceField(
        [(one.value, one.value) for one in ASSESSABLE_STATUSES], required=False, allow_null=True
    )
    review_days = StrictIntegerField(
        required=False, allow_null=True, min_value=1, max_value=100_000
    )
    fulfilled_by = StrictCharField(required=False, allow_null=True, help_text="Id of a package.")
    quantity = QuantityInput(required=False, allow_null=True)


@extend_schema_field({"oneOf": [{"type": "string"}, {"type": "object"}]})
class ExpressionField(serializers.JSONField):
    """An expression as a case file writes it; what is wrong in it is named with its place."""


class GateAmendment(Reasoned):
    """Another definition of a gate."""

    when = ExpressionField(required=False)
    opens = StrictCharField(required=False, allow_null=True, help_text="Id of a package.")
    reverses = StrictCharField(required=False, allow_null=True, help_text="Id of a package.")
    yields = StrictCharField(required=False, allow_null=True, help_text="Id of a condition.")
    view = StrictCharField(required=False, allow_null=True, max_length=LONGEST_TEXT)


class Amendable(Nodes):
    """Conditions or gates whose definition can be amended. A change names the state it changes."""

    http_method_names = ["get", "head", "options", "post", "patch"]
    required_scopes = {"partial_update": "assess"}

    @abstractmethod
    def amend(self, row: Any, **given: Any) -> None:
        """Store the amendment; raises ChangeRefused."""

    def amended(self, request: Request, given_as: type[Reasoned]) -> Response:
        """Amend the definition of the row, and show the row as it is then."""
        row = self.row_itself()
        require_match(request, self.get_serializer(row).data)
        given = given_as(data=request.data)
        given.is_valid(raise_exception=True)
        changes = dict(given.validated_data)
        self.amend(
            row,
            reason=changes.pop("reason"),
            changes=changes,
            actor=self.person,
            seen_version=row.definition_version,
        )
        transaction.on_commit(hint_changes, robust=True)
        data = self.get_serializer(self.row_itself()).data
        return Response(data, headers={"ETag": etag_of_data(data)})
