"""What conditions and gates are on any day, as known at any instant: evaluated when asked.

The stored evaluations say what is true today. This reads the facts again, for the nodes asked for
and what they rest on, and for no others.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from scenarios.domain.evaluator import Evaluator, NodeState
from scenarios.domain.statuses import NodeKind, Status
from scenarios.models import Condition
from scenarios.selectors.logic import logics_around, logics_of


def states_at(
    *, kind: NodeKind, ids: Collection[str], as_of: date, known_at: datetime
) -> dict[str, NodeState]:
    """Return the states of the conditions, or of the gates, with these ids, by id."""
    if kind is NodeKind.CONDITION:
        logics = logics_around(conditions=ids)
    else:
        logics = logics_around(gates=ids)
    found: dict[str, NodeState] = {}
    for case in logics.values():
        evaluator = Evaluator(case.logic, known_at=known_at)
        for node in case.nodes:
            if node.kind is kind and node.id in ids:
                found[node.id] = evaluator.state(kind, node.name, as_of=as_of)
    return found


def statuses_to(*, condition: Condition, to: date, known_at: datetime) -> list[tuple[date, Status]]:
    """Return the status of a condition on the first day of its case, and each change up to `to`."""
    logic = logics_of(type(condition.case).objects.filter(pk=condition.case_id))[
        condition.case_id
    ].logic
    first = logic.start if date.min < logic.start <= to else to
    evaluator = Evaluator(logic, known_at=known_at)
    return evaluator.status_changes(NodeKind.CONDITION, condition.slug, from_=first, to=to)
