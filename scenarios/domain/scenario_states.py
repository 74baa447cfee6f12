"""The main state of a scenario and its flags, from its gates, packages, acts and conditions.

Method: each package is put into a phase first (`package_phases`); then the first rule that holds
gives the state, and every flag has a rule of its own. A scenario with gates is judged by its
gated packages: relief which answers no gate is flagged, and does not trigger it. Source: the
project's decisions ("Words and states") and domain notes, section 6; the whole table is in
docs/method/scenario-states.md. Limits: facts are of one day; the past counts only as far as
statuses tell of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from scenarios.domain.package_phases import Phase, phase_of
from scenarios.domain.scenario_facts import ConditionFact, GateFact, PackageFact, ScenarioFacts
from scenarios.domain.statuses import (
    ConditionKind,
    PackageState,
    ScenarioFlag,
    ScenarioState,
    Status,
    StepMode,
)
from scenarios.domain.truth import Truth


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioStanding:
    """Where a scenario stands: its one state, its flags, and which packages are where.

    `awaiting_act` names the packages that are not in force although all of their gates are open.
    """

    state: ScenarioState
    flags: frozenset[ScenarioFlag]
    in_force: tuple[str, ...]
    ended: tuple[str, ...]
    awaiting_act: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Standing:
    """A package with its phase and its gates."""

    package: PackageFact
    phase: Phase
    gates: tuple[GateFact, ...]
    reversals: tuple[GateFact, ...]

    @property
    def open(self) -> bool:
        return bool(self.gates) and all(gate.value is Truth.T for gate in self.gates)

    @property
    def permanent(self) -> bool:
        """Tell whether only a new act could bring the measures back."""
        steps = self.package.steps
        return bool(steps) and all(step.mode is StepMode.TERMINATED for step in steps)


def standing_of(facts: ScenarioFacts) -> ScenarioStanding:
    """Return the state and the flags of a scenario on the day of the facts."""
    packages = _packages(facts)
    return ScenarioStanding(
        state=_state(facts, packages),
        flags=frozenset(_flags(facts, packages)),
        in_force=_ids(packages, Phase.IN_FORCE),
        ended=_ids(packages, Phase.ENDED),
        awaiting_act=tuple(
            one.package.id for one in packages if one.phase is Phase.AHEAD and one.open
        ),
    )


def _packages(facts: ScenarioFacts) -> list[_Standing]:
    rest = tuple(gate for gate in facts.gates if gate.speaks_for_the_rest)
    standings = []
    for package in facts.packages:
        opening = tuple(gate for gate in facts.gates if gate.opens == package.id)
        reversals = tuple(gate for gate in facts.gates if gate.reverses == package.id)
        phase = phase_of(package, acts=facts.acts, as_of=facts.as_of)
        one = _Standing(package, phase, opening or rest, reversals)
        if phase is Phase.IN_FORCE and not one.permanent and _any_true(reversals):
            one = _Standing(package, Phase.ENDED, one.gates, reversals)
        standings.append(one)
    return standings


def _state(facts: ScenarioFacts, packages: Sequence[_Standing]) -> ScenarioState:
    undropped = [one for one in packages if one.phase is not Phase.DROPPED]
    live = [one for one in undropped if one.gates] or undropped
    phases = {one.phase for one in live}
    over = facts.horizon is not None and facts.as_of > facts.horizon
    if Phase.IN_FORCE in phases:
        if over and _nothing_left(facts, live):
            return ScenarioState.RESOLVED
        return ScenarioState.MAINTAINED if _kept_up(facts) else ScenarioState.TRIGGERED
    if Phase.ENDED in phases:
        return ScenarioState.REVERSED
    if over or (packages and not live):
        return ScenarioState.RESOLVED
    if live and all(one.open for one in live):
        return ScenarioState.GATE_OPEN
    return ScenarioState.TRACKING


def _flags(facts: ScenarioFacts, packages: Sequence[_Standing]) -> Iterator[ScenarioFlag]:
    in_force = [one for one in packages if one.phase is Phase.IN_FORCE]
    ahead = [one for one in packages if one.phase is Phase.AHEAD]
    shaken = any(_shaken(one, facts.as_of) for one in in_force)
    if in_force and (shaken or _kept_up_in_doubt(facts)):
        yield ScenarioFlag.AT_RISK
    if not all(any(gate.status in _ONCE_MET for gate in one.gates) for one in in_force):
        yield ScenarioFlag.RELIEF_WITHOUT_GATE
    if any(gate.final and gate.value is Truth.F for one in ahead for gate in one.gates):
        yield ScenarioFlag.IMPOSSIBLE
    if any(one.package.id in facts.stuck and not one.open for one in ahead):
        yield ScenarioFlag.DEADLOCKED
    if any(condition.contested for condition in facts.conditions):
        yield ScenarioFlag.CONTESTED


#: Statuses of a thing that is met, or was met before it was lost from sight or lost.
_ONCE_MET = frozenset(
    {
        Status.MET,
        Status.MET_WITH_DELAY,
        Status.WAIVED,
        Status.RESTORED,
        Status.UNVERIFIED,
        Status.BREACHED,
    }
)
_IN_DOUBT = frozenset({Status.UNVERIFIED, Status.BREACHED})


def _upkeep(facts: ScenarioFacts) -> list[ConditionFact]:
    return [fact for fact in facts.conditions if fact.kind is ConditionKind.UPKEEP]


def _kept_up(facts: ScenarioFacts) -> bool:
    """Tell whether there is something to keep up, and all of it has been found to hold once."""
    upkeep = _upkeep(facts)
    return bool(upkeep) and all(fact.status in _ONCE_MET for fact in upkeep)


def _kept_up_in_doubt(facts: ScenarioFacts) -> bool:
    return any(fact.status in _IN_DOUBT for fact in _upkeep(facts))


def _shaken(one: _Standing, on: date) -> bool:
    """Tell whether relief in force is running out, or stands on a gate that was lost."""
    if one.package.state_on(on) is PackageState.WINDING_DOWN or _any_true(one.reversals):
        return True
    return any(gate.status in _IN_DOUBT for gate in one.gates)


def _nothing_left(facts: ScenarioFacts, live: Sequence[_Standing]) -> bool:
    """Tell whether all relief is in force for good and nothing is watched."""
    done = all(one.phase is Phase.IN_FORCE and one.permanent for one in live)
    return done and not _upkeep(facts) and not any(one.reversals for one in live)


def _any_true(gates: Sequence[GateFact]) -> bool:
    return any(gate.value is Truth.T for gate in gates)


def _ids(packages: Sequence[_Standing], phase: Phase) -> tuple[str, ...]:
    return tuple(one.package.id for one in packages if one.phase is phase)
