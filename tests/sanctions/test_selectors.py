"""Reads that span tables."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sanctions.models import Party
from sanctions.selectors import (
    ListHealth,
    freshness,
    list_health,
    party_designations,
    party_overview,
    search_parties,
)
from tests.clock import SetClock
from tests.sanctions import factories
from tests.sanctions.conftest import Import
from tests.sanctions.ofac_files import alias, copy_of, file_of, parties, party, sdn

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


def test_designations_of_a_day_as_known_at_an_instant(
    take: Import, database_clock: SetClock
) -> None:
    database_clock(FIRST)
    take(sdn(party(1), party(2)), date(2022, 2, 17))
    database_clock(THIRD)
    take(sdn(party(2)), date(2022, 3, 2))
    known = Party.objects.get(external_id="1")
    on = date(2022, 3, 2)
    assert not party_designations(party=known, as_of=on).exists()
    assert party_designations(party=known, as_of=on, known_at=SECOND).exists()
    assert party_designations(party=known, as_of=date(2022, 3, 1)).exists()
    assert not party_designations(
        party=known, as_of=on, known_at=datetime(2022, 2, 28, tzinfo=UTC)
    ).exists()


def test_an_overview_has_one_number_of_queries_however_much_is_known(take: Import) -> None:
    take(sdn(party(1), party(2)), date(2022, 2, 17))
    take(sdn(party(1, "RENAMED HOUSE 1", programs="SYRIA] [SDGT"), party(2)), date(2022, 2, 28))
    known = Party.objects.get(external_id="1")
    factories.StakeFactory(owner=known)
    factories.ControlLinkFactory(controlled=known)
    on = date(2022, 3, 1)
    with CaptureQueriesContext(connection) as queries:
        overview = party_overview(party_id=known.pk, on=on, known_at=LATER)
    assert len(queries) == 13
    assert sorted(row.program.key for row in overview.in_force) == ["SDGT", "SYRIA"]
    assert [row.program.key for row in overview.ended] == ["RUSSIA-EO14024"]
    assert [delta.kind for delta in overview.deltas] == ["amended", "listed"]
    assert (len(overview.stakes_held), len(overview.controlled_by)) == (1, 1)


def test_an_overview_tells_no_end_that_was_not_known_yet(
    take: Import, database_clock: SetClock
) -> None:
    database_clock(FIRST)
    take(sdn(party(1), party(2)), date(2022, 2, 17))
    database_clock(THIRD)
    take(sdn(party(2)), date(2022, 3, 2))
    known, on = Party.objects.get(external_id="1"), date(2022, 3, 3)
    then = party_overview(party_id=known.pk, on=on, known_at=SECOND)
    now = party_overview(party_id=known.pk, on=on, known_at=LATER)
    assert [row.to_date for row in then.in_force] == [None]
    assert (then.ended, [delta.kind for delta in then.deltas]) == ([], ["listed"])
    assert [row.to_date for row in now.ended] == [date(2022, 3, 2)]
    assert now.in_force == []


@pytest.mark.parametrize(
    "text", ["sberbank", "СБЕРБАНК", "Sberbnak of Russia", "SBERBANK ROSSII", "7707083893"]
)
def test_a_party_is_found_by_any_name_in_any_script_or_by_a_number(take: Import, text: str) -> None:
    remarks = "Tax ID No. 7707083893 (Russia)."
    rows = [party(17018, "PUBLIC JOINT STOCK COMPANY SBERBANK OF RUSSIA", remarks=remarks)]
    beside = [alias(17018, "SBERBANK ROSSII OAO")]
    take(copy_of({"sdn": file_of([*rows, *parties(5)]), "alt": file_of(beside)}))
    assert [found.external_id for found in search_parties(text)][:1] == ["17018"]


@pytest.mark.parametrize("text", ["", "   ", "--", "qqqqzzzz"])
def test_nothing_matches_nothing(take: Import, text: str) -> None:
    take(sdn(*parties(2)))
    assert not search_parties(text).exists()
