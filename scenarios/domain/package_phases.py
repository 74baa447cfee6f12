"""How far a package has come on a day, in the four phases that matter to a scenario.

Method: what the package's state of that day says comes first; where it has none, dated steps and
acts linked to it are taken for relief that came into force. A state that an act gave holds from
the act's day. One without a day says nothing of when relief began: that is the earliest dated step,
else the earliest act. An act that carried out a step dates it, whatever was planned. Source: the
project's domain notes, section 6 ("Package") and finding 5 (acts apart from gates);
docs/method/scenario-states.md. Limits: an act that names no state does not say whether it gives or
takes, so a package that ended needs its state, or a step with the day on which it ends.
"""

from collections.abc import Iterator, Sequence
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
_ENDED = frozenset({PackageState.LAPSED, PackageState.SNAPPED_BACK, PackageState.REIMPOSED})


def phase_of(package: PackageFact, *, acts: Sequence[ActFact], as_of: date) -> Phase:
    """Return the phase of the package on the day."""
    state = package.state_on(as_of)
    if state in _DROPPED:
        return Phase.DROPPED
    if not _begun(package, state, acts=acts, as_of=as_of):
        return Phase.AHEAD
    over = state in _ENDED or _all_steps_ended(package, as_of=as_of)
    return Phase.ENDED if over else Phase.IN_FORCE


def days_done(package: PackageFact, acts: Sequence[ActFact]) -> dict[str, date]:
    """Return the day on which each step was first carried out, for those that an act names."""
    done: dict[str, date] = {}
    for act in acts:
        if act.package == package.id:
            for step in act.steps:
                done[step] = min(act.date, done.get(step, date.max))
    return done


def _begun(
    package: PackageFact, state: PackageState | None, *, acts: Sequence[ActFact], as_of: date
) -> bool:
    """Tell whether relief has begun by the day."""
    dated = package.dated_state_on(as_of)
    if state in _IN_FORCE | _ENDED:
        begins = None if dated else _begins(package, acts)
        return begins is None or begins <= as_of
    if state is None:
        begins = _begins(package, acts)
    elif state is PackageState.ADOPTED:
        begins = min(_days_of_steps(package, acts), default=None)
    else:
        # What was offered or agreed after the act was carried out is another offer.
        done = days_done(package, acts).values()
        begins = min((day for day in done if dated is None or dated.since <= day), default=None)
    return begins is not None and begins <= as_of


def _begins(package: PackageFact, acts: Sequence[ActFact]) -> date | None:
    """Return the day on which the relief begins, or None where nothing is dated."""
    linked = [act.date for act in acts if act.package == package.id]
    return min([*_days_of_steps(package, acts)] or linked, default=None)


def _days_of_steps(package: PackageFact, acts: Sequence[ActFact]) -> Iterator[date]:
    """Yield the day of each step that has one: when it was carried out, else when it was to be."""
    done = days_done(package, acts)
    for step in package.steps:
        day = done.get(step.id, step.effective)
        if day is not None:
            yield day


def _all_steps_ended(package: PackageFact, *, as_of: date) -> bool:
    ends = [step.ends for step in package.steps]
    return bool(ends) and all(end is not None and end <= as_of for end in ends)
