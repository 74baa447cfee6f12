"""Store what is told: evaluations, what it means for scenarios, and the events of it.

Everything goes into the caller's transaction, in a number of statements that does not depend on
how many nodes there are.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from scenarios.models import ChangeEvent
from scenarios.services.make_evaluations import make_evaluations, make_scenario_evaluations
from scenarios.services.make_events import make_events
from scenarios.services.node_tellings import NodeTelling, Occasion
from scenarios.services.store_rows import Rows, store_rows
from scenarios.services.tell_scenarios import ScenarioTelling, tell_scenarios


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
    events, flagged = (
        ([], [])
        if occasion.is_baseline
        else make_events(tellings, of_scenarios=of_scenarios, occasion=occasion)
    )
    differing = [one for one in of_scenarios if one.differs]
    return store_rows(
        Rows(
            evaluations=make_evaluations(tellings),
            scenario_evaluations=make_scenario_evaluations(differing),
            held_nodes=_held_nodes(tellings),
            held_scenarios=_held_scenarios(differing),
            events=events,
            flagged=flagged,
        )
    )


def _held_nodes(tellings: Sequence[NodeTelling]) -> list[str]:
    """Return the nodes of which something was told before the first of these."""
    first = {one.node.id: one.telling for one in reversed(tellings)}
    return [node for node, telling in first.items() if telling.old is not None]


def _held_scenarios(tellings: Sequence[ScenarioTelling]) -> list[str]:
    first = {one.scenario.id: one for one in reversed(tellings)}
    return [scenario for scenario, telling in first.items() if telling.old is not None]
