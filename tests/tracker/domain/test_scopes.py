"""Roles and the scopes of their tokens."""

from __future__ import annotations

import pytest

from sanctions.models.teams import Role
from tracker.domain.kinds import Scope
from tracker.domain.scopes import SCOPES_BY_ROLE, scopes_of

OWN = {Scope.READ, Scope.WRITE, Scope.EXPORT}


def test_every_role_has_its_scopes() -> None:
    assert set(SCOPES_BY_ROLE) == {role.value for role in Role}


@pytest.mark.parametrize(
    ("roles", "scopes"),
    [
        ([], OWN),
        (["viewer"], OWN),
        (["analyst"], OWN | {Scope.ASSESS}),
        (["viewer", "reviewer"], OWN | {Scope.ASSESS}),
        (["viewer", "admin"], set(Scope)),
    ],
)
def test_several_roles_add_up(roles: list[str], scopes: set[Scope]) -> None:
    assert scopes_of(roles=roles) == scopes


def test_a_superuser_has_all() -> None:
    assert scopes_of(roles=[], is_superuser=True) == set(Scope)
