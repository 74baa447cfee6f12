"""Store what is told: evaluations, what it means for scenarios, and the events of it.

Everything goes into the caller's transaction, in a number of statements that does not depend on
how many nodes there are.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from scenarios.models import ChangeEvent
from scenarios.services.node_tellings import NodeTelling, Occasion
from scenarios.services.store_evaluations import store_evaluations, store_scenario_evaluations
from scenarios.services.tell_scenarios import tell_scenarios
from scenarios.services.write_change_events import write_change_events


def store_tellings(
    tellings: Sequence[NodeTelling],
    *,
    occasion: Occasion,
    scenarios: Collection[str],
    today: date,
) -> list[ChangeEvent]:
    """Store the tellings and what follows for scenarios; return the events, in their order.

    `scenarios` are told again although none of their nodes changed.
    """
    if not tellings and not scenarios:
        return []
    of_scenarios = tell_scenarios(tellings, scenarios=scenarios, today=today)
    store_evaluations(tellings)
    store_scenario_evaluations([one for one in of_scenarios if one.differs])
    if occasion.is_baseline:
        return []
    return write_change_events(tellings, of_scenarios=of_scenarios, occasion=occasion)
