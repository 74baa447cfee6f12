"""Facts of a scenario as the tests write them, and as a case file has them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from scenarios.domain.casefile import logic_from_document
from scenarios.domain.evaluator import Evaluator
from scenarios.domain.expressions import conditions_of
from scenarios.domain.records import Logic
from scenarios.domain.scenario_facts import (
    ActFact,
    ConditionFact,
    GateFact,
    PackageFact,
    ScenarioFacts,
    StepFact,
)
from scenarios.domain.statuses import ConditionKind, NodeKind, PackageState, Status, StepMode
from scenarios.domain.truth import Truth

TODAY = date(2030, 6, 1)
YESTERDAY = date(2030, 5, 31)
TOMORROW = date(2030, 6, 2)

_VALUES = {
    "MET": Truth.T,
    "RESTORED": Truth.T,
    "BREACHED": Truth.F,
    "NOT_MET": Truth.F,
    "FAILED": Truth.F,
    "UNKNOWN": Truth.U,
    "UNVERIFIED": Truth.U,
}


def package(name: str = "P", state: str | None = None, *steps: StepFact) -> PackageFact:
    """Return a package."""
    return PackageFact(id=name, state=PackageState(state) if state else None, steps=steps)


def step(
    mode: str | None = None, *, effective: date | None = None, ends: date | None = None
) -> StepFact:
    """Return a step."""
    return StepFact(mode=StepMode(mode) if mode else None, effective=effective, ends=ends)


def gate(status: str, *, opens: str | None = None, **more: Any) -> GateFact:
    """Return a gate of the status, final where it failed."""
    final = status == "FAILED"
    return GateFact(
        id="g", value=_VALUES[status], status=Status(status), final=final, opens=opens, **more
    )


def upkeep(status: str, **more: Any) -> ConditionFact:
    """Return a condition that must be kept up."""
    return ConditionFact(id="k", kind=ConditionKind.UPKEEP, status=Status(status), **more)


def act(on: date, of: str | None = "P") -> ActFact:
    """Return an act for a package."""
    return ActFact(date=on, package=of)


def facts_of_document(
    document: dict[str, Any], scenario: str | None, *, stuck: frozenset[str]
) -> ScenarioFacts:
    """Return the facts of a scenario of a case file on the file's last date.

    Without a scenario: all packages, gates and conditions.
    """
    logic = logic_from_document(document)
    evaluator, as_of = Evaluator(logic), logic.last_date
    named = next((row for row in document.get("scenarios", []) if row["id"] == scenario), None)
    packages = [
        row for row in document["packages"] if named is None or row["id"] in named["packages"]
    ]
    ids = {row["id"] for row in packages}
    gates = [
        one
        for one in logic.gates.values()
        if named is None or ids & {one.terms.opens, one.terms.reverses}
    ]
    names = (
        set(logic.conditions)
        if named is None
        else {name for one in gates for name in conditions_of(one.terms.when)}
    )
    return ScenarioFacts(
        as_of=as_of,
        packages=[_package(row) for row in packages],
        gates=list(_gates(logic, evaluator, {one.id for one in gates})),
        acts=[
            act(date.fromisoformat(row["date"]), row.get("package"))
            for row in document.get("acts", [])
        ],
        conditions=[
            ConditionFact(
                id=name,
                kind=logic.conditions[name].terms.kind,
                status=evaluator.statuses(NodeKind.CONDITION, name).at(as_of.toordinal()),
            )
            for name in sorted(names)
        ],
        stuck=stuck,
        horizon=date.fromisoformat(named["horizon"]) if named and named.get("horizon") else None,
    )


def _package(row: dict[str, Any]) -> PackageFact:
    steps = [
        step(
            one.get("mode"),
            effective=date.fromisoformat(one["effective"]) if one.get("effective") else None,
        )
        for one in row.get("steps", [])
    ]
    return package(row["id"], row.get("state"), *steps)


def _gates(logic: Logic, evaluator: Evaluator, ids: set[str]) -> Iterator[GateFact]:
    day = logic.last_date.toordinal()
    for name in sorted(ids):
        terms = logic.gates[name].terms
        yield GateFact(
            id=name,
            value=evaluator.values(NodeKind.GATE, name).at(day),
            status=evaluator.statuses(NodeKind.GATE, name).at(day),
            final=evaluator.state(NodeKind.GATE, name, as_of=logic.last_date).final,
            opens=terms.opens,
            reverses=terms.reverses,
            yields=terms.yields,
        )
