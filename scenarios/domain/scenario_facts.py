"""What the state of a scenario depends on: facts of one day about its parts.

Method: frozen records that whoever reads a case fills in: values and statuses from an evaluator,
dates from steps, licences and acts. Source: docs/method/scenario-states.md, which says which gates
and conditions belong to a scenario. Limits: no rules here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from scenarios.domain.statuses import ConditionKind, PackageState, Status, StepMode
from scenarios.domain.truth import Truth


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFact:
    """A step: in force from `effective` on, and no longer from `ends` on."""

    id: str = ""
    mode: StepMode | None = None
    effective: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedState:
    """A state of a package, and the day from which it holds."""

    since: date
    state: PackageState | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageFact:
    """A package with its state, where one is given, and its steps.

    `states` are those that have a day, in the order in which they hold; `state` is the one before
    them all.
    """

    id: str
    state: PackageState | None = None
    steps: Sequence[StepFact] = ()
    states: Sequence[DatedState] = ()

    def dated_state_on(self, day: date) -> DatedState | None:
        """Return the last state that holds from the day or an earlier one, if any has a day."""
        return next((one for one in reversed(self.states) if one.since <= day), None)

    def state_on(self, day: date) -> PackageState | None:
        """Return the state on the day, or None where none is given."""
        dated = self.dated_state_on(day)
        return dated.state if dated else self.state


@dataclass(frozen=True, slots=True, kw_only=True)
class ActFact:
    """What an authority really did on a day, for which package, and which of its steps by it."""

    date: date
    package: str | None = None
    steps: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class GateFact:
    """A gate on the day, and what it is for.

    One that is for nothing named speaks for every package which no gate opens.
    """

    id: str
    value: Truth
    status: Status
    final: bool = False
    opens: str | None = None
    reverses: str | None = None
    yields: str | None = None

    @property
    def speaks_for_the_rest(self) -> bool:
        """Tell whether the gate names nothing that it is for."""
        return self.opens is None and self.reverses is None and self.yields is None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionFact:
    """A condition on the day."""

    id: str
    kind: ConditionKind
    status: Status
    contested: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioFacts:
    """All that the state of a scenario on a day depends on.

    `gates` and `conditions` are those that the scenario rests on; of gates and acts, those of
    packages of other scenarios are passed over. `stuck` names packages in a circle of terms.
    """

    as_of: date
    packages: Sequence[PackageFact] = ()
    gates: Sequence[GateFact] = ()
    acts: Sequence[ActFact] = ()
    conditions: Sequence[ConditionFact] = ()
    stuck: frozenset[str] = frozenset()
    horizon: date | None = None
