"""Issue a token for REST. It is shown this once; its digest is kept."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from sanctions.models.clock import DatabaseNow
from sanctions.models.teams import Membership
from tracker.domain.errors import NotAllowed, WrongInput
from tracker.domain.kinds import Scope
from tracker.domain.scopes import scopes_of
from tracker.models import ApiToken
from tracker.models.tokens import TOKEN_PREFIX
from tracker.services.check_name import check_name

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_DAYS = 366
_BYTES = 32
_SHOWN = 12


@transaction.atomic
def issue_token(
    *, owner: User, name: str, scopes: Collection[str], days: int = 90
) -> tuple[ApiToken, str]:
    """Store a token of `owner`, and return its row and its text, `thw_…`.

    Raises WrongInput, and NotAllowed for a scope that no role of the owner has.
    """
    wanted = _known(scopes)
    refused = sorted(wanted - allowed_scopes(owner))
    if refused:
        text = f"{owner.get_username()} may have no token with the scope {refused[0]}"
        raise NotAllowed(text, field="scopes")
    if not 1 <= days <= MOST_DAYS:
        raise WrongInput(f"a token lasts from 1 to {MOST_DAYS} days", field="days")
    text = TOKEN_PREFIX + secrets.token_urlsafe(_BYTES)
    token = ApiToken.objects.create(
        owner=owner,
        name=check_name(name),
        digest=digest_of(text),
        start=text[:_SHOWN],
        scopes=[scope.value for scope in Scope if scope in wanted],
        expires_at=DatabaseNow() + timedelta(days=days),
    )
    token.refresh_from_db()
    return token, text


def allowed_scopes(owner: User) -> frozenset[Scope]:
    """Return the scopes that the owner's roles allow now."""
    roles = Membership.objects.filter(user=owner).values_list("role", flat=True)
    return scopes_of(roles=set(roles), is_superuser=owner.is_superuser)


def digest_of(text: str) -> str:
    """Return the digest by which a token is found."""
    return hashlib.sha256(text.encode()).hexdigest()


def _known(scopes: Collection[str]) -> set[Scope]:
    if not scopes:
        raise WrongInput("a token needs at least one scope", field="scopes")
    try:
        return {Scope(scope) for scope in scopes}
    except ValueError as error:
        raise WrongInput(f"a scope is one of {', '.join(Scope)}", field="scopes") from error
