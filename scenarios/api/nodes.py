"""Conditions and gates: reading, explaining and amending them, and asking what if."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from sanctions.rest.etags import if_match
from sanctions.rest.time_travel import time_parameters
from scenarios.api import filters, serializers
from scenarios.api.amending import Amendable, ConditionAmendment, GateAmendment
from scenarios.api.explaining import Explained, Supposable
from scenarios.api.travelling import CURRENT
from scenarios.domain.statuses import NodeKind
from scenarios.models import Condition, Gate
from scenarios.selectors.explanations import Explanation, explain_condition, explain_gate
from scenarios.selectors.moments import Moment
from scenarios.services.amend_condition import amend_condition
from scenarios.services.amend_gate import amend_gate


@time_parameters("list", "retrieve", "history", "explain")
class Conditions(Explained, Amendable):
    """Conditions, and what rests on them. `status` filters by the status of today."""

    queryset = Condition.objects.select_related("case", "fulfilled_by__case").prefetch_related(
        CURRENT
    )
    serializer_class = serializers.ConditionSerializer
    filterset_class = filters.ConditionFilter
    node_kind = NodeKind.CONDITION

    def explained(self, row: Condition, moment: Moment) -> Explanation:
        """Explain the condition."""
        return explain_condition(user=self.person, condition=row, moment=moment)

    def amend(self, row: Condition, **given: Any) -> None:
        """Store another definition of it."""
        amend_condition(condition=row, **given)

    @extend_schema(
        parameters=[if_match()],
        request=ConditionAmendment,
        responses=serializers.ConditionSerializer,
    )
    def partial_update(self, request: Request, address: str) -> Response:
        """Amend what the condition says. What depends on it is evaluated at once."""
        return self.amended(request, ConditionAmendment)


@time_parameters("list", "retrieve", "history", "explain", "what_if")
class Gates(Supposable, Amendable):
    """Gates, and what they are for. `status` filters by the status of today."""

    queryset = Gate.objects.select_related(
        "case", "opens__case", "reverses__case", "yields__case"
    ).prefetch_related(CURRENT)
    serializer_class = serializers.GateSerializer
    filterset_class = filters.GateFilter
    node_kind = NodeKind.GATE
    required_scopes = {**Supposable.required_scopes, **Amendable.required_scopes}

    def explained(self, row: Gate, moment: Moment) -> Explanation:
        """Explain the gate."""
        return explain_gate(user=self.person, gate=row, moment=moment)

    def amend(self, row: Gate, **given: Any) -> None:
        """Store another definition of it."""
        amend_gate(gate=row, **given)

    @extend_schema(
        parameters=[if_match()], request=GateAmendment, responses=serializers.GateSerializer
    )
    def partial_update(self, request: Request, address: str) -> Response:
        """Amend what the gate asks for, or is for. What depends on it is evaluated at once."""
        return self.amended(request, GateAmendment)
