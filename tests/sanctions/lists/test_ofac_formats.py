"""One party is the same party in all of OFAC's formats: the examples hold the same facts."""

from __future__ import annotations

from datetime import date

import pytest

from sanctions.domain.kinds import DateKind, Measure, NameType, PartyKind
from sanctions.domain.records import AddressRecord, NameRecord, PartyRecord
from sanctions.lists.base import Fault
from tests.sanctions.lists.ofac_reading import EXAMPLES, core, example, form_of, parts_of

FORMS = ("enhanced_xml", "advanced_xml", "legacy_xml", "legacy_csv")
WITH_DAYS = ("enhanced_xml", "advanced_xml")
SDN = ("7782", "12057", "15431", "16538", "17018", "28264", "28683", "34941")
CONS = ("9639", "15268", "17018", "26182", "27016", "33114", "46072")


@pytest.mark.parametrize("form", FORMS[:-1])
@pytest.mark.parametrize("uid", SDN)
def test_a_party_of_the_sdn_list_reads_the_same_as_in_the_flat_files(form: str, uid: str) -> None:
    plain = example("us_ofac_sdn", "legacy_csv")[uid]
    assert core(example("us_ofac_sdn", form)[uid]) == core(plain)


@pytest.mark.parametrize("form", FORMS[:-1])
@pytest.mark.parametrize("uid", CONS)
def test_a_party_of_another_list_reads_the_same_as_in_the_flat_files(form: str, uid: str) -> None:
    plain = example("us_ofac_cons", "legacy_csv")[uid]
    assert core(example("us_ofac_cons", form)[uid]) == core(plain)


@pytest.mark.parametrize("form", FORMS)
def test_a_bank_on_both_lists_is_blocked_by_one_and_restricted_by_the_other(form: str) -> None:
    blocked = ("RUSSIA-EO14024", Measure.ASSET_FREEZE)
    restricted = {
        ("RUSSIA-EO14024", Measure.SECTORAL_FINANCE),
        ("UKRAINE-EO13662", Measure.SECTORAL_FINANCE),
    }
    assert core(example("us_ofac_sdn", form)["17018"])["measures"] == {blocked, *restricted}
    assert core(example("us_ofac_cons", form)["17018"])["measures"] == restricted


@pytest.mark.parametrize("form", FORMS)
def test_a_person_with_wallets_weak_names_and_a_long_text(form: str) -> None:
    person = example("us_ofac_sdn", form)["28264"]
    assert (person.name, person.kind) == ("LI, Jiadong", PartyKind.INDIVIDUAL)
    assert {name.name for name in person.weak_names} == {"blackjack1987", "khaleesi"}
    wallets = [one for one in person.identifiers if one.type == "digital_currency"]
    assert len(wallets) == 12
    assert {one.note for one in wallets} == {"XBT"}
    assert person.details["phone"] == ["8613314257947"]
    assert person.addresses == (AddressRecord("", "Anshan, Liaoning", "China"),)
    assert "cut" not in person.details


@pytest.mark.parametrize("form", FORMS)
def test_a_ship_with_its_number_and_particulars(form: str) -> None:
    ship = example("us_ofac_sdn", form)["34941"]
    assert (ship.name, ship.kind) == ("LINDA", PartyKind.VESSEL)
    (number,) = ship.identifiers
    assert (number.type, number.value, number.valid) == ("imo", "9256858", True)
    assert ship.weak_names == (NameRecord("LADY D", NameType.FKA, weak=True),)
    assert ship.details["vessel_type"] == ["Crude Oil Tanker"]
    assert ship.details["flag"] == ["Russia"]
    assert ship.details["gross_registered_tonnage"] == ["61991"]


@pytest.mark.parametrize("form", FORMS)
def test_an_aircraft_with_its_numbers_and_year(form: str) -> None:
    aircraft = example("us_ofac_sdn", form)["15431"]
    assert (aircraft.name, aircraft.kind) == ("EP-GOM", PartyKind.AIRCRAFT)
    assert {(one.type, one.value) for one in aircraft.identifiers} == {
        ("aircraft_construction_number", "8401"),
        ("aircraft_serial_number", "1023409321"),
    }
    assert [(one.kind, one.raw) for one in aircraft.dates] == [(DateKind.BUILT, "1992")]
    assert aircraft.details["aircraft_operator"] == ["YAS AIR"]


@pytest.mark.parametrize("form", FORMS)
def test_partial_and_uncertain_days_keep_the_text_of_the_flat_files(form: str) -> None:
    parties = example("us_ofac_sdn", form)
    assert [one.raw for one in parties["12057"].dates] == ["1951 to 1953", "1953", "Apr 1961"]
    assert [one.raw for one in parties["7782"].dates] == ["circa 1951"]
    assert all(one.read is None for one in parties["12057"].dates)


