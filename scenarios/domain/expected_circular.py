"""Answers the claims about terms that wait for each other.

Method: the claim and the computed answer in one plain form, ready to be compared. Source: the case
file format, sections 6 and 7. Limits: a claim of breaks that names no target does not hold.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from scenarios.domain.circular import circular_terms
from scenarios.domain.expected_logic import LogicAnswers

Row = Mapping[str, Any]
Answer = tuple[Any, Any]


def stuck(answers: LogicAnswers, row: Row) -> Answer:
    """Answer: what is stuck, and which single links would free the target?"""
    circular = circular_terms(answers.logic)
    claimed: dict[str, Any] = {"stuck": sorted(set(row["stuck"]))}
    computed: dict[str, Any] = {"stuck": sorted(circular.stuck)}
    if "breaks" in row:
        claimed["breaks"] = _as_links(row["breaks"])
        target = row.get("target")
        computed["breaks"] = _as_links(circular.breaks(target)) if target else None
    return claimed, computed


def _as_links(links: Iterable[Iterable[str]]) -> list[list[str]]:
    return sorted(list(link) for link in links)
