"""Conditions, gates and packages as lists show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Max, Prefetch, Q, QuerySet

from scenarios.models import Case, Condition, Evaluation, Gate, Package

if TYPE_CHECKING:
    from sanctions.models.teams import Person


def current_evaluation() -> Prefetch[str]:
    """Load the current evaluation beside a condition or gate, as `current` (a list of one)."""
    return Prefetch(
        "evaluations", queryset=Evaluation.objects.filter(is_current=True), to_attr="current"
    )


_COUNTS = Q(assessments__waits_until__isnull=True) | Q(assessments__has_stood=True)
_LAST = Max("assessments__date", filter=_COUNTS)


def condition_rows(
    *, user: Person, text: str = "", status: str = "", kind: str = "", case: str = ""
) -> QuerySet[Condition]:
    """List the conditions that `user` sees, with `current`, `gate_count` and `last_assessed`."""
    rows: QuerySet[Condition] = (
        Condition.objects.visible_to(user)
        .select_related("case")
        .annotate(gate_count=Count("gates", distinct=True), last_assessed=_LAST)
        .prefetch_related(current_evaluation())
        .order_by("case__slug", "position", "id")
    )
    if text:
        rows = rows.filter(Q(text__icontains=text) | Q(slug__icontains=text))
    if status:
        rows = rows.filter(evaluations__is_current=True, evaluations__status=status)
    if kind:
        rows = rows.filter(kind=kind)
    return rows.filter(case__slug=case) if case else rows


def gate_rows(*, user: Person, text: str = "", status: str = "", case: str = "") -> QuerySet[Gate]:
    """List the gates that `user` sees, with `current` and what they are for."""
    rows: QuerySet[Gate] = (
        Gate.objects.visible_to(user)
        .select_related("case", "opens", "reverses", "yields")
        .prefetch_related(current_evaluation())
        .order_by("case__slug", "position", "id")
    )
    if text:
        rows = rows.filter(Q(slug__icontains=text) | Q(opens__title__icontains=text))
    if status:
        rows = rows.filter(evaluations__is_current=True, evaluations__status=status)
    return rows.filter(case__slug=case) if case else rows


def package_rows(
    *, user: Person, text: str = "", state: str = "", case: str = ""
) -> QuerySet[Package]:
    """List the packages that `user` sees, with `step_count` and the gates that open them."""
    opening = Gate.objects.select_related("case").prefetch_related(current_evaluation())
    rows: QuerySet[Package] = (
        Package.objects.visible_to(user)
        .select_related("case")
        .annotate(step_count=Count("steps"))
        .prefetch_related(Prefetch("opened_by", queryset=opening))
        .order_by("case__slug", "position", "id")
    )
    if text:
        rows = rows.filter(title__icontains=text)
    if state:
        rows = rows.filter(state=state)
    return rows.filter(case__slug=case) if case else rows


def case_rows(*, user: Person, text: str = "") -> QuerySet[Case]:
    """List the cases that `user` sees."""
    rows: QuerySet[Case] = (
        Case.objects.visible_to(user).select_related("team").order_by("-start", "slug")
    )
    return rows.filter(Q(title__icontains=text) | Q(summary__icontains=text)) if text else rows
