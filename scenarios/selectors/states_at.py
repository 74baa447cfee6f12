"""What conditions, gates and scenarios are on any day, as known at any instant, when asked.

The stored evaluations say what is true today. This reads the facts again, for the nodes asked for
and what they rest on, and for no others.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from scenarios.domain.evaluator import NodeState
from scenarios.domain.package_phases import Phase, phase_of
from scenarios.domain.scenario_facts import ActFact, PackageFact
from scenarios.domain.scenario_tellings import ScenarioTold
from scenarios.domain.statuses import NodeKind, PackageState, Status
from scenarios.models import Condition, Gate
from scenarios.selectors.logic import logics_around, logics_under
from scenarios.selectors.moments import CaseMoment, Moment, tell_scenarios_at
from scenarios.selectors.package_facts import acts_of, package_facts
from scenarios.selectors.scenario_parts import parts_of


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
    return tell_scenarios_at(parts_of(ids, known_at=known_at), cases, moment=moment)


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


@dataclass(frozen=True, slots=True)
class PackageStanding:
    """How far a package has come on a day. `since` is there where the state has a day."""

    state: PackageState | None
    since: date | None
    phase: Phase


def packages_at(
    packages: Collection[str], *, as_of: date, known_at: datetime | None = None
) -> dict[str, PackageStanding]:
    """Return how far the packages with these ids have come on the day, by id."""
    acts = acts_of(packages, known_at=known_at)
    return {
        key: standing_on(as_of, package=fact, acts=acts[key])
        for key, fact in package_facts(packages, known_at=known_at).items()
    }


def standing_on(day: date, *, package: PackageFact, acts: Sequence[ActFact]) -> PackageStanding:
    """Return how far the package has come on the day."""
    dated = package.dated_state_on(day)
    return PackageStanding(
        state=package.state_on(day),
        since=dated.since if dated else None,
        phase=phase_of(package, acts=acts, as_of=day),
    )
