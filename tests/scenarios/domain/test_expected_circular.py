"""The claims about circular terms, of our own and of the shared examples."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scenarios.casefiles.read import read_documents
from scenarios.domain.casefile import logic_from_document
from scenarios.domain.expected_circular import stuck
from scenarios.domain.expected_logic import LogicAnswers

CASES = Path(__file__).resolve().parents[3] / ".." / "shared" / "cases"

CIRCLE: dict[str, Any] = {
    "start": "2030-01-01",
    "conditions": [
        {"id": "peace", "kind": "event", "bears_on": "target"},
        {"id": "relief", "kind": "event", "bears_on": "sender", "fulfilled_by": "P1"},
    ],
    "gates": [
        {"id": "washington", "opens": "P1", "when": "peace"},
        {"id": "moscow", "yields": "peace", "when": "relief"},
    ],
}
BREAKS = [["relief", "P1"], ["P1", "peace"], ["peace", "relief"]]
CLAIM: dict[str, Any] = {"stuck": ["relief", "peace", "P1"], "target": "P1", "breaks": BREAKS}


def answers_of(document: dict[str, Any]) -> LogicAnswers:
    return LogicAnswers(logic_from_document(document))


def holds(claim: dict[str, Any]) -> bool:
    claimed, computed = stuck(answers_of(CIRCLE), claim)
    return bool(claimed == computed)


def test_a_true_claim_holds_in_any_order() -> None:
    assert holds(CLAIM)


@pytest.mark.parametrize(
    "wrong",
    [
        {"stuck": ["peace", "P1"]},
        {"stuck": []},
        {"breaks": BREAKS[:2]},
        {"breaks": [["P1", "relief"], *BREAKS[1:]]},
        {"target": "P2"},
        {"target": None},
    ],
    ids=str,
)
def test_a_wrong_claim_fails(wrong: dict[str, Any]) -> None:
    assert not holds(CLAIM | wrong)


def test_a_claim_may_leave_the_breaks_out() -> None:
    assert holds({"stuck": ["P1", "peace", "relief"]})


@pytest.mark.skipif(not CASES.exists(), reason="the shared cases are not beside this checkout")
@pytest.mark.parametrize(
    "name",
    ["worked/worked-circular.yaml", "random/deadlock.yaml", "episodes/russia-2025-2026.yaml"],
)
def test_the_shared_claims_hold(name: str) -> None:
    claims = 0
    for document in read_documents((CASES / name).read_bytes(), file=name):
        for row in document["expect"]:
            if "stuck" in row:
                claimed, computed = stuck(answers_of(document), row)
                assert claimed == computed, document["id"]
                claims += 1
    assert claims > 0
