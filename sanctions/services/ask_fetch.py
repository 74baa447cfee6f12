"""Ask for a list to be fetched now. The wish is a row: who looks next for what is due takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from sanctions.domain.kinds import FetchOutcome
from sanctions.lists.registry import find_list
from sanctions.models import Fetch, SanctionsList
from sanctions.selectors.fetches import download_of
from sanctions.services.declare_list import declare_list

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def ask_fetch(*, key: str, asked_by: User | None = None) -> Fetch:
    """Store the wish, and return it; while one waits, another is the same one.

    Raises UnknownList, and ComesByHand for a list without an address.
    """
    url = download_of(key).url
    fetch, _ = Fetch.objects.get_or_create(
        sanctions_list=declared_list(key),
        outcome=FetchOutcome.ASKED,
        defaults={"asked_by": asked_by, "url": url},
    )
    return fetch


def declared_list(key: str) -> SanctionsList:
    """Find the row of a list, or make it as its module declares it. Raises UnknownList."""
    source = find_list(key).SOURCE
    found = SanctionsList.objects.filter(key=key).first()
    return found or declare_list(source=source)
