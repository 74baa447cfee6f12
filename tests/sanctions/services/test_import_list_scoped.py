"""Copies that are whole for a part of a list, and copies that only add: the EU's acts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from sanctions.domain.kinds import DeltaKind, SnapshotOutcome
from sanctions.lists import eu_journal_sanctions
from sanctions.lists.packages import package_of
from sanctions.models import Delta, Designation, ListEntry, Snapshot
from sanctions.services.import_list import ImportResult, import_list
from tests.clock import SetClock
from tests.sanctions.lists.eu_files import ENTRY, amending_of, table_of
from tests.sanctions.unchanged import assert_nothing_changed

JULY, LATER_JULY, AUGUST = date(2026, 7, 17), date(2026, 7, 23), date(2026, 8, 21)
FREEZE = {
    "celex": "32014R0269",
    "programKey": "EU-UKR",
    "annex": "I.PERSONS",
    "measure": "Asset freeze",
    "schema": "Person",
    "name": "Demo Nikolaev",
}
OLD = [ENTRY | {"recordId": str(number), "name": f"Plant {number}"} for number in range(1, 4)]
NEW = ENTRY | {"recordId": "4", "name": "Plant 4", "startDate": "25.1.2027"}

Take = Callable[[bytes, date], ImportResult]


@pytest.fixture
def take(data_folder: Path, db: None) -> Take:
    """Return a function that imports one table."""

    def take(content: bytes, published: date) -> ImportResult:
        package = package_of(module=eu_journal_sanctions, files={"table.csv": content})
        return import_list(key="eu_journal_sanctions", package=package, published=published)

    return take


def _present() -> set[str]:
    return {*ListEntry.objects.filter(present=True).values_list("external_id", flat=True)}


def _kinds(result: ImportResult) -> dict[str, str]:
    rows = Delta.objects.filter(snapshot_id=result.snapshot_id).select_related("entry")
    return {row.entry.external_id: row.kind for row in rows}


def test_a_table_of_one_act_says_nothing_about_another(take: Take) -> None:
    take(table_of(*OLD), AUGUST)
    result = take(table_of(ENTRY | FREEZE), JULY)
    assert result.outcome is SnapshotOutcome.APPLIED
    assert len(_present()) == 4
    assert not Designation.objects.filter(to_date__isnull=False).exists()


def test_the_first_table_of_each_act_is_a_baseline(take: Take) -> None:
    take(table_of(*OLD), AUGUST)
    take(table_of(ENTRY | FREEZE), JULY)
    assert Snapshot.objects.filter(is_baseline=True).count() == 2
    assert not Delta.objects.news().exists()


def test_who_is_not_in_the_next_table_left_that_act(take: Take) -> None:
    take(table_of(*OLD), JULY)
    take(table_of(ENTRY | FREEZE), JULY)
    result = take(table_of(*OLD[:2]), AUGUST)
    assert _kinds(result) == {"32014R0833/IV/3": DeltaKind.DELISTED}
    assert len(_present()) == 3


def test_a_table_that_is_older_than_the_last_of_its_act_is_held(take: Take) -> None:
    take(table_of(*OLD), AUGUST)
    with assert_nothing_changed():
        result = take(table_of(*OLD[:2]), JULY)
    assert result.reason == "published 2026-07-17, older than the copy of 2026-08-21"


def test_an_amending_act_adds_and_delists_nobody(take: Take) -> None:
    take(table_of(*OLD), JULY)
    result = take(amending_of(NEW), LATER_JULY)
    assert result.outcome is SnapshotOutcome.APPLIED
    assert _kinds(result) == {"32014R0833/IV/4": DeltaKind.LISTED}
    assert Delta.objects.news().count() == 1
    assert len(_present()) == 4


def test_an_amending_act_changes_what_it_prints_anew(take: Take) -> None:
    take(table_of(*OLD), JULY)
    result = take(amending_of(OLD[0] | {"address": "Example Street 1"}), LATER_JULY)
    assert _kinds(result) == {"32014R0833/IV/1": DeltaKind.AMENDED}
    assert len(_present()) == 3


def test_the_same_amending_act_again_changes_nothing_whatever_came_between(take: Take) -> None:
    take(table_of(*OLD), JULY)
    take(amending_of(NEW), LATER_JULY)
    take(amending_of(NEW | {"recordId": "5"}, act="32026R1940"), AUGUST)
    with assert_nothing_changed():
        assert take(amending_of(NEW), LATER_JULY).outcome is SnapshotOutcome.UNCHANGED


def test_amending_acts_may_come_in_any_order(take: Take) -> None:
    take(table_of(*OLD), JULY)
    take(amending_of(NEW | {"recordId": "5"}, act="32026R1940"), AUGUST)
    assert take(amending_of(NEW), LATER_JULY).outcome is SnapshotOutcome.APPLIED
    assert len(_present()) == 5


def test_the_consolidation_that_takes_an_amendment_in_is_no_news(take: Take) -> None:
    take(table_of(*OLD), JULY)
    take(amending_of(NEW), LATER_JULY)
    news = Delta.objects.news().count()
    result = take(table_of(*OLD, NEW), AUGUST)
    assert (result.counts["unchanged"], _kinds(result)) == (4, {})
    assert Delta.objects.news().count() == news


def test_a_consolidation_of_before_the_amendment_cannot_take_it_back(take: Take) -> None:
    take(table_of(*OLD[:2]), JULY)
    take(amending_of(NEW), AUGUST)
    with assert_nothing_changed():
        result = take(table_of(*OLD), LATER_JULY)
    assert result.reason == "published 2026-07-23, older than the copy of 2026-08-21"


def test_an_amendment_of_before_the_consolidation_cannot_bring_anybody_back(take: Take) -> None:
    take(table_of(*OLD), AUGUST)
    with assert_nothing_changed():
        result = take(amending_of(NEW), LATER_JULY)
    assert result.reason == "published 2026-07-23, older than the copy of 2026-08-21"


def test_additions_to_what_was_never_read_whole_are_held(take: Take) -> None:
    result = take(amending_of(NEW), LATER_JULY)
    assert not ListEntry.objects.exists()
    assert result.reason == "adds to 32014R0833/, of which there is no whole copy"


def test_an_entry_of_the_future_is_listed_and_not_yet_in_force(
    take: Take, database_clock: SetClock
) -> None:
    take(table_of(*OLD), JULY)
    take(amending_of(NEW), LATER_JULY)
    (designation,) = Designation.objects.filter(party__external_id="32014R0833/IV/4")
    assert designation.from_date == date(2027, 1, 25)
    for day, holds in ((LATER_JULY, 3), (date(2027, 1, 24), 3), (date(2027, 1, 25), 4)):
        assert Designation.objects.in_force(on=day).count() == holds


def test_a_table_without_rows_is_held_and_ends_nothing(take: Take) -> None:
    take(table_of(*OLD), JULY)
    with assert_nothing_changed():
        result = take(table_of(), AUGUST)
    assert result.outcome is SnapshotOutcome.HELD
    assert result.reason.startswith("no parties")
