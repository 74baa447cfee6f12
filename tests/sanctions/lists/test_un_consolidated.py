"""The UN's list: ids that stay, placeholders that say nothing, dates with their bounds."""

from __future__ import annotations

from datetime import date

import pytest

from sanctions.domain.errors import UnknownValue
from sanctions.domain.kinds import DatePrecision, Measure, NameType, PartyKind
from sanctions.domain.records import DesignationRecord, NameRecord, PartyRecord
from sanctions.lists import un_consolidated
from sanctions.lists.base import Fault, Found

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><CONSOLIDATED_LIST'
    ' dateGenerated="2022-09-15T18:59:59.485-04:00"><INDIVIDUALS>'
)
_BASE = (
    "<DATAID>9000001</DATAID><VERSIONNUM>1</VERSIONNUM><FIRST_NAME>DEMO</FIRST_NAME>"
    "<SECOND_NAME>PERSON</SECOND_NAME><UN_LIST_TYPE>Iran</UN_LIST_TYPE>"
    "<REFERENCE_NUMBER>IRi.900</REFERENCE_NUMBER><LISTED_ON>2006-12-23</LISTED_ON>"
)


def _file(inside: str, base: str = _BASE) -> bytes:
    person = f"<INDIVIDUAL>{base}{inside}</INDIVIDUAL>"
    return f"{_HEAD}{person}</INDIVIDUALS><ENTITIES/></CONSOLIDATED_LIST>".encode()


def _walk(content: bytes) -> list[Found | Fault]:
    return [*un_consolidated.parse({un_consolidated.PART: content})]


def _only(inside: str = "", base: str = _BASE) -> PartyRecord:
    (found,) = _walk(_file(inside, base))
    assert isinstance(found, Found)
    return found.read()


def test_a_party_is_known_by_its_data_id_and_keeps_its_legal_reference() -> None:
    record = _only()
    assert (record.external_id, record.name, record.kind) == (
        "9000001",
        "DEMO PERSON",
        PartyKind.INDIVIDUAL,
    )
    assert [(one.type, one.value) for one in record.identifiers] == [("un_reference", "IRi.900")]


def test_the_regime_is_named_by_its_resolution_from_the_day_of_listing() -> None:
    assert _only().designations == (
        DesignationRecord("1737", Measure.ASSET_FREEZE, date(2006, 12, 23)),
    )


def test_a_day_of_listing_with_an_offset_is_that_day() -> None:
    record = _only(base=_BASE.replace("2006-12-23", "2015-04-07-04:00"))
    assert record.designations[0].from_date == date(2015, 4, 7)


def test_placeholders_say_nothing() -> None:
    record = _only(
        "<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>"
        "<INDIVIDUAL_ADDRESS><COUNTRY/></INDIVIDUAL_ADDRESS><INDIVIDUAL_DOCUMENT/>"
        "<INDIVIDUAL_PLACE_OF_BIRTH/><SORT_KEY/><SORT_KEY_LAST_MOD/>"
    )
    assert record == _only()


def test_aliases_between_semicolons_are_names_of_their_own() -> None:
    record = _only(
        "<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>One; Two</ALIAS_NAME>"
        "</INDIVIDUAL_ALIAS>"
    )
    assert record.aliases == (
        NameRecord("One", NameType.AKA, weak=True),
        NameRecord("Two", NameType.AKA, weak=True),
    )


def test_a_former_name_is_one() -> None:
    record = _only(
        "<INDIVIDUAL_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>Old</ALIAS_NAME></INDIVIDUAL_ALIAS>"
    )
    assert record.aliases == (NameRecord("Old", NameType.FKA),)


def test_a_birth_about_a_year_is_as_wide_as_the_year_and_approximate() -> None:
    record = _only(
        "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1962</YEAR>"
        "</INDIVIDUAL_DATE_OF_BIRTH>"
    )
    read = record.dates[0].read
    assert read is not None
    assert (read.precision, read.approximate) == (DatePrecision.YEAR, True)
    assert (read.from_earliest, read.to_latest) == (date(1962, 1, 1), date(1962, 12, 31))


def test_a_birth_between_two_years_is_a_range() -> None:
    record = _only(
        "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1960</FROM_YEAR>"
        "<TO_YEAR>1962</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>"
    )
    assert [one.raw for one in record.dates] == ["1960 to 1962"]


def test_a_document_without_a_number_is_no_identifier_and_is_not_lost() -> None:
    record = _only(
        "<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT>"
        "<ISSUING_COUNTRY>Iran</ISSUING_COUNTRY></INDIVIDUAL_DOCUMENT>"
    )
    assert record.details["document_without_number"] == ["Passport; Iran"]


def test_an_element_that_nobody_reads_is_reported() -> None:
    assert _only("<SHOE_SIZE>44</SHOE_SIZE>").unread == ("INDIVIDUAL/SHOE_SIZE: 44",)


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        (
            "<INDIVIDUAL_ALIAS><QUALITY>Superb</QUALITY><ALIAS_NAME>X</ALIAS_NAME>"
            "</INDIVIDUAL_ALIAS>",
            "quality of an alias 'Superb'",
        ),
        (
            "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>HIJRI</TYPE_OF_DATE>"
            "</INDIVIDUAL_DATE_OF_BIRTH>",
            "type of date 'HIJRI'",
        ),
    ],
)
def test_a_word_that_nobody_knows_is_never_guessed_at(inside: str, reason: str) -> None:
    with pytest.raises(UnknownValue, match=reason):
        _only(inside)


def test_a_record_without_an_id_is_nobodys_fault() -> None:
    (fault,) = _walk(_file("", _BASE.replace("<DATAID>9000001</DATAID>", "")))
    assert isinstance(fault, Fault)
    assert fault.external_id is None


def test_the_file_states_the_day_on_which_it_was_made() -> None:
    content = {un_consolidated.PART: _file("")}
    assert un_consolidated.stated(content).published == date(2022, 9, 15)
