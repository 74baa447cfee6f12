"""Small cases for tests, written in a line per condition."""

from __future__ import annotations

from datetime import date
from typing import Any

from scenarios.domain.casefile import instant, logic_from_document
from scenarios.domain.evaluator import Evaluator
from scenarios.domain.statuses import NodeKind

START = "2030-01-01"


def condition(name: str, *facts: str, **keys: Any) -> dict[str, Any]:
    """A condition with assessments such as "2030-02-01 MET"."""
    rows = [dict(zip(("date", "status"), fact.split(), strict=True)) for fact in facts]
    form = {"id": name, "kind": "event", "bears_on": "target", "text": name, "assessments": rows}
    return form | keys


def case(*conditions: dict[str, Any], start: str = START, **gates: Any) -> dict[str, Any]:
    """A case of these conditions and of gates by their ids."""
    return {
        "format": "thaw-case/1",
        "id": "small",
        "title": "Small",
        "start": start,
        "conditions": list(conditions),
        "gates": [{"id": name, "when": when} for name, when in gates.items()],
    }


def evaluator(document: dict[str, Any], *, known_at: str | None = None) -> Evaluator:
    known = instant(known_at) if known_at else None
    return Evaluator(logic_from_document(document), known_at=known)


def changes(
    document: dict[str, Any],
    name: str,
    *,
    to: str = "2030-12-31",
    from_: str = START,
    known_at: str | None = None,
) -> list[str]:
    """The statuses of a gate, or of a condition where no gate has the name: "2030-02-01 MET"."""
    found = evaluator(document, known_at=known_at).status_changes(
        kind_of(document, name), name, from_=date.fromisoformat(from_), to=date.fromisoformat(to)
    )
    return [f"{day} {status}" for day, status in found]


def value_on(document: dict[str, Any], name: str, day: str, *, known_at: str | None = None) -> str:
    """The value and status on a day: "T MET"."""
    state = evaluator(document, known_at=known_at).state(
        kind_of(document, name), name, as_of=date.fromisoformat(day)
    )
    return f"{state.value} {state.status}"


def kind_of(document: dict[str, Any], name: str) -> NodeKind:
    is_gate = any(gate["id"] == name for gate in document["gates"])
    return NodeKind.GATE if is_gate else NodeKind.CONDITION
