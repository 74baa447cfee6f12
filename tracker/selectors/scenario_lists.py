"""Scenarios as lists show them: their state, what blocks them, and when they last moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery

from scenarios.domain.statuses import ScenarioState
from scenarios.models import ChangeEvent, FlaggedScenario, Scenario, ScenarioEvaluation

if TYPE_CHECKING:
    from sanctions.models.teams import Person

#: Relief came, or was undone; nothing is awaited.
_SETTLED = (
    ScenarioState.TRIGGERED,
    ScenarioState.MAINTAINED,
    ScenarioState.REVERSED,
    ScenarioState.RESOLVED,
)


def scenario_rows(
    *, user: Person, text: str = "", state: str = "", case: str = ""
) -> QuerySet[Scenario]:
    """List the scenarios that `user` sees: those that moved last first, then the open ones.

    Each carries `current` (its evaluation, in a list of at most one) and `last_flag` (its last
    `FlaggedScenario`, in a list of at most one).
    """
    flags = _told_to(user).filter(scenario=OuterRef("pk")).order_by("-event__sequence")
    rows: QuerySet[Scenario] = (
        Scenario.objects.visible_to(user)
        .select_related("case")
        .annotate(moved=Subquery(flags.values("event__sequence")[:1]))
        .annotate(settled=Exists(_settled()))
        .prefetch_related(_current_evaluation(), _last_flags(user))
        .order_by(F("moved").desc(nulls_last=True), "settled", "-case__start", "position", "id")
    )
    if text:
        rows = rows.filter(Q(title__icontains=text) | Q(case__title__icontains=text))
    if state:
        rows = rows.filter(evaluations__is_current=True, evaluations__state=state)
    return rows.filter(case__slug=case) if case else rows


def _settled() -> QuerySet[ScenarioEvaluation]:
    """Find the evaluation of a scenario that waits for nothing any more."""
    return ScenarioEvaluation.objects.filter(
        scenario=OuterRef("pk"), is_current=True, state__in=_SETTLED
    )


def _current_evaluation() -> Prefetch[str]:
    current = ScenarioEvaluation.objects.filter(is_current=True)
    return Prefetch("evaluations", queryset=current, to_attr="current")


def _told_to(user: Person) -> QuerySet[FlaggedScenario]:
    """Find the flags that `user` may see with the change that set them."""
    seen = ChangeEvent.objects.visible_to(user)
    flags: QuerySet[FlaggedScenario] = FlaggedScenario.objects.visible_to(user)
    return flags.filter(event__in=seen)


def _last_flags(user: Person) -> Prefetch[str]:
    newest = _told_to(user).filter(scenario=OuterRef("scenario")).order_by("-event__sequence")
    last = FlaggedScenario.objects.filter(pk=Subquery(newest.values("pk")[:1])).select_related(
        "event__case", "event__condition", "event__gate"
    )
    return Prefetch("flagged", queryset=last, to_attr="last_flag")
