"""A wish for a fetch is a row."""

from __future__ import annotations

import pytest

from sanctions.domain.errors import ComesByHand, UnknownList
from sanctions.domain.kinds import FetchOutcome
from sanctions.models import Fetch, SanctionsList
from sanctions.services.ask_fetch import ask_fetch
from tests.sanctions.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_a_wish_waits_for_whoever_looks_next() -> None:
    analyst = UserFactory()
    fetch = ask_fetch(key="eu_fsf", asked_by=analyst)
    assert (fetch.outcome, fetch.asked_by, fetch.started_at) == (FetchOutcome.ASKED, analyst, None)
    assert SanctionsList.objects.get(key="eu_fsf") == fetch.sanctions_list


def test_two_wishes_at_once_are_one() -> None:
    assert ask_fetch(key="eu_fsf") == ask_fetch(key="eu_fsf", asked_by=UserFactory())
    assert Fetch.objects.count() == 1


def test_a_list_without_an_address_cannot_be_asked_for() -> None:
    with pytest.raises(ComesByHand):
        ask_fetch(key="gb_hmt_conlist")
    with pytest.raises(UnknownList):
        ask_fetch(key="nowhere")
    assert not Fetch.objects.exists()
