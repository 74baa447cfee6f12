"""`as_of` (true on which day) and `known_at` (known until when) of a request.

Both are echoed: in the headers always, in the body as they were asked. So an answer that was asked
with both can be asked for again, and an answer without them keeps its entity tag.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.utils.functional import cached_property
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from sanctions.models.clock import database_now
from sanctions.rest.problems import Problem

TIME_PARAMETERS = ("as_of", "known_at")
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class PointInTime:
    """The day an answer is true for, and the instant after which nothing was known.

    `asked` holds the parameters as they were given.
    """

    as_of: date
    known_at: datetime
    asked: dict[str, str]

    def echo(self) -> dict[str, str | None]:
        """Return what a body says of it: the day, and `known_at` where it was asked for."""
        known_at = self.known_at.isoformat() if "known_at" in self.asked else None
        return {"as_of": self.as_of.isoformat(), "known_at": known_at}


def read_point_in_time(parameters: Any, *, now: datetime) -> PointInTime:
    """Read both parameters; the day defaults to that of `known_at`, else to today in UTC.

    Raises Problem where one cannot be read, or `known_at` lies in the future.
    """
    asked = {name: parameters[name] for name in TIME_PARAMETERS if name in parameters}
    known_at = _known_at(asked["known_at"], now) if "known_at" in asked else now.astimezone(UTC)
    as_of = _as_of(asked["as_of"]) if "as_of" in asked else known_at.date()
    return PointInTime(as_of, known_at, asked)


def _as_of(text: str) -> date:
    instant = _instant(text)
    day = instant.date() if instant else _day(text)
    if day is None or not FIRST_DAY <= day <= LAST_DAY:
        raise Problem(
            "as_of is not a day, nor an instant with its offset.",
            code="invalid-time",
            field="as_of",
            hint=f"2026-05-01, or 2026-05-01T12:00:00Z; from {FIRST_DAY} to {LAST_DAY}.",
        )
    return day


def _known_at(text: str, now: datetime) -> datetime:
    instant = _instant(text)
    if instant is None or instant.date() < FIRST_DAY:
        raise Problem(
            "known_at is not an instant with its offset.",
            code="invalid-time",
            field="known_at",
            hint="2026-05-01T12:00:00Z (in an address, + is written %2B).",
        )
    if instant > now:
        raise Problem(
            "known_at lies in the future: nobody knows yet what will be known then.",
            code="time-in-the-future",
            field="known_at",
            hint=f"It is {now.astimezone(UTC).isoformat()} by the database's clock.",
        )
    return instant


def _day(text: str) -> date | None:
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _instant(text: str) -> datetime | None:
    if not _INSTANT.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def time_parameters(*actions: str) -> Any:
    """Describe both parameters on these actions of a view."""
    described = [
        OpenApiParameter("as_of", str, description="The day it is to be true for; default: today."),
        OpenApiParameter("known_at", str, description="As known at this instant; default: now."),
    ]
    return extend_schema_view(**{name: extend_schema(parameters=described) for name in actions})


class TimeTravel:
    """A view whose answers are true for a day, as known at an instant."""

    time_parameters: tuple[str, ...] = TIME_PARAMETERS
    request: Any

    @cached_property
    def point_in_time(self) -> PointInTime:
        """Read the request's point in time, once."""
        return read_point_in_time(self.request.query_params, now=database_now())

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Read the point in time before anything is answered; raises Problem."""
        super().initial(request, *args, **kwargs)  # type: ignore[misc]
        _ = self.point_in_time

    def envelope(self) -> dict[str, Any]:
        """Say in the body of a list which point in time was answered."""
        return dict(self.point_in_time.echo())

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        """Say in the headers which point in time was answered."""
        final: Response = super().finalize_response(request, response, *args, **kwargs)  # type: ignore[misc]
        if final.status_code < 300:
            final["X-As-Of"] = self.point_in_time.as_of.isoformat()
            final["X-Known-At"] = self.point_in_time.known_at.isoformat()
        return final
