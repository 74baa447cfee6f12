"""The decision table of docs/method/scenario-states.md, row by row."""

from __future__ import annotations

from typing import Any

import pytest

from scenarios.domain.scenario_facts import ScenarioFacts
from scenarios.domain.scenario_states import standing_of
from scenarios.domain.statuses import ConditionKind, ScenarioFlag, ScenarioState
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

P, Q = package("P"), package("Q")
P_IN_FORCE, P_ENDED = package("P", "EFFECTIVE"), package("P", "LAPSED")
P_DROPPED = package("P", "WITHDRAWN")
P_DONE = package("P", "EFFECTIVE", step("terminated", effective=YESTERDAY))
OPEN, SHUT, UNSURE = (gate(one, opens="P") for one in ("MET", "NOT_MET", "UNKNOWN"))
Q_OPEN, Q_SHUT = gate("MET", opens="Q"), gate("NOT_MET", opens="Q")


def of(**facts: Any) -> ScenarioFacts:
    return ScenarioFacts(as_of=TODAY, **facts)


STATES = {
    # 1: relief in force for a package that counts
    "in force, nothing to keep up": (of(packages=[P_IN_FORCE], gates=[OPEN]), "TRIGGERED"),
    "in force by an act": (of(packages=[P], gates=[OPEN], acts=[act(TODAY)]), "TRIGGERED"),
    "in force, its gate shut": (of(packages=[P_IN_FORCE], gates=[SHUT]), "TRIGGERED"),
    "one in force, one ahead": (
        of(packages=[P_IN_FORCE, Q], gates=[OPEN, Q_SHUT]),
        "TRIGGERED",
    ),
    "one in force, one ahead and open": (
        of(packages=[P_IN_FORCE, Q], gates=[OPEN, Q_OPEN]),
        "TRIGGERED",
    ),
    "one in force, one ended": (
        of(packages=[P_ENDED, package("Q", "EFFECTIVE")], gates=[OPEN, Q_OPEN]),
        "TRIGGERED",
    ),
    "in force, without any gate": (of(packages=[P_IN_FORCE]), "TRIGGERED"),
    "in force, past the horizon": (
        of(packages=[P_IN_FORCE], gates=[OPEN], horizon=YESTERDAY),
        "TRIGGERED",
    ),
    # 2: and what must be kept up was found to hold
    "kept up": (of(packages=[P_IN_FORCE], conditions=[upkeep("MET")]), "MAINTAINED"),
    "kept up, one not yet": (
        of(packages=[P_IN_FORCE], conditions=[upkeep("MET"), upkeep("UNKNOWN")]),
        "TRIGGERED",
    ),
    "kept up, then lost": (
        of(packages=[P_IN_FORCE], conditions=[upkeep("BREACHED")]),
        "MAINTAINED",
    ),
    "kept up, then out of sight": (
        of(packages=[P_IN_FORCE], conditions=[upkeep("UNVERIFIED")]),
        "MAINTAINED",
    ),
    # 3: done for good, and the horizon is past
    "done for good": (of(packages=[P_DONE], gates=[OPEN], horizon=YESTERDAY), "RESOLVED"),
    "done for good, on the horizon": (
        of(packages=[P_DONE], gates=[OPEN], horizon=TODAY),
        "TRIGGERED",
    ),
    "done for good, no horizon": (of(packages=[P_DONE], gates=[OPEN]), "TRIGGERED"),
    "done for good, something to keep up": (
        of(packages=[P_DONE], conditions=[upkeep("MET")], horizon=YESTERDAY),
        "MAINTAINED",
    ),
    "done for good, a reversal watched": (
        of(packages=[P_DONE], gates=[gate("NOT_MET", reverses="P")], horizon=YESTERDAY),
        "TRIGGERED",
    ),
    "done for good, another ahead": (
        of(packages=[P_DONE, Q], gates=[OPEN, Q_SHUT], horizon=YESTERDAY),
        "TRIGGERED",
    ),
    # 4: relief ended, none in force
    "lapsed": (of(packages=[P_ENDED], gates=[OPEN]), "REVERSED"),
    "lapsed, another ahead and open": (
        of(packages=[P_ENDED, Q], gates=[OPEN, Q_OPEN]),
        "REVERSED",
    ),
    "reversed by its gate": (
        of(packages=[P_IN_FORCE], gates=[OPEN, gate("MET", reverses="P")]),
        "REVERSED",
    ),
    "its reversal unknown": (
        of(packages=[P_IN_FORCE], gates=[OPEN, gate("UNKNOWN", reverses="P")]),
        "TRIGGERED",
    ),
    "terminated, its reversal open": (
        of(packages=[P_DONE], gates=[OPEN, gate("MET", reverses="P")]),
        "TRIGGERED",
    ),
    "reversal open before any relief": (
        of(packages=[P], gates=[SHUT, gate("MET", reverses="P")]),
        "TRACKING",
    ),
    "lapsed, past the horizon": (of(packages=[P_ENDED], horizon=YESTERDAY), "REVERSED"),
    # 5: nothing is left to wait for
    "all given up": (of(packages=[P_DROPPED], gates=[OPEN]), "RESOLVED"),
    "past the horizon": (of(packages=[P], gates=[OPEN], horizon=YESTERDAY), "RESOLVED"),
    "one given up, the other open": (
        of(packages=[P_DROPPED, Q], gates=[SHUT, Q_OPEN]),
        "GATE_OPEN",
    ),
    "gated given up, ungated in force": (
        of(packages=[P_DROPPED, package("Q", "EFFECTIVE")], gates=[SHUT]),
        "TRIGGERED",
    ),
    # 6: every gate is open, no act yet
    "open": (of(packages=[P], gates=[OPEN]), "GATE_OPEN"),
    "open, on the horizon": (of(packages=[P], gates=[OPEN], horizon=TODAY), "GATE_OPEN"),
    "open, the act is dated tomorrow": (
        of(packages=[P], gates=[OPEN], acts=[act(TOMORROW)]),
        "GATE_OPEN",
    ),
    "both open": (of(packages=[P, Q], gates=[OPEN, Q_OPEN]), "GATE_OPEN"),
    "open, another has no gate": (of(packages=[P, Q], gates=[OPEN]), "GATE_OPEN"),
    "open, by a gate for nothing named": (of(packages=[P], gates=[gate("MET")]), "GATE_OPEN"),
    # 7: the rest
    "shut": (of(packages=[P], gates=[SHUT]), "TRACKING"),
    "unknown": (of(packages=[P], gates=[UNSURE]), "TRACKING"),
    "one of two gates open": (of(packages=[P], gates=[OPEN, SHUT]), "TRACKING"),
    "one of two packages open": (of(packages=[P, Q], gates=[OPEN, Q_SHUT]), "TRACKING"),
    "no gate": (of(packages=[P]), "TRACKING"),
    "a gate for nothing named, shut": (of(packages=[P], gates=[gate("NOT_MET")]), "TRACKING"),
    "a gate for nothing named does not speak where another does": (
        of(packages=[P], gates=[OPEN, gate("NOT_MET")]),
        "GATE_OPEN",
    ),
    "ungated relief does not trigger": (
        of(packages=[P, package("Q", "EFFECTIVE")], gates=[SHUT]),
        "TRACKING",
    ),
    "only a yielding gate": (of(packages=[P], gates=[gate("MET", yields="c")]), "TRACKING"),
    "a gate of another package": (of(packages=[P], gates=[Q_OPEN]), "TRACKING"),
    "nothing at all": (of(), "TRACKING"),
}


