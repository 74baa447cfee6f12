"""Whole cases evaluated on any day, as known at any instant, from their facts.

The stored evaluations are what was told day by day, and never the source of this.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import QuerySet

from scenarios.domain.contested import contested_steps
from scenarios.domain.evaluator import Evaluator, NodeState
from scenarios.domain.knowledge import condition_known
from scenarios.domain.scenario_tellings import ScenarioParts, ScenarioTold, tell_scenario
from scenarios.domain.statuses import NodeKind
from scenarios.models import Case, Scenario
from scenarios.selectors.logic import CaseLogic, logics_of
from scenarios.selectors.scenario_parts import parts_of


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluatedCase:
    """What is true of a case on a day; everything by its id in the case file."""

    slug: str
    conditions: Mapping[str, NodeState]
    gates: Mapping[str, NodeState]
    scenarios: Mapping[str, ScenarioTold]


def evaluated_cases(
    cases: QuerySet[Case], *, as_of: date, known_at: datetime | None = None
) -> list[EvaluatedCase]:
    """Return the cases evaluated on the day, in the order of their slugs."""
    logics = logics_of(cases)
    rows = Scenario.objects.filter(case__in=logics).values_list("pk", "case_id", "slug")
    slugs = {pk: (case, slug) for pk, case, slug in rows}
    parts: dict[str, dict[str, ScenarioParts]] = {case: {} for case in logics}
    for row in parts_of(slugs, known_at=known_at):
        parts[row.case_id][slugs[row.id][1]] = row.parts
    found = [
        _evaluated(case, parts[case.case_id], as_of=as_of, known_at=known_at)
        for case in logics.values()
    ]
    return sorted(found, key=lambda case: case.slug)


def _evaluated(
    case: CaseLogic,
    scenarios: Mapping[str, ScenarioParts],
    *,
    as_of: date,
    known_at: datetime | None,
) -> EvaluatedCase:
    evaluator = Evaluator(case.logic, known_at=known_at)

    def state(kind: NodeKind, name: str) -> NodeState:
        found = evaluator.state(kind, name, as_of=as_of)
        if kind is NodeKind.GATE:
            return found
        condition = case.logic.conditions[name]
        known = condition_known(condition, at=known_at) if known_at else condition
        return replace(found, contested=contested_steps(known).at(as_of.toordinal()))

    states = {node.id: state(node.kind, node.name) for node in case.nodes}
    for parts in scenarios.values():
        for name, node in parts.names.items():
            if node not in states:
                states[node] = state(NodeKind.CONDITION, name)
    return EvaluatedCase(
        slug=case.slug,
        conditions=_of_kind(case, NodeKind.CONDITION, states),
        gates=_of_kind(case, NodeKind.GATE, states),
        scenarios={
            slug: tell_scenario(one, states=states, day=as_of, old=None)
            for slug, one in sorted(scenarios.items())
        },
    )


def _of_kind(
    case: CaseLogic, kind: NodeKind, states: Mapping[str, NodeState]
) -> dict[str, NodeState]:
    named = {node.name: states[node.id] for node in case.nodes if node.kind is kind}
    return dict(sorted(named.items()))
