"""The gap between a gate and its act: how long relief waited, or how far it came beforehand.

Method: a package's gates are open from the first day on which all of them are T. Relief by an
authority begins with the first dated step of that authority; where none of its steps has a date,
with the first act for the package. The gap is the second day minus the first; below zero, relief
came first. What an `all` gate waited for last shows how long the rest stood ready. Source: the
project's domain notes, finding 1 and R21; docs/method/scenario-states.md. Limits: acts do not name
their authority; a gate that opens, closes and opens again counts from its first day.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from scenarios.domain.condition_timelines import Horizon
from scenarios.domain.evaluator import DAYS_AHEAD, Evaluator
from scenarios.domain.expressions import AllOf, conditions_of
from scenarios.domain.outcomes import Outcomes
from scenarios.domain.records import Logic
from scenarios.domain.statuses import NodeKind
from scenarios.domain.steps import Steps, combine
from scenarios.domain.truth import Truth, least


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedStep:
    """A step of a package: whose it is, and since when it is in force, where that is known."""

    authority: str | None
    effective: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliefGap:
    """One authority's part of a package: when the gates opened, and when relief began.

    Either day is None where it is not known, and `days` is then None too.
    """

    package: str
    authority: str | None
    opened: date | None
    began: date | None

    @property
    def days(self) -> int | None:
        """How many days relief came after the gates opened; below zero, before."""
        if self.opened is None or self.began is None:
            return None
        return (self.began - self.opened).days


@dataclass(frozen=True, slots=True, kw_only=True)
class LastPart:
    """What an `all` gate waited for last: its conditions, its first day, how long after the rest.

    `days` is None where the part never was T, or the rest never were.
    """

    conditions: tuple[str, ...]
    met: date | None
    rest_met: date | None

    @property
    def days(self) -> int | None:
        """How many days the rest stood ready before this part came."""
        if self.met is None or self.rest_met is None:
            return None
        return (self.met - self.rest_met).days


def first_day_open(logic: Logic, gates: Sequence[str]) -> date | None:
    """Return the first day on which all of these gates are T, or None; raises UnknownNode."""
    if not gates:
        return None
    evaluator = Evaluator(logic)
    values = [evaluator.values(NodeKind.GATE, gate) for gate in gates]
    return _first_day(combine(lambda *each: least(each), *values), logic)


def gates_of(logic: Logic, package: str) -> tuple[str, ...]:
    """Return the gates that open the package; else those which name nothing that they are for."""
    terms = {name: gate.terms for name, gate in logic.gates.items()}
    opening = tuple(name for name, one in terms.items() if one.opens == package)
    return opening or tuple(
        name for name, one in terms.items() if not (one.opens or one.reverses or one.yields)
    )


def relief_gaps(
    logic: Logic,
    *,
    steps: Mapping[str, Sequence[DatedStep]],
    acts: Mapping[str, Sequence[date]],
) -> list[ReliefGap]:
    """Return the gap of each package and authority; `steps` and `acts` are by package."""
    return list(_gaps(logic, steps=steps, acts=acts))


def last_part(logic: Logic, gate: str) -> LastPart | None:
    """Return what the gate waited for last; None where it is no `all` of several parts.

    Of parts that never were T the first counts. Raises UnknownNode.
    """
    Evaluator(logic).values(NodeKind.GATE, gate)
    when = logic.gates[gate].terms.when
    if not isinstance(when, AllOf) or len(when.of) < 2:
        return None
    outcomes = Outcomes(logic, horizon=Horizon())
    days = [_first_day(outcomes.of(part).value, logic) for part in when.of]
    last = max(range(len(days)), key=lambda place: days[place] or date.max)
    rest = [day for place, day in enumerate(days) if place != last]
    known = [day for day in rest if day is not None]
    return LastPart(
        conditions=tuple(sorted(conditions_of(when.of[last]))),
        met=days[last],
        rest_met=max(known) if len(known) == len(rest) else None,
    )


def _gaps(
    logic: Logic,
    *,
    steps: Mapping[str, Sequence[DatedStep]],
    acts: Mapping[str, Sequence[date]],
) -> Iterator[ReliefGap]:
    for package, of_package in steps.items():
        opened = first_day_open(logic, gates_of(logic, package))
        for authority in dict.fromkeys(step.authority for step in of_package):
            dated = [step.effective for step in of_package if step.authority == authority]
            own = [day for day in dated if day is not None]
            yield ReliefGap(
                package=package,
                authority=authority,
                opened=opened,
                began=min(own or acts.get(package, ()), default=None),
            )


def _first_day(values: Steps[Truth], logic: Logic) -> date | None:
    first = values.first_day(of=Truth.T, since=logic.start.toordinal())
    latest = min(logic.last_date.toordinal() + DAYS_AHEAD, date.max.toordinal())
    return date.fromordinal(first) if first is not None and first <= latest else None
