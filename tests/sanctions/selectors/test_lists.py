"""How fresh the lists are, and on which copies answers rest."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from sanctions.selectors.lists import ListHealth, freshness, list_health
from tests.clock import SetClock
from tests.sanctions.conftest import Import
from tests.sanctions.factories import FetchFactory
from tests.sanctions.ofac_files import copy_of, parties, party, sdn

pytestmark = pytest.mark.django_db

FIRST, SECOND, THIRD = (datetime(2022, 3, day, 12, tzinfo=UTC) for day in (1, 2, 3))
LATER = datetime(2199, 1, 1, tzinfo=UTC)


def _health() -> ListHealth:
    (row,) = (row for row in list_health() if row.source.key == "us_ofac_sdn")
    return row


def test_a_list_that_was_never_tried_has_no_dates() -> None:
    row = _health()
    assert (row.snapshot, row.tried_at, row.checked_at, row.changed_at) == (None,) * 4
    assert (row.held, row.parties, row.designations, row.is_excerpt) == (0, 0, 0, False)


def test_trying_checking_and_changing_are_three_things(
    take: Import, database_clock: SetClock
) -> None:
    database_clock(FIRST)
    take(sdn(*parties(3)))
    database_clock(SECOND)
    take(sdn(*parties(3)))
    database_clock(THIRD)
    take(copy_of({"sdn": b"<html>"}))
    row = _health()
    assert (row.tried_at, row.checked_at, row.changed_at) == (THIRD, SECOND, FIRST)
    assert (row.parties, row.designations) == (3, 3)


def test_a_fetch_that_found_the_list_unchanged_is_a_check(
    take: Import, database_clock: SetClock
) -> None:
    database_clock(FIRST)
    take(sdn(*parties(3)))
    FetchFactory(asked_at=SECOND)
    FetchFactory(failed=True, asked_at=THIRD)
    row = _health()
    assert (row.checked_at, row.changed_at, row.tried_at) == (SECOND, FIRST, FIRST)


def test_counts_are_of_designations_that_have_not_ended(take: Import) -> None:
    take(sdn(*parties(3), party(9, programs="SYRIA] [SDGT")), date(2022, 2, 17))
    take(sdn(*parties(2), party(9, programs="SYRIA] [SDGT")), date(2022, 2, 28))
    row = _health()
    assert (row.parties, row.designations) == (3, 4)


def test_what_was_held_before_the_last_applied_copy_is_settled(
    take: Import, database_clock: SetClock
) -> None:
    database_clock(FIRST)
    take(sdn(*parties(3)))
    database_clock(SECOND)
    take(copy_of({"sdn": b""}))
    assert _health().held == 1
    database_clock(THIRD)
    take(sdn(*parties(4)))
    assert _health().held == 0


def test_freshness_names_the_copies_that_answers_rest_on(
    take: Import, database_clock: SetClock
) -> None:
    assert freshness().source_version == ""
    assert freshness().checked_at is None
    database_clock(FIRST)
    result = take(sdn(*parties(3)), date(2022, 2, 17))
    assert result.sha256 is not None
    fresh = freshness()
    assert fresh.source_version == f"us_ofac_sdn@2022-02-17#{result.sha256[:12]}"
    assert (fresh.checked_at, fresh.changed_at, fresh.only_excerpts) == (FIRST, FIRST, False)


def test_freshness_says_what_is_an_excerpt(take: Import) -> None:
    take(sdn(*parties(3)), date(2022, 2, 17), is_excerpt=True)
    assert freshness().source_version.endswith(" (excerpt)")
    assert freshness().only_excerpts
