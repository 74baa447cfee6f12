"""Evaluate what depends on a change, and tell what differs: the middle of the walk.

The caller holds the cases (`hold_cases.hold_nodes`), writes its rows, and calls this, all in one
transaction. Only the nodes that were touched are evaluated, and the gates that rest on them; where
the first day of a case's history moved, all of its nodes are. What is the same writes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date

from django.db import transaction

from sanctions.models.clock import database_today
from scenarios.domain.differences import tell_of_news
from scenarios.domain.records import Logic
from scenarios.models import Case, ChangeEvent
from scenarios.selectors.logic import CaseLogic, logics_around, logics_of
from scenarios.services.node_tellings import NodeTelling, Occasion, tellings_of
from scenarios.services.store_tellings import store_tellings

__all__ = ["Occasion", "evaluate_nodes"]


def evaluate_nodes(
    *,
    conditions: Collection[str] = (),
    gates: Collection[str] = (),
    scenarios: Collection[str] = (),
    before: Mapping[str, CaseLogic],
    after: Mapping[str, CaseLogic] | None = None,
    occasion: Occasion,
) -> list[ChangeEvent]:
    """Evaluate the touched nodes and all that rests on them as of today; return the new events.

    `before` is what `hold_nodes` returned before the change, `after` what it is now, for a caller
    who knows it already. `scenarios` are to be told again although none of their nodes changed.
    A node that was never evaluated is told for the first time, which is no change.
    """
    with transaction.atomic(savepoint=False):
        known = after if after is not None else logics_around(conditions=conditions, gates=gates)
        cases = _widened(known, before)
        today = next((case.today for case in cases.values()), None) or database_today()
        tellings: list[NodeTelling] = []
        for case_id, case in sorted(cases.items()):
            then = before[case_id].logic if case_id in before else None
            tellings += _tellings(case, before=then, today=today, heard=occasion.heard)
        return store_tellings(tellings, occasion=occasion, scenarios=scenarios, today=today)


def _tellings(
    case: CaseLogic,
    *,
    before: Logic | None,
    today: date,
    heard: date | None,
) -> Iterator[NodeTelling]:
    news = tell_of_news(
        before=_completed(before, case.logic),
        after=case.logic,
        nodes={(node.kind, node.name): node.definition_version for node in case.nodes},
        held=case.held(),
        today=today,
        heard=heard,
    )
    return tellings_of(case, news)


def _widened(
    after: Mapping[str, CaseLogic], before: Mapping[str, CaseLogic]
) -> dict[str, CaseLogic]:
    """Return the logics, whole for every case whose history begins on another day than before."""
    moved = [
        case_id
        for case_id, now in after.items()
        if case_id in before and before[case_id].logic.start != now.logic.start
    ]
    return {**after, **(logics_of(Case.objects.filter(pk__in=moved)) if moved else {})}


def _completed(before: Logic | None, after: Logic) -> Logic | None:
    """Return the former logic with all that was not touched, which is as it is now."""
    if before is None:
        return None
    return replace(
        before,
        conditions={**after.conditions, **before.conditions},
        gates={**after.gates, **before.gates},
    )
