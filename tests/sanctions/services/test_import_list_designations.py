"""Designations by program and measure, with the days and bases that a list gives them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sanctions.domain.dates import PartialDate
from sanctions.domain.kinds import DateKind, DatePrecision, Measure
from sanctions.domain.records import DateRecord, RelationRecord
from sanctions.models import Delta, Designation, PartyDate, Program, Relation
from tests.clock import SetClock
from tests.sanctions.conftest import Import
from tests.sanctions.plain_records import designated, party_record, plain_copy

FIRST, SECOND, THIRD = (date(2022, 2, day) for day in (1, 2, 3))
LATER = date(2022, 3, 1)
FREEZE, TRAVEL = Measure.ASSET_FREEZE, Measure.TRAVEL_BAN
RUS = "RUSSIA-EO14024"


def _rows() -> list[tuple[Any, ...]]:
    rows = Designation.objects.order_by("measure", "id")
    return [*rows.values_list("measure", "from_date", "to_date", "legal_note")]


def _party(*designations: Any, **fields: Any) -> Any:
    return party_record("1", "", RUS, designations=designations, **fields)


def test_each_measure_is_a_designation_with_its_day_and_basis(take: Import) -> None:
    given = date(2020, 5, 1)
    take(
        plain_copy(_party(designated(RUS, FREEZE, given, "Act 1"), designated(RUS, TRAVEL))), FIRST
    )
    assert _rows() == [("asset_freeze", given, None, "Act 1"), ("travel_ban", None, None, "")]


def test_one_measure_ends_and_the_other_stays(take: Import) -> None:
    take(plain_copy(_party(designated(RUS, FREEZE), designated(RUS, TRAVEL))), FIRST)
    take(plain_copy(_party(designated(RUS, FREEZE))), SECOND)
    assert _rows() == [("asset_freeze", None, None, ""), ("travel_ban", None, SECOND, "")]
    delta = Delta.objects.news().get()
    assert [(item["what"], item["measure"]) for item in delta.designations] == [
        ("ended", "travel_ban")
    ]


def test_another_day_or_basis_is_an_amendment_and_no_end(take: Import) -> None:
    take(plain_copy(_party(designated(RUS, FREEZE, LATER, "Act 1"))), FIRST)
    take(plain_copy(_party(designated(RUS, FREEZE, date(2022, 3, 8), "Act 2"))), SECOND)
    assert _rows() == [("asset_freeze", date(2022, 3, 8), None, "Act 2")]
    (told,) = Delta.objects.news().get().designations
    assert (told["what"], told["from_date"], told["was"]["from_date"]) == (
        "changed",
        "2022-03-08",
        "2022-03-01",
    )


def test_a_designation_of_the_future_comes_into_force_by_the_clock(
    take: Import, database_clock: SetClock
) -> None:
    take(plain_copy(_party(designated(RUS, FREEZE, LATER))), FIRST)
    assert not Designation.objects.in_force(on=FIRST).exists()
    assert Designation.objects.in_force(on=LATER).exists()
    assert Designation.objects.current().exists()
    known_at = datetime(2199, 1, 1, tzinfo=UTC)
    assert Designation.objects.in_force(on=LATER, known_at=known_at).exists()


def test_one_that_is_taken_back_before_its_day_never_held(take: Import) -> None:
    other = party_record("2")
    take(plain_copy(_party(designated(RUS, FREEZE, LATER)), other), FIRST)
    take(plain_copy(other), SECOND)
    row = Designation.objects.get(party__external_id="1")
    assert (row.from_date, row.to_date) == (LATER, LATER)
    assert not Designation.objects.in_force(on=LATER).filter(pk=row.pk).exists()


def test_measures_that_end_count_as_going(take: Import) -> None:
    def copy(*measures: Measure) -> Any:
        given = [designated(RUS, measure) for measure in measures]
        return plain_copy(
            *(party_record(str(one), "", RUS, designations=tuple(given)) for one in range(60))
        )

    take(copy(FREEZE, TRAVEL), FIRST)
    held = take(copy(FREEZE), SECOND)
    assert held.reason == "60 of 120 designations would end, where at most 50 may"


def test_an_unmapped_program_is_reported_with_the_records(take: Import) -> None:
    rows = [party_record(str(number), "", "NEPTUNE") for number in range(12)]
    result = take(plain_copy(*rows), FIRST)
    assert result.counts["unmapped_programs"] == {"NEPTUNE": 12}
    assert result.counts["unmapped_ids"] == {"NEPTUNE": [str(number) for number in range(10)]}


def test_a_program_renamed_in_our_table_is_the_same_designation(take: Import) -> None:
    take(plain_copy(party_record("1", "", "NEPTUNE")), FIRST)
    authority = Program.objects.get(key="NEPTUNE").authority
    Program.objects.create(authority=authority, key="NEPTUNE-EO1", aliases=["NEPTUNE"])
    result = take(plain_copy(party_record("1", "", "NEPTUNE-EO1")), SECOND)
    assert Designation.objects.get().to_date is None
    assert result.counts["deltas"] == 0


def test_an_alias_in_our_table_is_read_as_its_program(take: Import) -> None:
    take(plain_copy(party_record("2")), FIRST)
    authority = Program.objects.get(key=RUS).authority
    Program.objects.create(authority=authority, key="NEPTUNE-EO1", aliases=["NEPTUNE"])
    take(plain_copy(party_record("2"), party_record("1", "", "NEPTUNE-EO1")), SECOND)
    take(plain_copy(party_record("2"), party_record("1", "", "NEPTUNE")), THIRD)
    designation = Designation.objects.get(party__external_id="1")
    assert (designation.program.key, designation.to_date) == ("NEPTUNE-EO1", None)
    assert not Delta.objects.news().filter(snapshot__published=THIRD, before__has_key="programs")


def test_bounds_that_the_list_gives_are_those_of_the_date(take: Import) -> None:
    bounds = (date(1960, 1, 1), date(1960, 12, 31), date(1962, 1, 1), date(1962, 12, 31))
    read = PartialDate("1960/62", DatePrecision.RANGE, True, *bounds)
    take(plain_copy(_party(dates=(DateRecord(DateKind.BIRTH, "1960/62", read),))), FIRST)
    row = PartyDate.objects.get()
    assert (row.raw, row.precision, row.approximate) == ("1960/62", "range", True)
    assert (row.from_earliest, row.from_latest, row.to_earliest, row.to_latest) == bounds


def test_relations_find_the_other_by_id_or_by_its_only_name(take: Import) -> None:
    relations = (
        RelationRecord("Owned by", "2", note="50 %"),
        RelationRecord("Linked To", "", "TRADING HOUSE 3"),
        RelationRecord("Linked To", "", "TWIN"),
        RelationRecord("Linked To", "99", "NOBODY"),
    )
    others = [
        party_record("2"),
        party_record("3"),
        party_record("4", "TWIN"),
        party_record("5", "TWIN"),
    ]
    take(plain_copy(_party(relations=relations), *others), FIRST)
    found = Relation.objects.order_by("id")
    assert [(row.type, row.other and row.other.external_id) for row in found] == [
        ("Owned by", "2"),
        ("Linked To", "3"),
        ("Linked To", None),
        ("Linked To", None),
    ]


def test_a_relation_to_one_who_comes_later_is_found_then(take: Import) -> None:
    party = _party(relations=(RelationRecord("Owned by", "2"),))
    take(plain_copy(party, party_record("3")), FIRST)
    take(plain_copy(party, party_record("3"), party_record("2")), SECOND)
    other = Relation.objects.get().other
    assert other is not None
    assert other.external_id == "2"


def test_relations_that_a_copy_changes_are_replaced(take: Import) -> None:
    take(plain_copy(_party(relations=(RelationRecord("Owned by", "2"),)), party_record("2")), FIRST)
    take(plain_copy(_party(relations=(RelationRecord("Led by", "2"),)), party_record("2")), SECOND)
    assert Relation.objects.get().type == "Led by"