@pytest.mark.parametrize(("facts", "state"), list(STATES.values()), ids=list(STATES))
def test_a_scenario_has_the_state_of_its_row(facts: ScenarioFacts, state: str) -> None:
    assert standing_of(facts).state is ScenarioState(state)


FLAGS = {
    # AT_RISK
    "kept up": (of(packages=[P_IN_FORCE], gates=[OPEN], conditions=[upkeep("MET")]), []),
    "kept up again": (of(packages=[P_IN_FORCE], gates=[OPEN], conditions=[upkeep("RESTORED")]), []),
    "no longer kept up": (
        of(packages=[P_IN_FORCE], gates=[OPEN], conditions=[upkeep("BREACHED")]),
        ["AT_RISK"],
    ),
    "no longer seen": (
        of(packages=[P_IN_FORCE], gates=[OPEN], conditions=[upkeep("UNVERIFIED")]),
        ["AT_RISK"],
    ),
    "not kept up, no relief": (of(packages=[P], gates=[SHUT], conditions=[upkeep("BREACHED")]), []),
    "its gate was lost": (
        of(packages=[P_IN_FORCE], gates=[gate("BREACHED", opens="P")]),
        ["AT_RISK"],
    ),
    "its gate is out of sight": (
        of(packages=[P_IN_FORCE], gates=[gate("UNVERIFIED", opens="P")]),
        ["AT_RISK"],
    ),
    "winding down": (of(packages=[package("P", "WINDING_DOWN")], gates=[OPEN]), ["AT_RISK"]),
    "terminated, its reversal open": (
        of(packages=[P_DONE], gates=[OPEN, gate("MET", reverses="P")]),
        ["AT_RISK"],
    ),
    "reversed": (of(packages=[P_IN_FORCE], gates=[OPEN, gate("MET", reverses="P")]), []),
    # RELIEF_WITHOUT_GATE
    "relief, its gate shut": (of(packages=[P_IN_FORCE], gates=[SHUT]), ["RELIEF_WITHOUT_GATE"]),
    "relief, its gate unknown": (
        of(packages=[P_IN_FORCE], gates=[UNSURE]),
        ["RELIEF_WITHOUT_GATE"],
    ),
    "relief, its gate failed": (
        of(packages=[P_IN_FORCE], gates=[gate("FAILED", opens="P")]),
        ["RELIEF_WITHOUT_GATE"],
    ),
    "relief, no gate": (of(packages=[P_IN_FORCE]), ["RELIEF_WITHOUT_GATE"]),
    "relief, one of two gates open": (of(packages=[P_IN_FORCE], gates=[SHUT, OPEN]), []),
    "relief, a gate for nothing named open": (of(packages=[P_IN_FORCE], gates=[gate("MET")]), []),
    "ungated relief beside a shut gate": (
        of(packages=[P, package("Q", "EFFECTIVE")], gates=[SHUT]),
        ["RELIEF_WITHOUT_GATE"],
    ),
    "ended without its gate": (of(packages=[P_ENDED], gates=[SHUT]), []),
    # IMPOSSIBLE
    "its gate failed": (of(packages=[P], gates=[gate("FAILED", opens="P")]), ["IMPOSSIBLE"]),
    "one of its gates failed": (
        of(packages=[P], gates=[OPEN, gate("FAILED", opens="P")]),
        ["IMPOSSIBLE"],
    ),
    "its gate is shut, not for good": (of(packages=[P], gates=[SHUT]), []),
    "given up, its gate failed": (of(packages=[P_DROPPED], gates=[gate("FAILED", opens="P")]), []),
    "the gate of a reversal failed": (
        of(packages=[P_IN_FORCE], gates=[OPEN, gate("FAILED", reverses="P")]),
        [],
    ),
    # DEADLOCKED
    "stuck": (of(packages=[P], gates=[SHUT], stuck=frozenset({"P"})), ["DEADLOCKED"]),
    "another is stuck": (of(packages=[P], gates=[SHUT], stuck=frozenset({"Q", "c"})), []),
    "stuck, yet its gate is open": (of(packages=[P], gates=[OPEN], stuck=frozenset({"P"})), []),
    "stuck, yet in force": (of(packages=[P_IN_FORCE], gates=[OPEN], stuck=frozenset({"P"})), []),
    # CONTESTED
    "a contested condition": (
        of(packages=[P], gates=[SHUT], conditions=[upkeep("UNKNOWN", contested=True)]),
        ["CONTESTED"],
    ),
    # several at once
    "stuck and impossible": (
        of(packages=[P], gates=[gate("FAILED", opens="P")], stuck=frozenset({"P"})),
        ["DEADLOCKED", "IMPOSSIBLE"],
    ),
}


@pytest.mark.parametrize(("facts", "flags"), list(FLAGS.values()), ids=list(FLAGS))
def test_a_scenario_has_the_flags_of_its_row(facts: ScenarioFacts, flags: list[str]) -> None:
    assert standing_of(facts).flags == frozenset(ScenarioFlag(flag) for flag in flags)


def test_only_conditions_of_upkeep_are_kept_up() -> None:
    done = upkeep("BREACHED")
    once = type(done)(id="k", kind=ConditionKind.ACHIEVEMENT, status=done.status)
    standing = standing_of(of(packages=[P_IN_FORCE], gates=[OPEN], conditions=[once]))
    assert standing.state is ScenarioState.TRIGGERED
    assert not standing.flags


def test_packages_are_told_by_where_they_are() -> None:
    standing = standing_of(
        of(
            packages=[package("P", "EFFECTIVE"), Q, package("R", "LAPSED"), package("S")],
            gates=[OPEN, Q_OPEN, gate("NOT_MET", opens="S")],
        )
    )
    assert standing.in_force == ("P",)
    assert standing.ended == ("R",)
    assert standing.awaiting_act == ("Q",)
