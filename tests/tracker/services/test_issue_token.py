"""Tokens open what their owner may do, for a time, and can be taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sanctions.models import Membership
from sanctions.models.teams import Role
from tests.clock import SetClock
from tests.sanctions.factories import UserFactory, member
from tests.tracker.factories import NOON
from tracker.domain.errors import NotAllowed, WrongInput
from tracker.domain.kinds import Scope
from tracker.models import ApiToken
from tracker.services.find_token import find_token
from tracker.services.issue_token import issue_token
from tracker.services.revoke_token import revoke_token

pytestmark = pytest.mark.django_db


def test_a_token_is_found_by_its_text_and_stored_without_it() -> None:
    token, text = issue_token(owner=member(), name="script", scopes=["assess", "read"])
    assert text.startswith("thw_")
    assert token.start == text[:12]
    assert text not in str(ApiToken.objects.values().get())
    assert find_token(text) == token
    assert token.scopes == ["read", "assess"]


def test_a_token_ends_after_its_days(database_clock: SetClock) -> None:
    database_clock(NOON)
    token, text = issue_token(owner=member(), name="script", scopes=["read"], days=30)
    assert token.expires_at == NOON + timedelta(days=30)
    database_clock(NOON + timedelta(days=30))
    assert find_token(text) is None


@pytest.mark.parametrize("days", [0, -1, 367])
def test_no_token_lasts_for_ever(days: int) -> None:
    with pytest.raises(WrongInput, match="from 1 to 366 days"):
        issue_token(owner=member(), name="script", scopes=["read"], days=days)


@pytest.mark.parametrize(
    ("role", "scope"),
    [(Role.VIEWER, "assess"), (Role.ANALYST, "admin"), (Role.REVIEWER, "admin")],
)
def test_no_token_has_a_scope_that_its_owners_role_has_not(role: Role, scope: str) -> None:
    with pytest.raises(NotAllowed, match=f"no token with the scope {scope}"):
        issue_token(owner=member(role=role), name="script", scopes=["read", scope])
    assert not ApiToken.objects.exists()


def test_who_belongs_to_no_team_reads_and_no_more() -> None:
    issue_token(owner=UserFactory(), name="script", scopes=["read", "write", "export"])
    with pytest.raises(NotAllowed):
        issue_token(owner=UserFactory(), name="script", scopes=["assess"])


def test_an_administrator_may_have_every_scope() -> None:
    for person in (member(role=Role.ADMIN), UserFactory(is_superuser=True)):
        issue_token(owner=person, name="ops", scopes=list(Scope))


@pytest.mark.parametrize("scopes", [[], ["root"]])
def test_a_scope_that_is_none_is_refused(scopes: list[str]) -> None:
    with pytest.raises(WrongInput, match="scope"):
        issue_token(owner=member(), name="script", scopes=scopes)


def test_a_revoked_token_opens_nothing() -> None:
    token, text = issue_token(owner=member(), name="script", scopes=["read"])
    revoke_token(token=token)
    assert find_token(text) is None
    assert token.revoked_at is not None


def test_the_token_of_somebody_who_left_opens_nothing() -> None:
    token, text = issue_token(owner=member(), name="script", scopes=["read"])
    token.owner.is_active = False
    token.owner.save()
    assert find_token(text) is None


def test_who_has_lost_a_role_has_lost_its_scopes() -> None:
    token, text = issue_token(owner=member(), name="script", scopes=["read", "assess"])
    Membership.objects.update(role=Role.VIEWER)
    found = find_token(text)
    assert found is not None
    assert found.scopes == ["read"]
    assert ApiToken.objects.get(pk=token.pk).scopes == ["read", "assess"]


@pytest.mark.parametrize("text", ["", "thw_", "thw_unknown", "Bearer x", "thw_\x00"])
def test_a_text_that_is_no_token_finds_none(text: str) -> None:
    assert find_token(text) is None


def test_use_is_noted_once_a_minute_at_most(database_clock: SetClock) -> None:
    database_clock(NOON)
    _, text = issue_token(owner=member(), name="script", scopes=["read"])
    noted = []
    for seconds in (0, 30, 60, 61):
        database_clock(NOON + timedelta(seconds=seconds))
        find_token(text)
        noted.append(ApiToken.objects.get().last_used_at)
    assert noted == [NOON, NOON, NOON, NOON + timedelta(seconds=61)]
