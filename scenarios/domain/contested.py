"""Why a condition or gate is contested: a flag beside its status, never a status of its own.

Method: it is contested while the views of it diverge, while evidence of similar grade contradicts
each other, or while machines move it to and fro. Source: the project's decisions ("Words and
states") and domain notes, sections 7 and 8; docs/method/contested.md. Limits: whether evidence
contradicts is found by whoever holds the evidence.
"""

from enum import StrEnum


class ContestedBy(StrEnum):
    """What makes a status contested."""

    VIEWS = "views"
    EVIDENCE = "evidence"
    FLAPPING = "flapping"


def contested_by(
    *, views_diverge: bool = False, evidence_contradicts: bool = False, flapping: bool = False
) -> frozenset[ContestedBy]:
    """Return all that makes a status contested; it is contested where this is not empty."""
    reasons = {
        ContestedBy.VIEWS: views_diverge,
        ContestedBy.EVIDENCE: evidence_contradicts,
        ContestedBy.FLAPPING: flapping,
    }
    return frozenset(reason for reason, holds in reasons.items() if holds)
