"""One entry of the consolidated list, whichever file printed it."""

from __future__ import annotations

from datetime import date

import pytest

from sanctions.domain.errors import UnknownValue
from sanctions.domain.kinds import PartyKind
from sanctions.domain.records import AddressRecord
from sanctions.lists._formats.eu_designations import (
    Printed,
    PrintedName,
    country_of,
    identifier_of,
    record_of,
)

SHIP, COMPANY, BOTH = "9074729", "1351347", "9000053"


def _printed(*names: PrintedName, type_: str = "E") -> Printed:
    printed = Printed("EU.1.1", types={type_: None})
    printed.names.update(dict.fromkeys(names or (PrintedName("Demo", 1),)))
    printed.list_under("UKR", "2022/581 (OJ L110)", date(2022, 4, 8))
    return printed


def _main_of(*names: PrintedName) -> str:
    return record_of(_printed(*names)).name


def test_the_oldest_name_is_the_main_one() -> None:
    assert _main_of(PrintedName("Younger", 20), PrintedName("Older", 10)) == "Older"


def test_a_name_of_another_language_is_the_main_one_only_where_there_is_no_other() -> None:
    french = PrintedName("Démo", 1, language="FR")
    assert _main_of(french, PrintedName("Demo", 2)) == "Demo"
    assert _main_of(french, PrintedName("Demo", 2, language="EN")) == "Demo"
    assert _main_of(french) == "Démo"


def test_a_weak_name_is_the_main_one_only_where_all_are() -> None:
    weak = PrintedName("Demko", 1, strong=False)
    assert _main_of(weak, PrintedName("Démo", 2, language="FR")) == "Démo"
    assert _main_of(weak) == "Demko"


def test_the_order_in_which_names_are_printed_does_not_matter() -> None:
    names = [PrintedName("C", 3), PrintedName("A", 1, strong=False), PrintedName("B", 2)]
    assert record_of(_printed(*names)) == record_of(_printed(*reversed(names)))


@pytest.mark.parametrize(
    ("remark", "weak"),
    [
        ("Low quality a.k.a.", True),
        ("lo quality", True),
        ("Good quality a.k.a.", False),
        ("ood quality", False),
        ("god quality", False),
        ("High quality", False),
        ("slow quality work", False),
    ],
)
def test_weak_names_say_so_in_their_remark(remark: str, weak: bool) -> None:
    assert PrintedName("Demo", 1, remark=remark).weak is weak


def test_a_name_of_several_acts_and_languages_is_kept_once_and_its_languages_too() -> None:
    record = record_of(
        _printed(
            PrintedName("Demo", 1),
            PrintedName("Demo", 5, language="DE"),
            PrintedName("Démo", 2, language="FR"),
            PrintedName("Démo", 3, language="PT"),
        )
    )
    assert [name.name for name in record.aliases or ()] == ["Démo"]
    assert record.details["name_languages"] == ["Demo (DE)", "Démo (FR)", "Démo (PT)"]


def test_remarks_about_quality_alone_are_not_repeated() -> None:
    record = record_of(
        _printed(
            PrintedName("Demo", 1, remark="Good quality a.k.a."),
            PrintedName("Dema", 2, remark="used in 2012"),
        )
    )
    assert record.details["name_remarks"] == ["Dema: used in 2012"]


def test_an_enterprise_with_the_number_of_a_ship_is_a_vessel() -> None:
    printed = _printed()
    printed.identifiers[identifier_of("imo", SHIP)] = None
    assert record_of(printed).kind is PartyKind.VESSEL


def test_an_enterprise_with_the_number_of_a_company_is_none() -> None:
    printed = _printed()
    number = identifier_of("imo", COMPANY)
    printed.identifiers[number] = None
    assert (number.type, number.valid) == ("imo_company", True)
    assert record_of(printed).kind is PartyKind.ORGANIZATION


def test_a_number_that_may_be_either_is_a_ship_s_where_nothing_else_is_printed() -> None:
    printed = _printed()
    printed.identifiers[identifier_of("imo", BOTH)] = None
    assert record_of(printed).kind is PartyKind.VESSEL
    printed.addresses[AddressRecord(place="Harare")] = None
    assert record_of(printed).kind is PartyKind.ORGANIZATION


def test_a_person_with_the_number_of_a_ship_stays_one() -> None:
    printed = _printed(type_="P")
    printed.identifiers[identifier_of("imo", SHIP)] = None
    assert record_of(printed).kind is PartyKind.INDIVIDUAL


def test_two_types_that_differ_are_both_told_and_the_first_counts() -> None:
    printed = _printed(type_="person")
    printed.types["E"] = None
    record = record_of(printed)
    assert (record.kind, record.details["printed_types"]) == (
        PartyKind.INDIVIDUAL,
        ["E", "person"],
    )


def test_an_unknown_type_is_never_guessed_at() -> None:
    with pytest.raises(UnknownValue, match=r"type robot of EU\.1\.1"):
        record_of(_printed(type_="robot"))


def test_an_entry_without_a_name_or_a_programme_cannot_be_used() -> None:
    with pytest.raises(UnknownValue, match=r"EU\.1\.1 has no name"):
        record_of(Printed("EU.1.1", types={"P": None}))
    printed = Printed("EU.1.1", types={"P": None}, names={PrintedName("Demo", 1): None})
    with pytest.raises(UnknownValue, match="names no programme"):
        record_of(printed)


def test_each_regime_begins_on_its_own_earliest_day() -> None:
    printed = _printed()
    printed.list_under("UKR", "2014/1", date(2014, 3, 17), None)
    printed.list_under("BLR", "", None)
    assert [(one.program, one.from_date, one.basis) for one in record_of(printed).designations] == [
        ("BLR", None, ""),
        ("UKR", date(2014, 3, 17), "2014/1; 2022/581 (OJ L110)"),
    ]


@pytest.mark.parametrize(
    ("code", "description", "country"),
    [
        ("RU", "RUSSIAN FEDERATION", "RUSSIAN FEDERATION"),
        ("RU", "", "RU"),
        ("00", "UNKNOWN", ""),
        ("CS", "SERBIA AND MONTENEGRO", "SERBIA AND MONTENEGRO"),
    ],
)
def test_no_country_is_no_country(code: str, description: str, country: str) -> None:
    assert country_of(code, description) == country
