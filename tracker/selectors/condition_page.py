"""One condition at a moment: its status in both tracks, its facts, and what rests on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q, QuerySet

from scenarios.domain.evaluator import NodeState
from scenarios.domain.statuses import NodeKind
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
    sources: dict[str, Source]
    may_assess: bool
    may_amend: bool
    steps: Neighbours

    @property
    def axis_on(self) -> str:
        """Where the day of the page lies on the axis."""
        return self.axis.place(self.on)

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
        dots=dots(reading.axis, ((one.date, one.note or "", one.status) for one in assessments)),
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
    """Return those up to the day, each with what was known to take it back."""
    known = Assessment.objects.filter(recorded__lte=at.known_at)
    rows = known.filter(condition=condition, date__lte=at.as_of)
    rows = rows.select_related("entered_by", "delta__party")
    taken_back = Prefetch("retracted_by", queryset=known)
    return [*rows.prefetch_related(taken_back).order_by("-date", "-recorded", "-position")]


def _last(rows: list[Assessment], *, certified: bool, by: str | None) -> Assessment | None:
    """Return the governing assessment of one track: rows come newest first."""
    standing = (row for row in rows if not row.retracted_by.all())
    mine = (row for row in standing if (by is not None and row.assessor == by) == certified)
    return next(mine, None)


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
