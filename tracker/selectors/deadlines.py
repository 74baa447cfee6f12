"""What falls due, from all that carries a date: one plain list, soonest first.

Licences end in their own zone; the day given is the day there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import DateField
from django.db.models.functions import Cast, Left
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sanctions.domain.program_kinds import ClockState, IfNobodyActs, RenewalKind
from sanctions.selectors.renewals import ClockEvent, Clocks
from scenarios.models import Case, Evaluation, Forecast, Licence, Scenario
from tracker.selectors.shell import conditions_under_review

if TYPE_CHECKING:
    from sanctions.models.teams import Person


RENEWAL_KINDS: Mapping[RenewalKind, Promise] = {
    RenewalKind.SUNSET: _("ends by itself unless prolonged"),
    RenewalKind.ANNIVERSARY: _("ends on its anniversary unless continued"),
    RenewalKind.REVIEW: _("is looked at"),
}
SILENCE: Mapping[str, Promise] = {
    IfNobodyActs.LAPSES: _("it lapses"),
    IfNobodyActs.CONTINUES: _("it goes on"),
}


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day on which something ends, is due, or changes by itself if nobody acts."""

    on: date
    kind: str
    title: str
    url: str
    if_nobody_acts: str | Promise
    days: int
    case: Case | None = None
    clock: ClockEvent | None = None

    @property
    def month(self) -> str:
        """The month it falls in, as a heading."""
        return f"{self.on:%B %Y}"


def deadlines(*, user: Person, today: date, days: int) -> list[Deadline]:
    """List what falls due from `today` on, within so many days."""
    until = today + timedelta(days=days)
    span = (today, until)
    found = [
        *_licences(user, span),
        *_clock_changes(user, span),
        *_reviews(user, span),
        *_horizons(user, span),
        *_forecasts(user, span),
        *renewals(Clocks().events(on=today, until=until)),
    ]
    return sorted(found, key=lambda one: (one.on, one.case.slug if one.case else "", one.title))


def renewals(events: Iterable[ClockEvent], *, passed: bool = False) -> list[Deadline]:
    """List the days of instruments that lie ahead, or those that passed without a known act."""
    state = ClockState.PASSED if passed else ClockState.AHEAD
    return [
        Deadline(
            on=event.on,
            kind=str(RENEWAL_KINDS[RenewalKind(event.terms["kind"])]),
            title=f"{event.instrument.authority}: {event.terms['title'] or event.instrument}",
            url=_programs_url(event),
            if_nobody_acts=event.terms["then"] or SILENCE[event.terms["if_nobody_acts"]],
            days=event.days,
            clock=event,
        )
        for event in events
        if event.day.state is state
    ]


def _programs_url(event: ClockEvent) -> str:
    if event.programs:
        return reverse("admin:program", args=[event.programs[0].pk])
    return reverse("admin:programs") + f"?authority={event.instrument.authority.code}"


Span = tuple[date, date]


def _licences(user: Person, span: Span) -> list[Deadline]:
    rows = (
        Licence.objects.visible_to(user)
        .filter(expires_local__isnull=False)
        .annotate(ends_on=Cast(Left("expires_local", 10), DateField()))
        .filter(ends_on__range=span)
        .select_related("case")
    )
    return [
        Deadline(
            on=row.ends_on,
            kind=str(_("licence ends")),
            title=f"{row.slug} ({row.authority}), {row.expires_local} {row.zone or 'UTC'}",
            case=row.case,
            url=reverse("admin:case", args=[row.case.slug]) + "#licences",
            if_nobody_acts=_("what it covered is forbidden again"),
            days=(row.ends_on - span[0]).days,
        )
        for row in rows
    ]


def _clock_changes(user: Person, span: Span) -> list[Deadline]:
    rows = (
        Evaluation.objects.visible_to(user)
        .filter(is_current=True, next_change_on__range=span)
        .select_related("case", "condition", "gate")
    )
    return [
        Deadline(
            on=row.next_change_on,
            kind=str(_("status changes by the clock")),
            title=str(row.condition or row.gate),
            case=row.case,
            url=_node_url(row),
            if_nobody_acts=_("becomes %(status)s")
            % {"status": str(row.next_change_status).replace("_", " ").lower()},
            days=(row.next_change_on - span[0]).days,
        )
        for row in rows
        if row.next_change_on is not None
    ]


def _node_url(row: Evaluation) -> str:
    if row.condition is not None:
        return reverse("admin:condition", args=[row.case.slug, row.condition.slug])
    assert row.gate is not None  # noqa: S101 - an evaluation is of one node
    return reverse("admin:gate", args=[row.case.slug, row.gate.slug])


def _reviews(user: Person, span: Span) -> list[Deadline]:
    rows = conditions_under_review(user=user).filter(review_due__range=span)
    return [
        Deadline(
            on=row.review_due,
            kind=str(_("assessment due for review")),
            title=row.text,
            case=row.case,
            url=reverse("admin:condition", args=[row.case.slug, row.slug]),
            if_nobody_acts=_("the status becomes unverified"),
            days=(row.review_due - span[0]).days,
        )
        for row in rows
    ]


def _horizons(user: Person, span: Span) -> list[Deadline]:
    rows = Scenario.objects.visible_to(user).filter(horizon__range=span).select_related("case")
    return [
        Deadline(
            on=row.horizon,
            kind=str(_("horizon of a scenario")),
            title=row.title,
            case=row.case,
            url=reverse("admin:scenario", args=[row.case.slug, row.slug]),
            if_nobody_acts=_("the scenario looks no further"),
            days=(row.horizon - span[0]).days,
        )
        for row in rows
        if row.horizon is not None
    ]


def _forecasts(user: Person, span: Span) -> list[Deadline]:
    rows = (
        Forecast.objects.visible_to(user)
        .filter(by__range=span)
        .select_related("case", "condition")
        .order_by("condition_id", "by", "-at")
        .distinct("condition_id", "by")
    )
    return [
        Deadline(
            on=row.by,
            kind=str(_("forecast closes")),
            title=row.condition.text,
            case=row.case,
            url=reverse("admin:condition", args=[row.case.slug, row.condition.slug]),
            if_nobody_acts=_("it is scored against what happened"),
            days=(row.by - span[0]).days,
        )
        for row in rows
    ]
