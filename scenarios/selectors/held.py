"""What is held of nodes and scenarios: their current evaluations, as the domain tells of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from scenarios.domain.evaluator import NodeState
from scenarios.domain.scenario_tellings import ScenarioTold
from scenarios.domain.statuses import ContestedBy, ScenarioFlag, ScenarioState, Status
from scenarios.domain.tellings import Told
from scenarios.domain.truth import Truth
from scenarios.models import Evaluation, ScenarioEvaluation

#: The columns of what is told of a node.
TOLD = (
    *(
        "condition_id",
        "gate_id",
        "definition_version",
        "value",
        "status",
        "since",
        "told_on",
        "final",
    ),
    *("deciding", "blocking", "refused_candidates"),
    *("next_change_on", "next_change_status", "contested", "wake_on"),
)


def held_of(nodes: Collection[str]) -> dict[str, Told]:
    """Return what is told now of the conditions and gates with these ids, by their id."""
    rows = Evaluation.objects.filter(
        Q(condition__in=nodes) | Q(gate__in=nodes), is_current=True
    ).order_by()
    return {row["condition_id"] or row["gate_id"]: told_of(row) for row in rows.values(*TOLD)}


def scenarios_held(scenarios: Collection[str]) -> dict[str, ScenarioTold]:
    """Return what is told now of the scenarios with these ids, by their id."""
    rows = ScenarioEvaluation.objects.filter(scenario__in=scenarios, is_current=True).order_by()
    columns = ("scenario_id", "state", "flags", "since", "blocking", "wake_on")
    return {
        row["scenario_id"]: ScenarioTold(
            state=ScenarioState(row["state"]),
            flags=frozenset(ScenarioFlag(flag) for flag in row["flags"]),
            since=row["since"],
            blocking=_sets(row["blocking"]),
            wake_on=row["wake_on"],
        )
        for row in rows.values(*columns)
    }


def due_on(today: date, *, cases: Collection[str]) -> tuple[list[str], list[str], list[str]]:
    """Return the ids of the conditions, gates and scenarios of the cases that are due to wake."""
    due = Q(case__in=cases, is_current=True, wake_on__lte=today)
    nodes = Evaluation.objects.filter(due).order_by().values_list("condition_id", "gate_id")
    scenarios = ScenarioEvaluation.objects.filter(due).order_by()
    rows = list(nodes)
    return (
        [condition for condition, _ in rows if condition],
        [gate for _, gate in rows if gate],
        list(scenarios.values_list("scenario_id", flat=True)),
    )


def cases_due_on(today: date) -> list[str]:
    """Return the ids of the cases in which something is due to wake, in order."""
    due = Q(is_current=True, wake_on__lte=today)
    nodes = Evaluation.objects.filter(due).order_by().values_list("case_id", flat=True)
    scenarios = ScenarioEvaluation.objects.filter(due).order_by().values_list("case_id", flat=True)
    return sorted(nodes.union(scenarios))


def told_of(row: dict[str, Any]) -> Told:
    """Return what a row of these columns tells; its days may be text."""
    ahead, next_change_on = None, as_day(row["next_change_on"])
    if next_change_on is not None:
        ahead = (next_change_on, Status(row["next_change_status"]))
    return Told(
        state=NodeState(
            value=Truth(row["value"]),
            status=Status(row["status"]),
            final=row["final"],
            deciding=tuple(row["deciding"]),
            blocking=_sets(row["blocking"]),
            next_clock_change=ahead,
            refused_candidates=row["refused_candidates"],
            contested=frozenset(ContestedBy(reason) for reason in row["contested"]),
        ),
        since=as_day(row["since"]) or date.min,
        told_on=as_day(row["told_on"]) or date.min,
        wake_on=as_day(row["wake_on"]),
        definition_version=row["definition_version"],
    )


def as_day(day: date | str | None) -> date | None:
    """Return the day, which may be text where a row came as JSON."""
    return date.fromisoformat(day) if isinstance(day, str) else day


def _sets(stored: Iterable[Iterable[str]] | None) -> tuple[tuple[str, ...], ...] | None:
    return None if stored is None else tuple(tuple(members) for members in stored)
