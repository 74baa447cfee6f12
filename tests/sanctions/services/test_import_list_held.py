"""What is held for a person, and what an approval does."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from sanctions.domain.kinds import SnapshotOutcome
from sanctions.models import Delta, Designation, Party, Snapshot
from tests.clock import SetClock
from tests.sanctions.conftest import Import
from tests.sanctions.factories import UserFactory
from tests.sanctions.ofac_files import copy_of, file_of, parties, party, sdn
from tests.sanctions.unchanged import assert_nothing_changed

FIRST, SECOND, THIRD = date(2022, 2, 17), date(2022, 2, 28), date(2022, 3, 3)
HELD = SnapshotOutcome.HELD


def test_an_empty_file_is_held_and_delists_nobody(take: Import) -> None:
    take(sdn(*parties(3)), FIRST)
    with assert_nothing_changed():
        result = take(copy_of({"sdn": b""}), SECOND)
    assert (result.outcome, result.reason) == (HELD, "no parties: 0 of 3 in the copy before")
    assert Designation.objects.current().count() == 3


def test_an_empty_file_is_held_even_when_approved(take: Import) -> None:
    take(sdn(*parties(3)), FIRST)
    empty = copy_of({"sdn": b""})
    take(empty, SECOND)
    with assert_nothing_changed():
        assert take(empty, SECOND, approve=empty.sha256).outcome is HELD


def test_fifty_may_go_and_fifty_one_are_held(take: Import) -> None:
    take(sdn(*parties(120)), FIRST)
    with assert_nothing_changed():
        held = take(sdn(*parties(69)), SECOND)
    assert held.reason == "51 of 120 designations would end, where at most 50 may"
    assert take(sdn(*parties(70)), SECOND).counts["delisted"] == 50


def test_programs_that_are_lost_count_as_going(take: Import) -> None:
    take(sdn(*(party(uid, programs="SYRIA] [SDGT") for uid in range(1, 61))), FIRST)
    held = take(sdn(*(party(uid, programs="SDGT") for uid in range(1, 61))), SECOND)
    assert held.reason == "60 of 120 designations would end, where at most 50 may"


def test_two_percent_may_go_of_a_large_list(take: Import) -> None:
    take(sdn(*parties(3_000)), FIRST)
    assert take(sdn(*parties(2_939)), SECOND).outcome is HELD
    assert take(sdn(*parties(2_940)), SECOND).counts["delisted"] == 60


def test_a_held_copy_is_applied_by_the_approval_that_names_its_hash(take: Import) -> None:
    take(sdn(*parties(120)), FIRST)
    shrunken = sdn(*parties(60))
    take(shrunken, SECOND)
    person = UserFactory()
    result = take(shrunken, approve=shrunken.sha256, approved_by=person)
    assert (result.outcome, result.counts["delisted"]) == (SnapshotOutcome.APPLIED, 60)
    snapshot = Snapshot.objects.get(sha256=shrunken.sha256)
    assert (snapshot.published, snapshot.approved_by) == (SECOND, person)
    assert snapshot.approved_at == snapshot.imported_at
    assert Delta.objects.news().count() == 60


def test_every_doubt_is_shown_at_once(take: Import) -> None:
    take(sdn(*parties(120)), FIRST)
    result = take(copy_of({"sdn": file_of([*parties(60), party(1)], end=b"")}), SECOND)
    assert result.reason == (
        "the publisher's end mark is missing: the file may be cut; "
        "1 ids occur twice: 1 (lines 1 and 61); "
        "60 of 120 designations would end, where at most 50 may"
    )


def test_an_approval_answers_the_reason_that_was_shown_and_no_other(take: Import) -> None:
    take(sdn(*parties(120)), FIRST)
    shrunken = sdn(*parties(60))
    take(shrunken, SECOND)
    take(sdn(*parties(121)), SECOND)
    with assert_nothing_changed():
        again = take(shrunken, SECOND, approve=shrunken.sha256)
    assert (again.outcome, again.reason) == (
        HELD,
        "61 of 121 designations would end, where at most 50 may",
    )
    assert take(shrunken, SECOND, approve=shrunken.sha256).outcome is SnapshotOutcome.APPLIED


def test_rows_that_only_storing_finds_unreadable_are_held_again(take: Import) -> None:
    take(sdn(*parties(120)), FIRST)
    strange = sdn(*parties(60), *(party(uid, kind="spaceship") for uid in range(500, 510)))
    take(strange, SECOND)
    again = take(strange, SECOND, approve=strange.sha256)
    assert again.outcome is HELD
    assert "; 10 rows cannot be used: row line 61 (id 500)" in again.reason
    assert take(strange, SECOND, approve=strange.sha256).outcome is SnapshotOutcome.APPLIED


def test_an_approval_of_another_hash_is_refused(take: Import) -> None:
    take(sdn(*parties(120)), FIRST)
    shrunken = sdn(*parties(60))
    take(shrunken, SECOND)
    with assert_nothing_changed():
        result = take(shrunken, SECOND, approve="0" * 64)
    assert result.outcome is SnapshotOutcome.REFUSED
    assert result.reason == f"approved is {'0' * 64}, but this file's hash is {shrunken.sha256}"


def test_a_copy_that_nobody_held_is_held_first_whatever_is_approved(take: Import) -> None:
    take(sdn(*parties(120)), FIRST)
    shrunken = sdn(*parties(60))
    assert take(shrunken, SECOND, approve=shrunken.sha256).outcome is HELD


def test_a_copy_is_held_once(take: Import) -> None:
    take(sdn(*parties(120)), FIRST)
    take(sdn(*parties(60)), SECOND)
    take(sdn(*parties(60)), THIRD)
    assert Snapshot.objects.held().count() == 1


def test_a_first_copy_below_the_minimum_is_held(
    take: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    result = take(sdn(*parties(8)), FIRST)
    assert result.reason == "8 parties, where at least 5000 are expected"
    assert not Party.objects.exists()


def test_a_copy_from_the_future_is_held(take: Import, database_clock: SetClock) -> None:
    database_clock(datetime(2022, 2, 17, 12, tzinfo=UTC))
    result = take(sdn(party(1)), date(2022, 2, 18))
    assert result.reason == "published 2022-02-18, which is after today (2022-02-17)"


def test_a_copy_older_than_the_last_is_held_even_when_approved(take: Import) -> None:
    take(sdn(party(1), party(2)), SECOND)
    old = sdn(party(1))
    with assert_nothing_changed():
        held = take(old, FIRST)
        again = take(old, FIRST, approve=old.sha256)
    assert held.reason == again.reason == "published 2022-02-17, older than the copy of 2022-02-28"
    assert again.outcome is HELD


def test_an_old_copy_that_comes_back_under_a_new_day_is_held(take: Import) -> None:
    take(sdn(party(1)), FIRST)
    take(sdn(party(1), party(2)), SECOND)
    with assert_nothing_changed():
        result = take(sdn(party(1)), THIRD)
    assert result.reason == "this is the copy of 2022-02-17 again, and later ones were applied"


def test_a_file_cut_at_the_end_of_a_row_is_held(take: Import) -> None:
    take(sdn(*parties(3)), FIRST)
    cut = copy_of({"sdn": file_of(parties(2), end=b"")})
    with assert_nothing_changed():
        result = take(cut, SECOND)
    assert result.reason == "the publisher's end mark is missing: the file may be cut"


def test_a_copy_saved_anew_is_held_where_the_last_had_the_end_mark(take: Import) -> None:
    take(sdn(*parties(3)), FIRST)
    anew = copy_of({"sdn": file_of(parties(2), line_end="\n", end=b"")})
    assert take(anew, SECOND).outcome is HELD


def test_an_id_that_occurs_twice_is_held_with_both_lines(take: Import) -> None:
    take(sdn(*parties(3)), FIRST)
    twice = sdn(party(1), party(2), party(3), party(2, "ANOTHER HOUSE"), party(9), party(9, "X"))
    with assert_nothing_changed():
        result = take(twice, SECOND)
    assert result.reason == "2 ids occur twice: 2 (lines 2 and 4); 9 (lines 5 and 6)"


def test_approved_twins_leave_the_known_alone_and_take_the_first_of_the_new(take: Import) -> None:
    take(sdn(*parties(3)), FIRST)
    twice = sdn(
        party(1), party(2, "OTHER HOUSE"), party(3), party(2), party(9), party(9, "LAST HOUSE")
    )
    take(twice, SECOND)
    result = take(twice, SECOND, approve=twice.sha256)
    assert result.outcome is SnapshotOutcome.APPLIED
    names = dict(Party.objects.values_list("external_id", "name"))
    assert (names["2"], names["9"]) == ("TRADING HOUSE 2", "TRADING HOUSE 9")
    assert result.reason.startswith("2 rows set aside: row line 4 (id 2): id is taken by line 2")


def test_an_id_given_to_another_party_is_held(take: Import) -> None:
    take(sdn(party(1, "DOE, Ivan", kind="individual", remarks="DOB 1962.")), FIRST)
    reused = sdn(party(1, "ROE, Anna", kind="individual", remarks="DOB 1980."))
    with assert_nothing_changed():
        result = take(reused, SECOND)
    assert result.reason == "1 ids name another party: 1 (DOE, Ivan, now ROE, Anna)"


def test_a_party_given_another_id_is_held(take: Import) -> None:
    take(sdn(party(38499, "TORNADO CASH"), party(2)), FIRST)
    with assert_nothing_changed():
        result = take(sdn(party(39796, "TORNADO CASH"), party(2)), SECOND)
    assert result.reason == "1 parties have another id: 38499 is 39796 now"


def test_an_approved_new_id_is_neither_a_delisting_nor_a_listing_in_the_news(take: Import) -> None:
    take(sdn(party(38499, "TORNADO CASH"), party(2)), FIRST)
    reissued = sdn(party(39796, "TORNADO CASH"), party(2), party(3))
    take(reissued, SECOND)
    result = take(reissued, SECOND, approve=reissued.sha256)
    assert (result.counts["listed"], result.counts["delisted"]) == (2, 1)
    assert result.counts["reissued"] == {"38499": "39796"}
    assert [delta.party.external_id for delta in Delta.objects.news()] == ["3"]


def test_a_few_rows_that_nobody_can_read_are_set_aside(take: Import) -> None:
    take(sdn(*parties(3)), FIRST)
    result = take(sdn(party(1), party(2, kind="spaceship"), party(3), party(4)), SECOND)
    assert result.outcome is SnapshotOutcome.APPLIED
    assert result.reason == (
        "1 rows set aside: row line 2 (id 2): type 'spaceship' of 2 TRADING HOUSE 2"
    )
    assert (result.counts["delisted"], result.counts["listed"]) == (0, 1)
    assert Designation.objects.current().count() == 4


def test_a_row_with_too_few_cells_does_not_delist_its_party(take: Import) -> None:
    take(sdn(*parties(3)), FIRST)
    result = take(sdn(party(1), '2,"TRADING HOUSE 2"', party(3)), SECOND)
    assert (result.outcome, result.counts["delisted"]) == (SnapshotOutcome.APPLIED, 0)
    assert "2 columns, where 12 are expected" in result.reason


def test_many_rows_that_nobody_can_read_are_held(take: Import) -> None:
    take(sdn(*parties(9)), FIRST)
    strange = sdn(*(party(uid, kind="spaceship") for uid in range(10, 16)), *parties(9))
    with assert_nothing_changed():
        result = take(strange, SECOND)
    assert result.outcome is HELD
    assert result.reason.startswith("6 rows cannot be used: row line 1 (id 10): type 'spaceship'")


def test_a_row_that_cannot_be_told_whose_it_is_is_held(take: Import) -> None:
    take(sdn(*parties(3)), FIRST)
    with assert_nothing_changed():
        result = take(sdn(party("two"), party(1), party(3)), SECOND)
    assert result.reason == "1 rows cannot be used: sdn line 1: 'two' is no id"
