"""Tell what the clock changed in cases that are held, day by day, up to today."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from scenarios.domain.differences import tell_of_clock
from scenarios.domain.tellings import Teller
from scenarios.models import ChangeEvent
from scenarios.selectors.held import due_on, held_of
from scenarios.selectors.logic import logics_around
from scenarios.services.node_tellings import NodeTelling, Occasion, tellings_of
from scenarios.services.store_tellings import store_tellings


def catch_up_clock(*, cases: Collection[str], today: date) -> list[ChangeEvent]:
    """Tell each change at the day on which it came, however late; nothing due writes nothing.

    The caller holds the cases.
    """
    conditions, gates, scenarios = due_on(today, cases=cases)
    if not conditions and not gates and not scenarios:
        return []
    around = logics_around(conditions=conditions, gates=gates)
    logics = [case for case in around.values() if case.case_id in cases]
    held = held_of([node.id for case in logics for node in case.nodes])
    tellings: list[NodeTelling] = []
    for case in logics:
        of_case = {(node.kind, node.name): held[node.id] for node in case.nodes if node.id in held}
        tellings += tellings_of(case, tell_of_clock(Teller(case.logic), of_case, today=today))
    tellings.sort(key=lambda one: one.telling.day)
    return store_tellings(tellings, occasion=Occasion(), scenarios=scenarios, today=today)
