"""How the publishers answer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from sanctions.domain.errors import ComesByHand
from sanctions.selectors.fetches import FetchHealth, download_of, fetch_health
from tests.sanctions.factories import FetchFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def _health(key: str = "us_ofac_sdn") -> FetchHealth:
    (row,) = (row for row in fetch_health() if row.source.key == key)
    return row


def test_only_lists_with_an_address_are_told_of() -> None:
    assert [row.source.key for row in fetch_health()] == [
        *("us_ofac_sdn", "us_ofac_cons", "eu_fsf", "gb_fcdo_sanctions", "un_sc_consolidated")
    ]


def test_a_list_that_was_never_tried_is_due_and_owes_nothing() -> None:
    row = _health()
    assert (row.last, row.started_at, row.answered_at, row.waits) == (None, None, None, False)
    assert row.is_due(now=NOON)
    assert row.silent_since(now=NOON) is None


def test_the_last_try_and_the_last_answer_are_two_things() -> None:
    FetchFactory(asked_at=NOON)
    failed = FetchFactory(failed=True, asked_at=NOON + HOUR)
    row = _health()
    assert (row.last, row.started_at, row.answered_at) == (failed, NOON + HOUR, NOON)


def test_a_wish_waits_and_makes_nothing_due() -> None:
    FetchFactory(asked_at=NOON)
    FetchFactory(asked=True, asked_at=NOON + HOUR)
    row = _health()
    assert (row.waits, row.started_at) == (True, NOON)
    assert not row.is_due(now=NOON + 5 * HOUR)
    assert row.is_due(now=NOON + 6 * HOUR)


def test_silence_begins_after_three_promises() -> None:
    FetchFactory(asked_at=NOON)
    row = _health()
    assert row.silent_since(now=NOON + 18 * HOUR) is None
    assert row.silent_since(now=NOON + 19 * HOUR) == NOON


def test_a_held_copy_is_an_answer_and_a_refused_one_is_none() -> None:
    FetchFactory(asked_at=NOON, outcome="held", reason="0 parties")
    FetchFactory(asked_at=NOON + HOUR, outcome="refused", reason="a page for people")
    assert _health().answered_at == NOON


def test_a_list_without_an_address_is_not_fetched() -> None:
    with pytest.raises(ComesByHand):
        download_of("gb_hmt_conlist")
