"""The page on which a condition's definition is amended: what it says, and what it said before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sanctions.models.teams import Role, teams_of
from scenarios.models import Condition, FormerDefinition, Package

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


def packages_beside(condition: Condition) -> list[Package]:
    """Return the packages of its case, of which one can fulfil it."""
    return [*Package.objects.filter(case=condition.case_id).order_by("position", "id")]


def may_amend(user: Person, condition: Condition) -> bool:
    """Tell whether `user` may amend it: who may assess it, and in the shipped library an admin."""
    if not Condition.objects.changeable_by(user).filter(pk=condition.pk).exists():
        return False
    if not condition.case.from_library or getattr(user, "is_superuser", False):
        return True
    return teams_of(user, (Role.ADMIN,)).exists()
