"""The UK Sanctions List as CSV: many rows, one party, nothing twice and nothing lost."""

from __future__ import annotations

from datetime import date

import pytest

from sanctions.domain.errors import SnapshotRefused, UnknownValue
from sanctions.domain.kinds import Measure, NameType, PartyKind
from sanctions.domain.records import DesignationRecord, NameRecord, PartyRecord
from sanctions.lists._formats import uk_csv
from sanctions.lists.base import Fault, Found
from tests.sanctions.lists.uk_files import HEADER, PERSON, csv_of

RUS = "RUS"


def _walk(content: bytes) -> list[Found | Fault]:
    return [*uk_csv.parse({uk_csv.PART: content})]


def _only(*rows: dict[str, str]) -> PartyRecord:
    (found,) = _walk(csv_of(*rows))
    assert isinstance(found, Found)
    return found.read()


def test_rows_of_one_unique_id_are_one_party_wherever_they_stand() -> None:
    other = PERSON | {"Unique ID": "RUS9002", "Name 6": "PETROV"}
    walked = _walk(csv_of(PERSON, other, PERSON | {"D.O.B": "dd/mm/1960"}))
    assert [found.external_id for found in walked] == ["RUS9001", "RUS9002"]


def test_a_repeated_row_changes_nothing() -> None:
    once, twice = _walk(csv_of(PERSON)), _walk(csv_of(PERSON, PERSON))
    assert [one.digest for one in once if isinstance(one, Found)] == [
        one.digest for one in twice if isinstance(one, Found)
    ]


def test_the_order_of_rows_changes_nothing() -> None:
    alias = PERSON | {"Name 6": "NIKOLAYEV", "Name type": "ALias"}
    one, other = _walk(csv_of(PERSON, alias)), _walk(csv_of(alias, PERSON))
    assert isinstance(one[0], Found)
    assert isinstance(other[0], Found)
    assert one[0].digest == other[0].digest


def test_each_measure_is_a_designation_of_its_own() -> None:
    record = _only(PERSON | {"Sanctions Imposed": "Asset freeze|Travel Ban"})
    day = date(2022, 3, 10)
    assert record.designations == (
        DesignationRecord(RUS, Measure.ASSET_FREEZE, day, "Asset freeze"),
        DesignationRecord(RUS, Measure.TRAVEL_BAN, day, "Travel Ban"),
    )


def test_two_words_for_one_measure_are_one_designation() -> None:
    record = _only(PERSON | {"Sanctions Imposed": "Deflag|Prohibition of port entry"})
    assert [(one.measure, one.basis) for one in record.designations] == [
        (Measure.PORT_BAN, "Deflag; Prohibition of port entry")
    ]


def test_an_unknown_measure_is_kept_and_named() -> None:
    record = _only(PERSON | {"Sanctions Imposed": "Asset freeze|Levitation"})
    assert record.designations[1].measure is Measure.OTHER
    assert record.details["unknown_measures"] == ["Levitation"]


def test_a_variation_of_the_name_is_named_as_one() -> None:
    record = _only(PERSON, PERSON | {"Name 6": "NIKOLAEFF", "Name type": "Primary name variation"})
    assert record.name == "Demo NIKOLAEV"
    assert record.aliases == (NameRecord("Demo NIKOLAEFF", NameType.AKA),)
    assert record.details["name_variations"] == ["Demo NIKOLAEFF"]


def test_a_party_without_a_primary_name_takes_its_first_name() -> None:
    record = _only(PERSON | {"Name type": "Alias"})
    assert record.name == "Demo NIKOLAEV"


def test_a_low_quality_alias_is_weak() -> None:
    weak = PERSON | {"Name 6": "NICK", "Name type": "Alias", "Alias strength": "Low quality a.k.a"}
    assert _only(PERSON, weak).aliases == (NameRecord("Demo NICK", NameType.AKA, weak=True),)


@pytest.mark.parametrize(
    ("printed", "type_", "value", "valid"),
    [
        ("INN: 7831000122", "inn", "7831000122", True),
        ("(УНН/ИНН): 7831000123", "inn", "7831000123", False),
        ("ОГРН: 1027800000084", "ogrn", "1027800000084", True),
        ("License number: 328", "registration_number", "License number: 328", None),
    ],
)
def test_a_registration_number_in_free_text_is_found_and_checked(
    printed: str, type_: str, value: str, valid: bool | None
) -> None:
    (read,) = _only(PERSON | {"Business registration number (s)": printed}).identifiers
    assert (read.type, read.value, read.valid) == (type_, value, valid)


def test_a_ship_is_a_vessel_with_the_digits_of_its_imo_number() -> None:
    record = _only(PERSON | {"Designation Type": "Ship", "IMO number": "IMO9321689"})
    assert record.kind is PartyKind.VESSEL
    assert [(one.type, one.value, one.valid) for one in record.identifiers] == [
        ("imo", "9321689", True)
    ]


def test_a_kind_that_nobody_knows_is_never_guessed_at() -> None:
    with pytest.raises(UnknownValue, match="kind 'Submarine' of RUS9001"):
        _only(PERSON | {"Designation Type": "Submarine"})


def test_a_filled_column_that_nobody_reads_is_a_fault_of_its_party() -> None:
    (found,) = _walk(csv_of(PERSON | {"Shoe size": "44"}, header=(*HEADER, "Shoe size")))
    assert isinstance(found, Found)
    with pytest.raises(UnknownValue, match="shoe size"):
        found.read()


def test_a_file_without_a_needed_column_is_refused() -> None:
    header = tuple(column for column in HEADER if column != "Sanctions Imposed")
    with pytest.raises(SnapshotRefused, match="line 2: no column 'sanctions imposed'"):
        _walk(csv_of(PERSON, header=header))


def test_a_row_without_an_id_is_nobodys_fault_row() -> None:
    walked = _walk(csv_of(PERSON, PERSON | {"Unique ID": ""}))
    assert [str(one) for one in walked if isinstance(one, Fault)] == [
        "UK-Sanctions-List line 4: no unique id"
    ]


def test_a_regime_that_contradicts_the_letters_of_the_id_is_kept_beside_them() -> None:
    record = _only(PERSON | {"Regime Name": "Belarus"})
    assert record.programs == (RUS,)
    assert record.details["printed_regime"] == ["Belarus"]


def test_the_file_states_the_day_of_its_report() -> None:
    assert uk_csv.stated({uk_csv.PART: csv_of(PERSON)}).published == date(2026, 5, 7)
