"""Replays of small cases, as the tests of replays write and read them."""

from __future__ import annotations

from datetime import date
from typing import Any

from scenarios.domain.casefile import logic_from_document
from scenarios.domain.records import Logic
from scenarios.domain.replay import ReplayedCase, replay
from scenarios.domain.replayed_changes import ReplayedAct, ReplayedChange
from scenarios.domain.scenario_facts import ActFact, PackageFact
from scenarios.domain.scenario_tellings import ScenarioParts
from scenarios.domain.statuses import NodeKind
from scenarios.domain.tellings import NodeKey
from tests.scenarios.domain.scenario_rows import package, step

YEAR = (date(2030, 1, 1), date(2030, 12, 31))


def replayed_case(document: dict[str, Any]) -> ReplayedCase:
    """Return the case of a document, with one scenario "all" of all its packages and gates."""
    logic = logic_from_document(document)
    nodes = nodes_of(logic)
    acts = document.get("acts", [])
    return ReplayedCase(
        logic=logic,
        ids={node: _id(node) for node in nodes},
        own=frozenset(nodes),
        acts=tuple(
            ReplayedAct(
                date=date.fromisoformat(act["date"]), what=act["what"], package=act.get("package")
            )
            for act in acts
        ),
        scenarios={"all": _parts(document, logic)},
    )


def nodes_of(logic: Logic) -> list[NodeKey]:
    """Return the conditions and gates of a logic."""
    conditions = [(NodeKind.CONDITION, name) for name in logic.conditions]
    return [*conditions, *((NodeKind.GATE, name) for name in logic.gates)]


def replayed(
    document: dict[str, Any], *, from_: date = YEAR[0], to: date = YEAR[1], kinds: str = ""
) -> list[str]:
    """Return the lines of a replay, each as one text, of these kinds only where some are named."""
    lines = replay(replayed_case(document), from_=from_, to=to)
    return [in_words(line) for line in lines if not kinds or line.kind in kinds.split()]


def in_words(line: ReplayedChange) -> str:
    """Return a line as "2030-02-01 gate g: NOT_MET > MET, EVIDENCE 3", with the lag if any."""
    lag = f" +{line.lag_days}" if line.lag_days else ""
    told = f"{line.kind} {line.node}: {line.old} > {line.new}, {line.cause} {line.level}{lag}"
    return f"{line.at} {told}"


def _parts(document: dict[str, Any], logic: Logic) -> ScenarioParts:
    return ScenarioParts(
        packages=tuple(_package(row) for row in document.get("packages", [])),
        gates={_id((NodeKind.GATE, name)): gate.terms for name, gate in logic.gates.items()},
        kinds={
            _id((NodeKind.CONDITION, name)): one.terms.kind
            for name, one in logic.conditions.items()
        },
        names={name: _id((NodeKind.CONDITION, name)) for name in logic.conditions},
        acts=tuple(
            ActFact(date=date.fromisoformat(act["date"]), package=act.get("package"))
            for act in document.get("acts", [])
        ),
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


def _id(node: NodeKey) -> str:
    kind, name = node
    return f"{kind}:{name}"
