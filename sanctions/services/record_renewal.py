"""Record an act about a recurring day of an instrument: renewed, not renewed, ended before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction

from sanctions.domain import program_terms
from sanctions.domain.errors import NotAllowedToAmend
from sanctions.models import Renewal, RenewalRule
from sanctions.models.teams import ROLES_THAT_ASSESS, teams_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def record_renewal(
    *, rule: RenewalRule, terms: Mapping[str, Any], actor: User | None = None
) -> Renewal:
    """Append a renewal; without an actor it is of the shipped data.

    An earlier one stays as it is; of two about one day of decision the later one counts. Whoever
    may assess may record. Raises NotAllowedToAmend and WrongTerms.
    """
    if actor is not None and not _may_record(actor):
        raise NotAllowedToAmend("renewals are recorded by analysts, reviewers, administrators")
    given = {"decided_on": None, **program_terms.RENEWAL_DEFAULTS, **terms}
    whole = program_terms.checked(program_terms.RENEWAL, given)
    program_terms.check_renewal(whole)
    days = {
        key: None if whole[key] is None else date.fromisoformat(whole[key])
        for key in ("decided_on", "extends_to")
    }
    author = actor.get_username() if actor else ""
    with transaction.atomic():
        renewal = Renewal.objects.create(rule=rule, **{**whole, **days}, author=author)
        renewal.refresh_from_db()
        return renewal


def _may_record(actor: User) -> bool:
    return actor.is_superuser or teams_of(actor, ROLES_THAT_ASSESS).exists()
