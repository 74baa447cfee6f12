"""What passes between the services that store a change: on which occasion, and what is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from sanctions.models import Delta
from sanctions.models.ids import new_ulid
from scenarios.domain.expressions import conditions_of
from scenarios.domain.statuses import NodeKind
from scenarios.domain.tellings import Telling
from scenarios.models import Assessment
from scenarios.selectors.logic import CaseLogic, Node

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One decision: who made it, why, and on what. All events of it share its id.

    `heard` is the day on which the news came in, where it had to stand before it counted.
    A baseline stores what is so, and tells nobody: the shipped library comes in that way.
    """

    id: str = field(default_factory=new_ulid)
    actor: User | None = None
    reason: str = ""
    assessment: Assessment | None = None
    delta: Delta | None = None
    heard: date | None = None
    is_baseline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeTelling:
    """What is told of a node of a case."""

    case: CaseLogic
    node: Node
    telling: Telling

    def named_conditions(self) -> set[str]:
        """Return the addresses of the conditions that the gate names; none for a condition."""
        if self.node.kind is NodeKind.CONDITION:
            return set()
        named = conditions_of(self.case.logic.gates[self.node.name].terms.when)
        return {name if "/" in name else f"{self.case.slug}/{name}" for name in named}

    @property
    def address(self) -> str:
        """`case-slug/slug`."""
        return f"{self.case.slug}/{self.node.name}"


def tellings_of(case: CaseLogic, tellings: Iterable[Telling]) -> Iterator[NodeTelling]:
    """Yield the tellings, each with the row of its node."""
    nodes = {(node.kind, node.name): node for node in case.nodes}
    for telling in tellings:
        yield NodeTelling(case=case, node=nodes[telling.node], telling=telling)
