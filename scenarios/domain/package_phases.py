"""How far a package has come on a day, in the four phases that matter to a scenario.

Method: what the package's state says comes first; where it has none, dated steps and acts linked
to it are taken for relief that came into force. A state has no date of its own, so relief begins
with the earliest dated step, else with the earliest act. Source: the project's domain notes,
section 6 ("Package") and finding 5 (acts apart from gates); docs/method/scenario-states.md.
Limits: an act does not say whether it gives or takes, so a package that ended needs its state, or
a step with the day on which it ends.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from scenarios.domain.scenario_facts import ActFact, PackageFact
from scenarios.domain.statuses import PackageState


class Phase(StrEnum):
    """Not yet in force, in force, in force no longer, or given up before it was."""

    AHEAD = "AHEAD"
    IN_FORCE = "IN_FORCE"
    ENDED = "ENDED"
    DROPPED = "DROPPED"


_DROPPED = frozenset({PackageState.REJECTED, PackageState.WITHDRAWN})
_IN_FORCE = frozenset({PackageState.EFFECTIVE, PackageState.PARTIAL, PackageState.WINDING_DOWN})
_BEGINS_BY_ITS_DATE = frozenset({None, PackageState.ADOPTED})
_ENDED = frozenset({PackageState.LAPSED, PackageState.SNAPPED_BACK, PackageState.REIMPOSED})


def phase_of(package: PackageFact, *, acts: Sequence[ActFact], as_of: date) -> Phase:
    """Return the phase of the package on the day."""
    if package.state in _DROPPED:
        return Phase.DROPPED
    if package.state in _IN_FORCE | _ENDED:
        begins = _begins(package, acts)
        begun = begins is None or begins <= as_of
    else:
        begins = _begins(package, acts if package.state is None else ())
        begun = package.state in _BEGINS_BY_ITS_DATE and begins is not None and begins <= as_of
    if not begun:
        return Phase.AHEAD
    over = package.state in _ENDED or _all_steps_ended(package, as_of=as_of)
    return Phase.ENDED if over else Phase.IN_FORCE


def _begins(package: PackageFact, acts: Sequence[ActFact]) -> date | None:
    """Return the day on which the relief begins, or None where nothing is dated."""
    steps = [step.effective for step in package.steps if step.effective is not None]
    linked = [act.date for act in acts if act.package == package.id]
    return min(steps or linked, default=None)


def _all_steps_ended(package: PackageFact, *, as_of: date) -> bool:
    ends = [step.ends for step in package.steps]
    return bool(ends) and all(end is not None and end <= as_of for end in ends)
