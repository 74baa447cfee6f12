"""What a person's roles let them do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sanctions.models.teams import Membership, Role
from tracker.domain.kinds import Scope

if TYPE_CHECKING:
    from sanctions.models.teams import Person

# Everybody reads what they may see, and watches it: subscriptions and alerts are personal.
_EVERYBODY = frozenset({Scope.READ, Scope.WRITE, Scope.EXPORT})
_BY_ROLE = {
    Role.VIEWER: _EVERYBODY,
    Role.ANALYST: _EVERYBODY | {Scope.ASSESS},
    Role.REVIEWER: _EVERYBODY | {Scope.ASSESS},
    Role.ADMIN: frozenset(Scope),
}


def scopes_of(user: Person) -> frozenset[Scope]:
    """Collect the scopes of `user`, over all teams; rights to single rows are in the queries."""
    if user.is_anonymous:
        return frozenset()
    if user.is_superuser:
        return frozenset(Scope)
    roles = Membership.objects.filter(user=user).values_list("role", flat=True)
    return _EVERYBODY.union(*(_BY_ROLE[Role(role)] for role in roles))
