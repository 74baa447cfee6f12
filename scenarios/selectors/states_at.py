"""What conditions, gates and scenarios are on any day, as known at any instant, when asked.

The stored evaluations say what is true today. This reads the facts again, for the nodes asked for
and what they rest on, and for no others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime

from scenarios.domain.evaluator import NodeState
from scenarios.domain.package_phases import Phase, phase_of
from scenarios.domain.scenario_facts import PackageFact
from scenarios.domain.scenario_tellings import ScenarioTold
from scenarios.domain.statuses import NodeKind, PackageState, Status
from scenarios.models import Condition, Gate, Package
from scenarios.selectors.logic import logics_around, logics_under
from scenarios.selectors.moments import CaseMoment, Moment, tell_scenarios_at
from scenarios.selectors.scenario_parts import acts_of, parts_of, steps_of


def states_at(
    *, kind: NodeKind, ids: Collection[str], as_of: date, known_at: datetime
) -> dict[str, NodeState]:
    """Return the states of the conditions, or of the gates, with these ids, by id."""
    moment = Moment(as_of=as_of, known_at=known_at)
    if kind is NodeKind.CONDITION:
        logics = logics_around(conditions=ids, dependents=False)
    else:
        logics = logics_around(gates=ids)
    found: dict[str, NodeState] = {}
    for logic in logics.values():
        case = CaseMoment(logic, moment)
        for node in logic.nodes:
            if node.kind is kind and node.id in ids:
                found[node.id] = case.told(kind, node.name).state
    return found


def scenarios_at(
    *, ids: Collection[str], as_of: date, known_at: datetime
) -> dict[str, ScenarioTold]:
    """Return what is told of the scenarios with these ids, by id."""
    moment = Moment(as_of=as_of, known_at=known_at)
    cases = {case_id: CaseMoment(logic, moment) for case_id, logic in logics_under(ids).items()}
    return tell_scenarios_at(parts_of(ids), cases, moment=moment)


def statuses_to(
    node: Condition | Gate, *, to: date, known_at: datetime
) -> list[tuple[date, Status]]:
    """Return the status of a node on the first day of its case, and each change up to `to`."""
    if isinstance(node, Gate):
        kind, logics = NodeKind.GATE, logics_around(gates=[node.pk])
    else:
        kind, logics = NodeKind.CONDITION, logics_around(conditions=[node.pk], dependents=False)
    case = CaseMoment(logics[node.case_id], Moment(as_of=to, known_at=known_at))
    return case.statuses(kind, node.slug)


def phases_at(packages: Iterable[Package], *, as_of: date) -> dict[str, Phase]:
    """Return how far the packages have come on the day, by id."""
    rows = {package.pk: package for package in packages}
    steps, acts = steps_of(rows), acts_of(rows)
    found: dict[str, Phase] = {}
    for key, row in rows.items():
        state = PackageState(row.state) if row.state else None
        fact = PackageFact(id=row.slug, state=state, steps=tuple(steps[key]))
        found[key] = phase_of(fact, acts=acts[key], as_of=as_of)
    return found
