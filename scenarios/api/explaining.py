"""Explaining conditions, gates and scenarios over REST, and asking what if; nothing is stored."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from scenarios.api.explanations import ExplanationSerializer, WhatIfInput, WhatIfSerializer
from scenarios.api.travelling import Travelling
from scenarios.domain.statuses import Status
from scenarios.domain.suppositions import Supposed
from scenarios.selectors.explanations import Explanation
from scenarios.selectors.moments import Address, Moment
from scenarios.selectors.what_if import what_if


class Explained(Travelling):
    """Rows that can be explained at a point in time."""

    @abstractmethod
    def explained(self, row: Any, moment: Moment) -> Explanation:
        """Explain the row at a moment."""

    @extend_schema(responses=ExplanationSerializer)
    @action(detail=True)
    def explain(self, request: Request, address: str) -> Response:
        """Show what it rests on and what rests on it, with values, facts and what blocks."""
        point = self.point_in_time
        moment = Moment(as_of=point.as_of, known_at=point.known_at)
        told = self.told(self.explained(self.row_itself(), moment))
        return Response(ExplanationSerializer(told, context={"as_of": point.as_of}).data)

    def told(self, explanation: Explanation) -> dict[str, Any]:
        """Return the parts of an explanation, and its point in time."""
        return {
            **self.point_in_time.echo(),
            "conditions": explanation.conditions,
            "gates": explanation.gates,
            "scenarios": explanation.scenarios,
            "left_off": explanation.left_off,
        }


class Supposable(Explained):
    """Rows that can be explained as they would be, were some conditions otherwise."""

    required_scopes = {"what_if": "read"}

    @extend_schema(request=WhatIfInput, responses=WhatIfSerializer)
    @action(detail=True, methods=["post"], url_path="what-if", url_name="what-if")
    def what_if(self, request: Request, address: str) -> Response:
        """Explain it with other statuses of some conditions, and tell what would differ.

        Without `as_of` the moment is today, or the last of the days that are set where that is
        later. Whatever was found of a condition from its day on is passed over.
        """
        row = self.row_itself()
        given = WhatIfInput(data=request.data)
        given.is_valid(raise_exception=True)
        wanted, point = given.validated_data["set"], self.point_in_time
        if "as_of" not in point.asked:
            days = [one["date"] for one in wanted.values() if "date" in one]
            self.point_in_time = point = replace(point, as_of=max([point.as_of, *days]))
        supposed = _supposed(wanted, case=row.case.slug, as_of=point.as_of)
        moment = Moment(as_of=point.as_of, known_at=point.known_at, supposed=supposed)
        found = what_if(partial(self.explained, row), moment)
        told = {**self.told(found.explanation), "changed": found}
        return Response(WhatIfSerializer(told, context={"as_of": point.as_of}).data)


def _supposed(
    wanted: Mapping[str, Mapping[str, Any]], *, case: str, as_of: date
) -> dict[Address, Supposed]:
    """Return what is supposed, by address; a name without a case is of the row's own."""
    found: dict[Address, Supposed] = {}
    for name, one in wanted.items():
        elsewhere, _, slug = name.rpartition("/")
        supposed = Supposed(status=Status(one["status"]), since=one.get("date", as_of))
        found[elsewhere or case, slug] = supposed
    return found
