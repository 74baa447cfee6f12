"""The named errors of the scenario rules and of changes to a case, and the fault of a document.

Method: a rule that cannot answer raises one of these, and so does a change that is not made; a
document that breaks the format yields faults, all of them at once. Limits: no error here knows the
file that a document came from.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class DocumentFault:
    """One thing that is wrong with a document: the place in it and what was expected."""

    place: str
    message: str


class ScenarioRuleError(Exception):
    """A rule cannot give an answer."""


class UnknownNode(ScenarioRuleError):
    """A gate, or a condition which an expression names, is not in the logic."""

    def __init__(self, *, kind: str, node_id: str) -> None:
        super().__init__(f'there is no {kind} "{node_id}"')
        self.kind = kind
        self.node_id = node_id


class NothingRestsOn(ScenarioRuleError):
    """A condition is supposed to be otherwise on which nothing of what is asked about rests."""

    def __init__(self, address: str) -> None:
        super().__init__(f'Nothing here rests on a condition "{address}".')
        self.address = address
        self.field = "set"


class TooManyCandidates(ScenarioRuleError):
    """A search for smallest sets would have to try more candidates than it may."""

    def __init__(self, *, candidates: int, limit: int) -> None:
        super().__init__(f"too large: {candidates} candidates, at most {limit}")
        self.candidates = candidates
        self.limit = limit


class ChangeRefused(Exception):
    """A change of a case was not made, and nothing was stored; the text is for whoever asked.

    `field` names the input that is at fault, where one is.
    """

    def __init__(self, text: str, *, field: str = "") -> None:
        super().__init__(text)
        self.field = field


class WrongFact(ChangeRefused):
    """A fact that cannot be recorded as it was given."""


class NotAllowed(ChangeRefused):
    """The person may see the case, and has no right to change it."""


class ConditionChanged(ChangeRefused):
    """Somebody else changed the condition since it was seen; `since` holds what they entered."""

    def __init__(self, *, condition: Any, seen_version: int, since: Sequence[Any]) -> None:
        super().__init__(
            f'"{condition.slug}" was changed since you saw it: '
            f"you saw version {seen_version}, now it is {condition.version}"
        )
        self.condition = condition
        self.seen_version = seen_version
        self.version: int = condition.version
        self.since = tuple(since)


class PackageChanged(ChangeRefused):
    """Somebody else changed the package since it was seen; `since` holds the acts they entered."""

    def __init__(self, *, package: Any, seen_version: int, since: Sequence[Any]) -> None:
        super().__init__(
            f'"{package.slug}" was changed since you saw it: '
            f"you saw version {seen_version}, now it is {package.version}"
        )
        self.package = package
        self.seen_version = seen_version
        self.version: int = package.version
        self.since = tuple(since)


class WrongDefinition(ChangeRefused):
    """A definition that cannot be stored as it was given; `faults` says all that is wrong."""

    def __init__(self, faults: Sequence[DocumentFault]) -> None:
        told = "; ".join(f"{one.place}: {one.message}".removeprefix(": ") for one in faults)
        super().__init__(told, field=faults[0].place)
        self.faults = tuple(faults)


class DefinitionChanged(ChangeRefused):
    """Somebody else amended the definition since it was seen.

    `since` holds the former definitions that ended meanwhile, the earliest first.
    """

    def __init__(self, *, node: Any, seen_version: int, since: Sequence[Any]) -> None:
        super().__init__(
            f'the definition of "{node.slug}" was amended since you saw it: '
            f"you saw version {seen_version}, now it is {node.definition_version}"
        )
        self.node = node
        self.seen_version = seen_version
        self.version: int = node.definition_version
        self.since = tuple(since)
