"""One condition on one day: its status in both tracks, its facts, and what rests on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

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
    ScenarioGate,
    Source,
)
from tracker.domain.lanes import Axis, Band, Dot, bands, dots
from tracker.selectors.case_reading import CaseReading
from tracker.selectors.journal import Occasion, changes_seen_by, last_occasions
from tracker.selectors.nodes import current_evaluation

if TYPE_CHECKING:
    from sanctions.models.teams import Person

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
    gates: list[Gate]
    scenarios: list[Scenario]
    packages: list[Package]
    occasions: list[Occasion]
    axis: Axis
    bands: list[Band]
    dots: list[Dot]
    sources: dict[str, Source]
    may_assess: bool

    @property
    def axis_on(self) -> str:
        """Where the day of the page lies on the axis."""
        return self.axis.place(self.on)


def find_condition(*, user: Person, case: str, slug: str) -> Condition:
    """Return a condition that `user` sees. Raises Condition.DoesNotExist."""
    rows = Condition.objects.visible_to(user).select_related("case", "fulfilled_by")
    found: Condition = rows.get(case__slug=case, slug=slug)
    return found


def condition_page(*, user: Person, condition: Condition, on: date) -> ConditionPage:
    """Gather the page of a condition on a day."""
    reading = CaseReading(condition.case, on=on, user=user)
    state = reading.evaluator.state(NodeKind.CONDITION, condition.slug, as_of=on)
    history = reading.history(NodeKind.CONDITION, condition.slug)
    assessments = _assessments(condition, on)
    gates = _gates(user, condition)
    resting = ScenarioGate.objects.filter(gate__in=gates).values("scenario")
    scenarios = Scenario.objects.visible_to(user).filter(pk__in=resting)
    return ConditionPage(
        condition=condition,
        on=on,
        state=state,
        since=history[-1][0],
        assessed=_last(assessments, certified=False, by=condition.by),
        certified=_last(assessments, certified=True, by=condition.by),
        assessments=assessments,
        readings=[*condition.readings.filter(date__lte=on).order_by("-date", "-id")],
        confirmations=[*condition.confirmations.filter(date__lte=on).order_by("-date", "-id")],
        forecasts=[*condition.forecasts.order_by("by", "-at")],
        former=[*condition.former.order_by("-until")],
        gates=gates,
        scenarios=[*scenarios.select_related("case").order_by("case__slug", "position")],
        packages=_packages(gates),
        occasions=last_occasions(_events(user, condition), user=user, most=_OCCASIONS),
        axis=reading.axis,
        bands=bands(reading.axis, history, to=on),
        dots=dots(reading.axis, ((one.date, one.note or "", one.status) for one in assessments)),
        sources=reading.sources,
        may_assess=Condition.objects.changeable_by(user).filter(pk=condition.pk).exists(),
    )


def _events(user: Person, condition: Condition) -> QuerySet[ChangeEvent]:
    """Find the changes of the condition, and those that came of assessing it."""
    judged = Q(assessment__in=condition.assessments.values("pk"))
    return changes_seen_by(user).filter(Q(condition=condition) | judged)


def _assessments(condition: Condition, on: date) -> list[Assessment]:
    rows = condition.assessments.filter(date__lte=on).select_related("entered_by", "delta__party")
    return [*rows.prefetch_related("retracted_by").order_by("-date", "-recorded", "-position")]


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
