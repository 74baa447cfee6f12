"""Tell what the clock changed in cases that are held, day by day, up to today."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from scenarios.domain.differences import tell_of_clock
from scenarios.domain.tellings import Teller
from scenarios.models import ChangeEvent
from scenarios.selectors.held import due_on
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
    tellings: list[NodeTelling] = []
    for case in logics:
        told = tell_of_clock(Teller(case.logic), case.held(), today=today)
        tellings += tellings_of(case, told)
    tellings.sort(key=lambda one: one.telling.day)
    return store_tellings(tellings, occasion=Occasion(), scenarios=scenarios, today=today)
