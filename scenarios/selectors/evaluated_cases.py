"""Whole cases evaluated on any day, as known at any instant, from their facts.

It is the same reading as behind `explain` and the pages (`moments`). The stored evaluations are
what was told day by day, and never the source of this.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db.models import QuerySet

from scenarios.domain.evaluator import NodeState
from scenarios.domain.scenario_tellings import ScenarioTold
from scenarios.domain.statuses import NodeKind
from scenarios.models import Case, Scenario
from scenarios.selectors.logic import logics_of
from scenarios.selectors.moments import CaseMoment, Moment, tell_scenarios_at
from scenarios.selectors.scenario_parts import parts_of

#: The instant at which everything is known.
_AT_LAST = datetime.max.replace(tzinfo=UTC)


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
    """Return the cases evaluated on the day, in the order of their slugs.

    Without an instant everything is known, also what is recorded later.
    """
    moment = Moment(as_of=as_of, known_at=known_at or _AT_LAST)
    found = {pk: CaseMoment(logic, moment) for pk, logic in logics_of(cases).items()}
    slugs = dict(Scenario.objects.filter(case__in=found).values_list("pk", "slug"))
    rows = parts_of(slugs, known_at=known_at)
    told = tell_scenarios_at(rows, found, moment=moment)
    scenarios: dict[str, dict[str, ScenarioTold]] = {pk: {} for pk in found}
    for row in rows:
        scenarios[row.case_id][slugs[row.id]] = told[row.id]
    evaluated = (
        EvaluatedCase(
            slug=case.slug,
            conditions=_of_kind(case, NodeKind.CONDITION),
            gates=_of_kind(case, NodeKind.GATE),
            scenarios=dict(sorted(scenarios[pk].items())),
        )
        for pk, case in found.items()
    )
    return sorted(evaluated, key=lambda case: case.slug)


def _of_kind(case: CaseMoment, kind: NodeKind) -> dict[str, NodeState]:
    named = sorted(name for of_kind, name in case.ids if of_kind is kind)
    return {name: case.told(kind, name).state for name in named}
