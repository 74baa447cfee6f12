"""Checks what a case file claims of itself: the rows of its `expect` block.

Method: a row is told apart by its unique key; a literal table says who answers it. An answer is
the claim and what was computed, in the same plain form, so that a difference can be shown. Source:
the case file format, section 7. Limits: kinds of rows without an answer here are counted as
unsupported and named, never as passed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scenarios.domain import expected_circular, expected_exposure, expected_logic
from scenarios.domain.casefile import logic_from_document
from scenarios.domain.errors import TooManyCandidates, UnknownNode
from scenarios.domain.expected_logic import LogicAnswers
from scenarios.domain.exposure import Exposure, exposure_from_document

Row = Mapping[str, Any]

#: The keys that tell the kinds of rows apart, in the order in which they are looked for.
KINDS: tuple[str, ...] = (
    "first_met",
    "changes",
    "next_clock_change",
    "blocking",
    "blocked",
    "impact",
    "effectively_free",
    "restrictions",
    "releases",
    "licence",
    "licence_cover",
    "probability",
    "effect",
    "stuck",
    "value",
    "status",
)

_LOGIC_ANSWERS: dict[str, Callable[[LogicAnswers, Row], tuple[Any, Any]]] = {
    "first_met": expected_logic.first_met,
    "changes": expected_logic.changes,
    "next_clock_change": expected_logic.next_clock_change,
    "blocking": expected_logic.blocking,
    "stuck": expected_circular.stuck,
    "value": expected_logic.value_and_status,
    "status": expected_logic.value_and_status,
}

_EXPOSURE_ANSWERS: dict[str, Callable[[Exposure, Row], tuple[Any, Any]]] = {
    "blocked": expected_exposure.blocked,
    "impact": expected_exposure.impact,
    "effectively_free": expected_exposure.effectively_free,
    "restrictions": expected_exposure.restrictions,
    "releases": expected_exposure.releases,
    "licence": expected_exposure.licence,
    "licence_cover": expected_exposure.licence_cover,
}


@dataclass(frozen=True, slots=True)
class Failure:
    """A claim that does not hold."""

    row: Row
    expected: Any
    computed: Any


@dataclass(frozen=True, slots=True)
class UnsupportedRow:
    """A claim that cannot be checked, and why not."""

    row: Row
    kind: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """How many claims there were, and which of them fail or cannot be checked."""

    case: str
    rows: int
    failures: tuple[Failure, ...]
    unsupported: tuple[UnsupportedRow, ...]


def kind_of_row(row: Row) -> str:
    """Return the key that tells what kind of claim the row is."""
    return next((kind for kind in KINDS if kind in row), "unknown")


def check(document: Row, *, others: Mapping[str, Row] | None = None) -> CheckResult:
    """Return how the claims of a checked document compare with what is computed.

    `others` are documents, by the id of their case, whose conditions the gates may cite.
    """
    rows: Sequence[Row] = document.get("expect", [])
    logic = LogicAnswers(logic_from_document(document, others=others))
    exposure = exposure_from_document(document)
    failures, unsupported = [], []
    for row in rows:
        kind = kind_of_row(row)
        try:
            answer = _answer(kind, row, logic=logic, exposure=exposure)
        except UnknownNode as missing:
            unsupported.append(UnsupportedRow(row, kind, f"{missing} in the files given"))
            continue
        if answer is None:
            unsupported.append(UnsupportedRow(row, kind, f"{kind} cannot be checked yet"))
        elif answer[0] != answer[1]:
            failures.append(Failure(row, *answer))
    return CheckResult(
        case=document["id"],
        rows=len(rows),
        failures=tuple(failures),
        unsupported=tuple(unsupported),
    )


def _answer(
    kind: str, row: Row, *, logic: LogicAnswers, exposure: Exposure
) -> tuple[Any, Any] | None:
    """Return claim and computed answer; where a search is refused as too large, its reason.

    None: nobody here answers such a row.
    """
    try:
        if kind in _LOGIC_ANSWERS:
            return _LOGIC_ANSWERS[kind](logic, row)
        if kind in _EXPOSURE_ANSWERS:
            return _EXPOSURE_ANSWERS[kind](exposure, row)
    except TooManyCandidates as refusal:
        return row[kind], str(refusal)
    return None