@pytest.mark.parametrize(
    ("form", "note"),
    [
        ("enhanced_xml", "issued 12 Nov 2008 expires 13 Nov 2013 not valid"),
        ("advanced_xml", "issued 12 Nov 2008 expires 13 Nov 2013 not valid"),
        ("legacy_xml", "issued 12 Nov 2008 expires 13 Nov 2013"),
        ("legacy_csv", "issued 12 Nov 2008 expires 13 Nov 2013"),
    ],
)
def test_a_passport_that_is_not_valid_is_kept_and_says_so_where_the_list_does(
    form: str, note: str
) -> None:
    (passport,) = example("us_ofac_sdn", form)["16538"].identifiers
    assert (passport.type, passport.value, passport.note) == ("passport", "D9004309", note)


@pytest.mark.parametrize("form", WITH_DAYS)
def test_names_in_other_scripts_are_names_and_say_which_script(form: str) -> None:
    person = example("us_ofac_sdn", form)["28683"]
    assert NameRecord("حسن سبری نژاد", NameType.AKA) in (person.aliases or ())
    assert person.details["scripts"] == ["حسن سبری نژاد / Arabic"]
    company = example("us_ofac_cons", form)["33114"]
    assert company.details["scripts"] == ["商湯集團有限公司 / Chinese Traditional"]


def _days(record: PartyRecord) -> dict[tuple[str, str], date | None]:
    return {
        (one.program, one.measure.value): one.from_date
        for one in record.designations
        if one.measure
    }


@pytest.mark.parametrize("form", WITH_DAYS)
def test_measures_begin_on_the_day_that_is_theirs(form: str) -> None:
    sdn, cons = example("us_ofac_sdn", form), example("us_ofac_cons", form)
    assert _days(sdn["17018"]) == {
        ("RUSSIA-EO14024", "asset_freeze"): date(2022, 4, 6),
        ("RUSSIA-EO14024", "sectoral_finance"): date(2022, 3, 26),
        ("UKRAINE-EO13662", "sectoral_finance"): date(2014, 9, 12),
    }
    assert _days(cons["33114"]) == {("CMIC-EO13959", "investment_ban"): date(2022, 2, 8)}
    assert _days(cons["46072"]) == {("BURMA-EO14014", "services_ban"): date(2023, 12, 15)}
    assert _days(cons["9639"]) == {("NS-PLC", "transaction_ban"): date(2006, 4, 12)}


@pytest.mark.parametrize("form", FORMS)
def test_a_link_is_a_link_by_id_where_the_list_has_one_and_else_by_name(form: str) -> None:
    (link,) = example("us_ofac_sdn", form)["34941"].relations or ()
    told = (link.type, link.other_id, link.other_name)
    assert (
        told
        == {
            "enhanced_xml": ("Owned or Controlled By", "34939", "PSB LIZING OOO"),
            "advanced_xml": ("Owned or Controlled By", "34939", ""),
            "legacy_xml": ("Linked To", "", "PSB LIZING OOO"),
            "legacy_csv": ("Linked To", "", "PSB LIZING OOO"),
        }[form]
    )


@pytest.mark.parametrize("form", WITH_DAYS)
def test_a_link_says_how_sure_it_is(form: str) -> None:
    (link,) = example("us_ofac_sdn", form)["28264"].relations or ()
    assert (link.type, link.other_id, link.note) == (
        "Providing support to",
        "27307",
        "quality: High",
    )


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("key", ["us_ofac_sdn", "us_ofac_cons"])
def test_nothing_of_the_examples_is_left_unread(key: str, form: str) -> None:
    assert {record.unread for record in example(key, form).values()} == {()}


@pytest.mark.parametrize("form", ["legacy_xml", "legacy_csv"])
def test_the_sdn_list_is_not_taken_for_the_other_one(form: str) -> None:
    """Both have the same columns and elements; ENHANCED and ADVANCED name the list."""
    parts = parts_of("us_ofac_sdn", EXAMPLES / "us_ofac_sdn" / form)[1]
    if form == "legacy_csv":
        parts = {"cons_prim": parts["sdn"]}
    # One in a hundred bears such a tag in the real list; in the example, two of fourteen do.
    changed = {part: content.replace(b"EO13662", b"EO13661") for part, content in parts.items()}
    walked = [*form_of("us_ofac_cons", form).parse(changed)]
    (fault,) = (one for one in walked if isinstance(one, Fault))
    assert fault.external_id is None
    assert fault.reason.endswith("parties bear a tag of this list: it looks like the SDN list")
