"""What is told of a scenario on a day: its state and flags, what blocks it, when to look again.

Method: the parts of a scenario and the states of its gates and conditions give the facts that
`scenario_states` decides by. What blocks it are the smallest sets of conditions over all gates
that open its packages, taken together; a gate that is open already counts only where a change of
conditions could close it. Source: docs/method/scenario-states.md; the case file format, section 4,
*Deciding and blocking*. Limits: a node of which nothing is told is unknown, never unmet.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from scenarios.domain.blocking import blocking_sets
from scenarios.domain.errors import TooManyCandidates
from scenarios.domain.evaluator import BlockingSets, NodeState
from scenarios.domain.expressions import AllOf, Expression, conditions_of
from scenarios.domain.records import GateTerms
from scenarios.domain.scenario_facts import (
    ActFact,
    ConditionFact,
    GateFact,
    PackageFact,
    ScenarioFacts,
)
from scenarios.domain.scenario_states import standing_of
from scenarios.domain.skeletons import skeleton_of
from scenarios.domain.statuses import ConditionKind, ScenarioFlag, ScenarioState, Status
from scenarios.domain.truth import Truth

_DAY = timedelta(days=1)
_NOTHING_TOLD = NodeState(
    value=Truth.U,
    status=Status.UNKNOWN,
    final=False,
    deciding=(),
    blocking=None,
    next_clock_change=None,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioParts:
    """What a scenario consists of, its gates and conditions by the ids of their nodes.

    `names` says which condition each name in an expression means.
    """

    packages: tuple[PackageFact, ...] = ()
    gates: Mapping[str, GateTerms]
    kinds: Mapping[str, ConditionKind]
    names: Mapping[str, str]
    acts: tuple[ActFact, ...] = ()
    stuck: frozenset[str] = frozenset()
    horizon: date | None = None

    @property
    def nodes(self) -> set[str]:
        """The ids of the gates and conditions that the scenario rests on."""
        return {*self.gates, *self.kinds}


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioTold:
    """All that is told of a scenario; two that are equal tell the same."""

    state: ScenarioState
    flags: frozenset[ScenarioFlag]
    since: date
    blocking: BlockingSets | None
    wake_on: date | None


def tell_scenario(
    parts: ScenarioParts,
    *,
    states: Mapping[str, NodeState],
    day: date,
    old: ScenarioTold | None,
) -> ScenarioTold:
    """Return what is told of the scenario on the day, given the states of its nodes."""
    standing = standing_of(_facts(parts, states=states, day=day))
    same = old is not None and old.state is standing.state
    return ScenarioTold(
        state=standing.state,
        flags=standing.flags,
        since=old.since if old is not None and same else day,
        blocking=_blocking(parts, states=states),
        wake_on=min((one for one in dated_days(parts) if one > day), default=None),
    )


def _facts(parts: ScenarioParts, *, states: Mapping[str, NodeState], day: date) -> ScenarioFacts:
    gates = []
    for gate, terms in parts.gates.items():
        state = states.get(gate, _NOTHING_TOLD)
        gates.append(
            GateFact(
                id=gate,
                value=state.value,
                status=state.status,
                final=state.final,
                opens=terms.opens,
                reverses=terms.reverses,
                yields=terms.yields,
            )
        )
    conditions = [
        _condition_fact(node, kind, states.get(node, _NOTHING_TOLD))
        for node, kind in parts.kinds.items()
    ]
    return ScenarioFacts(
        as_of=day,
        packages=parts.packages,
        gates=gates,
        acts=parts.acts,
        conditions=conditions,
        stuck=parts.stuck,
        horizon=parts.horizon,
    )


def _condition_fact(node: str, kind: ConditionKind, state: NodeState) -> ConditionFact:
    contested = bool(state.contested)
    return ConditionFact(id=node, kind=kind, status=state.status, contested=contested)


def _blocking(parts: ScenarioParts, *, states: Mapping[str, NodeState]) -> BlockingSets | None:
    """Return the smallest sets over all opening gates; None where one of them is finally F."""
    packages = {package.id for package in parts.packages}
    closed: list[Expression] = []
    kept: list[Expression] = []
    told: list[BlockingSets | None] = []
    for gate, terms in parts.gates.items():
        if terms.reverses or terms.yields or (terms.opens and terms.opens not in packages):
            continue
        state = states.get(gate, _NOTHING_TOLD)
        if state.value is Truth.T:
            kept.append(terms.when)
        elif state.final:
            return None
        else:
            closed.append(terms.when)
            told += [state.blocking] if gate in states else []
    if not closed:
        return ()
    if len(closed) == len(told) == 1 and not kept:
        return told[0]
    return _joint_sets(closed, kept, parts=parts, states=states)


def _joint_sets(
    closed: list[Expression],
    kept: list[Expression],
    *,
    parts: ScenarioParts,
    states: Mapping[str, NodeState],
) -> BlockingSets | None:
    names = {name for one in (*closed, *kept) for name in conditions_of(one)}
    values = {name: states.get(parts.names[name], _NOTHING_TOLD).value for name in names}
    # A gate that holds by time alone, as a latch does, cannot be closed by a condition.
    open_by_terms = [one for one in kept if _holds(one, values=values)]
    joint = AllOf((*closed, *open_by_terms))
    needed = {name: values[name] for name in conditions_of(joint)}
    try:
        return blocking_sets(skeleton_of(joint), values=needed)
    except TooManyCandidates:
        return None


def _holds(expression: Expression, *, values: Mapping[str, Truth]) -> bool:
    leaves = {
        name: (int(value is Truth.T), int(value is Truth.F)) for name, value in values.items()
    }
    true, _ = skeleton_of(expression).masks(leaves, 1)
    return bool(true)


def dated_days(parts: ScenarioParts) -> Iterator[date]:
    """Yield the days of steps, states, acts, ends of licences, and the day after the horizon."""
    for package in parts.packages:
        for step in package.steps:
            yield from (one for one in (step.effective, step.ends) if one is not None)
        yield from (state.since for state in package.states)
    yield from (act.date for act in parts.acts)
    if parts.horizon is not None and parts.horizon < date.max:
        yield parts.horizon + _DAY
