"""The pages on which definitions are amended: what they say, and what they said before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sanctions.models.teams import Role, teams_of
from scenarios.models import Case, Condition, FormerDefinition, Gate, Package

if TYPE_CHECKING:
    from sanctions.models.teams import Person


@dataclass(frozen=True, slots=True)
class AmendPage:
    """All that the page shows."""

    condition: Condition
    former: list[FormerDefinition]
    gates: int


def amend_page(*, condition: Condition) -> AmendPage:
    """Gather the page."""
    return AmendPage(
        condition=condition,
        former=[*condition.former.order_by("-until")],
        gates=condition.gates.count(),
    )


def packages_beside(node: Condition | Gate) -> list[Package]:
    """Return the packages of its case."""
    return [*Package.objects.filter(case=node.case_id).order_by("position", "id")]


def conditions_beside(gate: Gate) -> list[Condition]:
    """Return the conditions of its case, of which it can yield one."""
    return [*Condition.objects.filter(case=gate.case_id).order_by("position", "id")]


def former_of(gate: Gate) -> list[FormerDefinition]:
    """Return what the gate said before, the last first."""
    return [*gate.former.order_by("-until")]


def may_amend(user: Person, node: Condition | Gate) -> bool:
    """Tell whether `user` may amend it: who may assess it, and in the shipped library an admin."""
    if not Case.objects.changeable_by(user).filter(pk=node.case_id).exists():
        return False
    if not node.case.from_library or getattr(user, "is_superuser", False):
        return True
    return teams_of(user, (Role.ADMIN,)).exists()
