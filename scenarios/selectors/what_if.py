"""What would be otherwise under a supposition: a moment explained twice, and the difference.

Nothing is stored, and nothing is read but what explaining reads.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from scenarios.domain.errors import NothingRestsOn
from scenarios.selectors.explanations import (
    ExplainedCondition,
    ExplainedGate,
    ExplainedScenario,
    Explanation,
)
from scenarios.selectors.moments import Moment

ExplainedT = TypeVar("ExplainedT", ExplainedCondition, ExplainedGate, ExplainedScenario)


@dataclass(frozen=True, slots=True)
class Changed(Generic[ExplainedT]):
    """One thing that would be otherwise, as it is and as it would be."""

    before: ExplainedT
    after: ExplainedT


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """The explanation under the supposition, the real one, and what differs."""

    explanation: Explanation
    real: Explanation
    conditions: tuple[Changed[ExplainedCondition], ...]
    gates: tuple[Changed[ExplainedGate], ...]
    scenarios: tuple[Changed[ExplainedScenario], ...]


def what_if(explain: Callable[[Moment], Explanation], moment: Moment) -> WhatIf:
    """Explain the moment with what it supposes and without, and tell the difference.

    Raises NothingRestsOn where a condition is supposed that is not in what is explained.
    """
    after = explain(moment)
    there = {one.address for one in after.conditions}
    for address in moment.supposed:
        if "/".join(address) not in there:
            raise NothingRestsOn("/".join(address))
    before = explain(replace(moment, supposed={})) if moment.supposed else after
    return WhatIf(
        explanation=after,
        real=before,
        conditions=_changed(before.conditions, after.conditions, by=_of_condition),
        gates=_changed(before.gates, after.gates, by=_of_gate),
        scenarios=_changed(before.scenarios, after.scenarios, by=_of_scenario),
    )


def _changed(
    before: Iterable[ExplainedT],
    after: Iterable[ExplainedT],
    *,
    by: Callable[[ExplainedT], Hashable],
) -> tuple[Changed[ExplainedT], ...]:
    pairs = zip(before, after, strict=True)
    return tuple(Changed(old, new) for old, new in pairs if by(old) != by(new))


def _of_condition(one: ExplainedCondition) -> Hashable:
    return one.state.value, one.state.status


def _of_gate(one: ExplainedGate) -> Hashable:
    state = one.state
    return state.value, state.status, state.final, state.deciding, state.blocking


def _of_scenario(one: ExplainedScenario) -> Hashable:
    return one.told.state, one.told.flags, one.told.blocking
