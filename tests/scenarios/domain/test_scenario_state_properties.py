"""What holds of the state of any scenario, whatever its facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st

from scenarios.domain.scenario_facts import ScenarioFacts
from scenarios.domain.scenario_states import standing_of
from scenarios.domain.statuses import PackageState, ScenarioFlag, ScenarioState, StepMode
from tests.scenarios.domain.scenario_rows import (
    TODAY,
    TOMORROW,
    YESTERDAY,
    act,
    gate,
    package,
    step,
    upkeep,
)

Row = TypeVar("Row")

names = st.sampled_from(["P", "Q", "R"])
statuses = st.sampled_from(
    ["MET", "RESTORED", "NOT_MET", "FAILED", "BREACHED", "UNKNOWN", "UNVERIFIED"]
)
days = st.sampled_from([YESTERDAY, TODAY, TOMORROW])
steps = st.builds(
    step,
    st.none() | st.sampled_from(list(StepMode)),
    effective=st.none() | days,
    ends=st.none() | days,
)
packages = st.lists(
    st.builds(
        lambda name, state, rows: package(name, state, *rows),
        names,
        st.none() | st.sampled_from(list(PackageState)),
        st.lists(steps, max_size=2),
    ),
    max_size=3,
    unique_by=lambda one: one.id,
)
gates = st.lists(
    st.builds(
        lambda status, key, name: gate(status, **({key: name} if key else {})),
        statuses,
        st.sampled_from(["opens", "opens", "reverses", "yields", None]),
        names,
    ),
    max_size=4,
)
all_facts = st.builds(
    ScenarioFacts,
    as_of=st.just(TODAY),
    packages=packages,
    gates=gates,
    acts=st.lists(st.builds(act, days, st.none() | names), max_size=2),
    conditions=st.lists(st.builds(upkeep, statuses), max_size=2),
    stuck=st.frozensets(names),
    horizon=st.none() | days,
)
RELIEF = {ScenarioState.TRIGGERED, ScenarioState.MAINTAINED}


@given(all_facts)
def test_an_open_gate_and_relief_in_force_are_never_one_state(facts: ScenarioFacts) -> None:
    standing = standing_of(facts)
    if standing.state is ScenarioState.GATE_OPEN:
        assert standing.awaiting_act
        assert not standing.ended
    if standing.state in RELIEF:
        assert standing.in_force
    if standing.state is ScenarioState.REVERSED:
        assert standing.ended


@given(all_facts)
def test_flags_of_relief_need_relief(facts: ScenarioFacts) -> None:
    standing = standing_of(facts)
    if {ScenarioFlag.AT_RISK, ScenarioFlag.RELIEF_WITHOUT_GATE} & standing.flags:
        assert standing.in_force


@given(all_facts, st.randoms(use_true_random=False))
def test_the_order_of_facts_does_not_matter(facts: ScenarioFacts, random: Random) -> None:
    def shuffled(rows: Sequence[Row]) -> list[Row]:
        return random.sample(list(rows), k=len(rows))

    other = replace(
        facts,
        packages=shuffled(facts.packages),
        gates=shuffled(facts.gates),
        acts=shuffled(facts.acts),
        conditions=shuffled(facts.conditions),
    )
    one, two = standing_of(facts), standing_of(other)
    assert (one.state, one.flags) == (two.state, two.flags)
    assert sorted(one.in_force) == sorted(two.in_force)


@given(all_facts)
def test_what_concerns_other_packages_changes_nothing(facts: ScenarioFacts) -> None:
    foreign = replace(
        facts,
        gates=[*facts.gates, gate("MET", opens="other"), gate("FAILED", reverses="other")],
        acts=[*facts.acts, act(TODAY, "other")],
        stuck=facts.stuck | {"other"},
    )
    assert standing_of(foreign) == standing_of(facts)
