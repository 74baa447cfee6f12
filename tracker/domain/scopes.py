"""Which scopes a person's tokens may have.

Method: a table from role to scopes; who has several roles may do what any of them may; who has none
is a viewer of what is public. Source: the project's decisions, "People and rights". Limits: a scope
opens a kind of request, no row; whether a row may be read or changed is decided row by row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tracker.domain.kinds import Scope

_OWN_AFFAIRS = frozenset({Scope.READ, Scope.WRITE, Scope.EXPORT})

SCOPES_BY_ROLE: Mapping[str, frozenset[Scope]] = {
    "viewer": _OWN_AFFAIRS,
    "analyst": _OWN_AFFAIRS | {Scope.ASSESS},
    "reviewer": _OWN_AFFAIRS | {Scope.ASSESS},
    "admin": frozenset(Scope),
}


def scopes_of(*, roles: Iterable[str], is_superuser: bool = False) -> frozenset[Scope]:
    """Return the scopes that somebody with these roles may give a token."""
    if is_superuser:
        return frozenset(Scope)
    return _OWN_AFFAIRS.union(*(SCOPES_BY_ROLE[role] for role in roles))
