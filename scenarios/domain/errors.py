"""The named errors of the scenario rules, and the fault of a document.

Method: a rule that cannot answer raises one of these; a document that breaks the format yields
faults, all of them at once. Limits: no error here knows the file that a document came from.
"""

from dataclasses import dataclass


class ScenarioRuleError(Exception):
    """A rule cannot give an answer."""


class UnknownNode(ScenarioRuleError):
    """A gate, or a condition which an expression names, is not in the logic."""

    def __init__(self, *, kind: str, node_id: str) -> None:
        super().__init__(f'there is no {kind} "{node_id}"')
        self.kind = kind
        self.node_id = node_id


class TooManyCandidates(ScenarioRuleError):
    """A search for smallest sets would have to try more candidates than it may."""

    def __init__(self, *, candidates: int, limit: int) -> None:
        super().__init__(f"too large: {candidates} candidates, at most {limit}")
        self.candidates = candidates
        self.limit = limit


@dataclass(frozen=True, slots=True)
class DocumentFault:
    """One thing that is wrong with a document: the place in it and what was expected."""

    place: str
    message: str
