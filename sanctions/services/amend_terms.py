"""Amend what is said of a program, an instrument or a rule of renewal; the former terms stay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction

from sanctions.domain.errors import NotAllowedToAmend, TermsChanged, WrongTerms
from sanctions.models.teams import Role, teams_of
from sanctions.selectors.terms import Row
from sanctions.services.store_terms import store_terms

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def amend_terms(
    *, row: Row, changes: Mapping[str, Any], reason: str, actor: User, seen_version: int
) -> Row:
    """Store other terms, in plain values by key, and return the row as it is then.

    The rows are everybody's: an administrator of any team may amend them. Raises NotAllowedToAmend,
    TermsChanged where somebody amended it since `seen_version`, and WrongTerms.
    """
    if not actor.is_superuser and not teams_of(actor, (Role.ADMIN,)).exists():
        raise NotAllowedToAmend("programs are everybody's: an administrator may amend them")
    if not reason.strip():
        raise WrongTerms("say why: the reason is kept with the change", field="reason")
    with transaction.atomic():
        found: Any = type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)
        held: Row = found
        if held.version != seen_version:
            raise TermsChanged("somebody amended it since you read it: read it again")
        author = actor.get_username()
        if store_terms(row=held, changes=changes, reason=reason.strip(), author=author) is None:
            raise WrongTerms("expected something else: it says that now")
        return held
