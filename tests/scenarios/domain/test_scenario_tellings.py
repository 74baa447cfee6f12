"""What is told of a scenario: its state through its days, and what blocks all of its gates."""

from __future__ import annotations

from datetime import date
from typing import Any

from scenarios.domain.evaluator import NodeState
from scenarios.domain.expression_forms import parse_expression
from scenarios.domain.records import GateTerms
from scenarios.domain.scenario_facts import ActFact, PackageFact, StepFact
from scenarios.domain.scenario_tellings import ScenarioParts, ScenarioTold, tell_scenario
from scenarios.domain.statuses import ConditionKind, ScenarioState, Status
from scenarios.domain.truth import Truth

TODAY, LATER = date(2026, 6, 1), date(2026, 9, 1)
_STATUS = {Truth.T: Status.MET, Truth.F: Status.NOT_MET, Truth.U: Status.UNKNOWN}


def state(value: str, *, final: bool = False) -> NodeState:
    return NodeState(
        value=Truth(value),
        status=_STATUS[Truth(value)],
        final=final,
        deciding=(),
        blocking=None,
        next_clock_change=None,
    )


def parts(*whens: Any, **more: Any) -> ScenarioParts:
    """Return a scenario of one package that all the gates open, over conditions a, b and c."""
    gates = {
        f"g{place}": GateTerms(when=parse_expression(when), opens="P")
        for place, when in enumerate(whens)
    }
    given = {"packages": (PackageFact(id="P"),), **more}
    return ScenarioParts(
        gates=gates,
        kinds=dict.fromkeys("abc", ConditionKind.EVENT),
        names={name: name for name in "abc"},
        **given,
    )


def told(of: ScenarioParts, **values: NodeState) -> ScenarioTold:
    return tell_scenario(of, states=values, day=TODAY, old=None)


def test_what_blocks_are_the_smallest_sets_over_all_opening_gates() -> None:
    scenario = parts("a", {"any": ["b", "c"]})
    closed = told(scenario, g0=state("F"), g1=state("F"), a=state("F"), b=state("F"), c=state("F"))
    assert closed.state is ScenarioState.TRACKING
    assert closed.blocking == (("a", "b"), ("a", "c"))


def test_an_open_gate_must_be_kept_open() -> None:
    scenario = parts("a", {"any": [{"not": "a"}, "b"]})
    # Meeting a would close the second gate, unless b is met too.
    found = told(scenario, g0=state("F"), g1=state("T"), a=state("F"), b=state("F"), c=state("F"))
    assert found.blocking == (("a", "b"),)


def test_a_gate_that_time_keeps_open_needs_nothing() -> None:
    scenario = parts("a", {"latch": {"of": "b", "start": "2026-01-01"}})
    found = told(scenario, g0=state("F"), g1=state("T"), a=state("F"), b=state("F"), c=state("F"))
    assert found.blocking == (("a",),)


def test_open_gates_are_blocked_by_nothing() -> None:
    found = told(parts("a"), g0=state("T"), a=state("T"))
    assert (found.state, found.blocking) == (ScenarioState.GATE_OPEN, ())


def test_a_gate_that_is_finally_closed_can_be_opened_by_nothing() -> None:
    found = told(parts("a", "b"), g0=state("F", final=True), g1=state("F"), a=state("F"))
    assert found.blocking is None


def test_too_many_candidates_are_refused() -> None:
    names = [f"n{number}" for number in range(30)]
    scenario = ScenarioParts(
        packages=(PackageFact(id="P"),),
        gates={"g": GateTerms(when=parse_expression({"atleast": {"k": 15, "of": names}}))},
        kinds={},
        names={name: name for name in names},
    )
    values = {name: state("F") for name in names}
    assert told(scenario, g=state("F"), **values).blocking is None


def test_what_nothing_is_told_of_is_unknown_and_never_unmet() -> None:
    assert told(parts("a")).blocking == (("a",),)


def test_it_wakes_on_the_next_of_its_dates() -> None:
    steps = (StepFact(effective=date(2026, 7, 1), ends=date(2026, 8, 1)),)
    scenario = parts(
        "a",
        packages=(PackageFact(id="P", steps=steps),),
        acts=(ActFact(date=date(2026, 8, 15), package="P"),),
        horizon=date(2026, 8, 31),
    )
    days, on = [], TODAY
    while woken := tell_scenario(scenario, states={}, day=on, old=None).wake_on:
        days.append(woken)
        on = woken
    assert days == [date(2026, 7, 1), date(2026, 8, 1), date(2026, 8, 15), LATER]


def test_since_stays_as_long_as_the_state_stays() -> None:
    first = told(parts("a"), g0=state("F"), a=state("F"))
    again = tell_scenario(
        parts("a"), states={"g0": state("U"), "a": state("U")}, day=LATER, old=first
    )
    assert (again.state, again.since) == (ScenarioState.TRACKING, TODAY)
    opened = tell_scenario(
        parts("a"), states={"g0": state("T"), "a": state("T")}, day=LATER, old=again
    )
    assert (opened.state, opened.since) == (ScenarioState.GATE_OPEN, LATER)
