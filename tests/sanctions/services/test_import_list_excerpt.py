"""An excerpt is for show: no news, no delisting, and the first full copy takes its place."""

from __future__ import annotations

from datetime import date

from sanctions.domain.kinds import SnapshotOutcome
from sanctions.models import Delta, Designation, ListEntry, Party, Snapshot
from tests.sanctions.conftest import Import
from tests.sanctions.ofac_files import party, sdn
from tests.sanctions.unchanged import assert_nothing_changed

SHOWN, FULL, NEXT = date(2023, 5, 30), date(2025, 10, 22), date(2025, 11, 20)


def _days(external_id: str) -> list[tuple[date | None, date, date | None]]:
    rows = Designation.objects.filter(party__external_id=external_id).order_by("id")
    return [*rows.values_list("from_date", "first_seen_on", "to_date")]


def test_an_excerpt_is_no_baseline_and_tells_no_news(take: Import) -> None:
    take(sdn(party(1)), SHOWN, is_excerpt=True)
    snapshot = Snapshot.objects.get()
    assert (snapshot.is_excerpt, snapshot.is_baseline) == (True, False)
    assert _days("1") == [(None, SHOWN, None)]
    assert not Delta.objects.news().exists()


def test_an_excerpt_cannot_stand_for_a_list_that_is_there(take: Import) -> None:
    take(sdn(party(1), party(2)), SHOWN)
    with assert_nothing_changed():
        result = take(sdn(party(1)), FULL, is_excerpt=True)
    assert result.outcome is SnapshotOutcome.HELD
    assert result.reason == "an excerpt cannot stand for the list"


def test_another_excerpt_delists_nobody(take: Import) -> None:
    take(sdn(party(1)), SHOWN, is_excerpt=True)
    with assert_nothing_changed():
        take(sdn(party(2)), FULL, is_excerpt=True)


def test_the_first_full_copy_is_the_baseline(take: Import) -> None:
    take(sdn(party(1)), SHOWN, is_excerpt=True)
    result = take(sdn(party(1), party(2)), FULL)
    assert (result.counts["listed"], result.counts["delisted"]) == (2, 0)
    assert Snapshot.objects.get(published=FULL).is_baseline
    assert not Delta.objects.news().exists()
    assert not ListEntry.objects.filter(is_excerpt=True).exists()
    assert Party.objects.count() == 2


def test_a_party_of_both_has_one_designation_from_the_earlier_sight(take: Import) -> None:
    take(sdn(party(1, programs="SDGT")), SHOWN, is_excerpt=True)
    take(sdn(party(1, programs="SDGT] [SYRIA"), party(2)), FULL)
    assert _days("1") == [(None, SHOWN, None), (None, FULL, None)]


def test_a_full_copy_older_than_the_excerpt_moves_the_first_sight_back(take: Import) -> None:
    take(sdn(party(1)), NEXT, is_excerpt=True)
    take(sdn(party(1), party(2)), FULL)
    assert _days("1") == [(None, FULL, None)]


def test_what_the_full_copy_lacks_is_withdrawn_and_not_delisted(take: Import) -> None:
    take(sdn(party(1), party(2)), SHOWN, is_excerpt=True)
    result = take(sdn(party(2)), FULL)
    assert (result.counts["withdrawn"], result.counts["delisted"]) == (1, 0)
    assert _days("1") == [(None, SHOWN, FULL)]
    assert not ListEntry.objects.get(external_id="1").present


def test_a_party_withdrawn_so_and_listed_later_is_listed_and_not_relisted(take: Import) -> None:
    take(sdn(party(1), party(2)), SHOWN, is_excerpt=True)
    take(sdn(party(2)), FULL)
    result = take(sdn(party(1), party(2), party(3)), NEXT)
    assert (result.counts["listed"], result.counts["relisted"]) == (2, 0)
    assert _days("1") == [(None, SHOWN, FULL), (NEXT, NEXT, None)]


def test_the_same_file_in_full_after_the_excerpt_is_applied(take: Import) -> None:
    take(sdn(party(1)), SHOWN, is_excerpt=True)
    assert take(sdn(party(1)), FULL).outcome is SnapshotOutcome.APPLIED
