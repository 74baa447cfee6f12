"""What is known of a party on a day, as known at an instant; and who is called so."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sanctions.models import Party
from sanctions.selectors.parties import party_designations, party_overview, search_parties
from tests.clock import SetClock
from tests.sanctions import factories
from tests.sanctions.conftest import Import
from tests.sanctions.ofac_files import alias, copy_of, file_of, parties, party, sdn

pytestmark = pytest.mark.django_db

FIRST, SECOND, THIRD = (datetime(2022, 3, day, 12, tzinfo=UTC) for day in (1, 2, 3))
LATER = datetime(2199, 1, 1, tzinfo=UTC)


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
    assert len(queries) == 17
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
