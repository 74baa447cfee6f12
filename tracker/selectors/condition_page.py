"""One condition at a moment: its status in both tracks, its facts, and what rests on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q, QuerySet

from scenarios.domain.divergence import diverging, sides_on
from scenarios.domain.evaluator import NodeState
from scenarios.domain.statuses import ContestedBy, NodeKind
from scenarios.domain.truth import Truth
from scenarios.models import (
    Assessment,
    ChangeEvent,
    Condition,
    Confirmation,
    Forecast,
    FormerDefinition,
    Gate,
    Package,
    Reading,
    Scenario,
    Source,
)
from scenarios.selectors.scenario_parts import resting_on
from tracker.domain.lanes import Axis, Band, Dot, bands, dots
from tracker.domain.neighbours import Neighbours
from tracker.selectors.amend_page import may_amend
from tracker.selectors.case_reading import CaseReading
from tracker.selectors.journal import Occasion, changes_seen_by, known_changes, last_occasions
from tracker.selectors.nodes import current_evaluation
from tracker.selectors.retold import gates_at

if TYPE_CHECKING:
    from sanctions.models.teams import Person
    from scenarios.selectors.moments import Moment

_OCCASIONS = 20


@dataclass(frozen=True, slots=True)
class ConditionPage:
    """All that the page of a condition shows."""

    condition: Condition
    on: date
    state: NodeState
    since: date
    assessed: Assessment | None
    certified: Assessment | None
    assessments: list[Assessment]
    readings: list[Reading]
    confirmations: list[Confirmation]
    forecasts: list[Forecast]
    former: list[FormerDefinition]
    defined_as: FormerDefinition | None  # where a former definition was in force
    gates: list[Gate]
    scenarios: list[Scenario]
    packages: list[Package]
    occasions: list[Occasion]
    axis: Axis
    bands: list[Band]
    dots: list[Dot]
    sides: tuple[tuple[str, Truth], ...]  # of a dispute, by assessor
    sources: dict[str, Source]
    may_assess: bool
    may_amend: bool
    steps: Neighbours

    @property
    def axis_on(self) -> str:
        """Where the day of the page lies on the axis."""
        return self.axis.place(self.on)

    @property
    def contested(self) -> list[ContestedBy]:
        """By what the condition is contested, in the order of their vocabulary."""
        return [reason for reason in ContestedBy if reason in self.state.contested]

    @property
    def text(self) -> str:
        """What the condition said then."""
        then = self.defined_as.terms if self.defined_as else {}
        return str(then.get("text", self.condition.text))


def find_condition(*, user: Person, case: str, slug: str) -> Condition:
    """Return a condition that `user` sees. Raises Condition.DoesNotExist."""
    rows = Condition.objects.visible_to(user).select_related("case", "fulfilled_by")
    found: Condition = rows.get(case__slug=case, slug=slug)
    return found


def condition_page(
    *, user: Person, condition: Condition, at: Moment, stored: bool
) -> ConditionPage:
    """Gather the page of a condition; `stored` where the stored evaluations are true of it."""
    reading = CaseReading(condition.case, at=at, user=user)
    node = (NodeKind.CONDITION, condition.slug)
    told = reading.moment.told(*node)
    assessments = _assessments(condition, at)
    former = [*condition.former.order_by("until")]
    gates = _gates(user, condition)
    if not stored:
        gates_at(gates, at=at)
    scenarios = Scenario.objects.visible_to(user).filter(pk__in=resting_on([condition.pk]))
    known = {"date__lte": at.as_of, "recorded__lte": at.known_at}
    return ConditionPage(
        condition=condition,
        on=at.as_of,
        state=told.state,
        since=told.since,
        assessed=_last(assessments, certified=False, by=condition.by),
        certified=_last(assessments, certified=True, by=condition.by),
        assessments=assessments,
        readings=[*condition.readings.filter(**known).order_by("-date", "-id")],
        confirmations=[*condition.confirmations.filter(**known).order_by("-date", "-id")],
        forecasts=[*condition.forecasts.filter(at__lte=at.known_at).order_by("by", "-at")],
        former=[one for one in reversed(former) if one.until <= at.known_at],
        defined_as=next((one for one in former if one.until > at.known_at), None),
        gates=gates,
        scenarios=[*scenarios.select_related("case").order_by("case__slug", "position")],
        packages=_packages(gates),
        occasions=last_occasions(_events(user, condition, at), user=user, most=_OCCASIONS),
        axis=reading.axis,
        bands=bands(reading.axis, reading.history(*node), to=at.as_of),
        dots=dots(reading.axis, _dated(assessments)),
        sides=_sides(reading, condition),
        sources=reading.sources,
        may_assess=Condition.objects.changeable_by(user).filter(pk=condition.pk).exists(),
        may_amend=may_amend(user, condition),
        steps=reading.steps([node], dated=reading.days_of_facts(condition.slug)),
    )


def _events(user: Person, condition: Condition, at: Moment) -> QuerySet[ChangeEvent]:
    """Find the changes of the condition, and those that came of assessing it."""
    judged = Q(assessment__in=condition.assessments.values("pk"))
    about = changes_seen_by(user).filter(Q(condition=condition) | judged)
    return known_changes(about, at=at)


def _assessments(condition: Condition, at: Moment) -> list[Assessment]:
    """Return those up to the day, each with what was known to take it back, and to settle it."""
    known = Assessment.objects.filter(recorded__lte=at.known_at)
    rows = known.filter(condition=condition, date__lte=at.as_of)
    rows = rows.select_related("entered_by", "delta__party")
    taken_back = Prefetch("retracted_by", queryset=known)
    found = [*rows.prefetch_related(taken_back).order_by("-date", "-recorded", "-position")]
    for row in found:
        if row.settled_at is not None and row.settled_at > at.known_at:
            row.settled_at = row.has_stood = None
    return found


def _last(rows: list[Assessment], *, certified: bool, by: str | None) -> Assessment | None:
    """Return the governing assessment of one track: rows come newest first."""
    counting = (row for row in rows if row.counts)
    standing = (row for row in counting if not row.retracted_by.all())
    mine = (row for row in standing if (by is not None and row.assessor == by) == certified)
    return next(mine, None)


def _dated(rows: list[Assessment]) -> Iterator[tuple[date, str, str]]:
    return ((row.date, row.note or "", row.status) for row in rows if row.counts)


def _sides(reading: CaseReading, condition: Condition) -> tuple[tuple[str, Truth], ...]:
    """Return whose views differ, and what they are; nothing where they agree."""
    known, on = reading.moment.logic.conditions[condition.slug], reading.on
    return sides_on(known, on) if diverging(known).at(on.toordinal()) else ()


def _gates(user: Person, condition: Condition) -> list[Gate]:
    rows = Gate.objects.visible_to(user).filter(pk__in=condition.gates.values("pk"))
    rows = rows.select_related("case", "opens", "reverses", "yields")
    return [*rows.prefetch_related(current_evaluation()).order_by("case__slug", "position")]


def _packages(gates: list[Gate]) -> list[Package]:
    found = {
        package.pk: package
        for gate in gates
        for package in (gate.opens, gate.reverses)
        if package is not None
    }
    return list(found.values())
