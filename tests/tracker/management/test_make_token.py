"""An operator makes a token at the shell."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from sanctions.models.teams import Role
from tests.sanctions.factories import UserFactory, member
from tracker.services.find_token import find_token

pytestmark = pytest.mark.django_db


def make_token(*argv: str) -> str:
    out = StringIO()
    call_command("make_token", *argv, stdout=out)
    return out.getvalue().strip()


def test_it_prints_the_token_and_nothing_else() -> None:
    owner = member()
    text = make_token(owner.get_username(), "--scope", "read", "--scope", "assess")
    found = find_token(text)
    assert found is not None
    assert (found.owner, found.scopes) == (owner, ["read", "assess"])


def test_it_reads_only_where_nothing_is_said() -> None:
    found = find_token(make_token(UserFactory(username="ada").get_username()))
    assert found is not None
    assert found.scopes == ["read"]


@pytest.mark.parametrize(
    ("argv", "fault"),
    [
        (["nobody"], "no active person"),
        (["ada", "--scope", "assess"], "no token with the scope assess"),
        (["ada", "--days", "0"], "from 1 to 366 days"),
        (["ada", "--scope", "root"], "invalid choice"),
    ],
)
def test_it_says_what_is_wrong(argv: list[str], fault: str) -> None:
    member(role=Role.VIEWER)
    UserFactory(username="ada")
    with pytest.raises(CommandError, match=fault):
        make_token(*argv)
