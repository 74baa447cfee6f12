"""XML 1.1 of the EU's consolidated list."""

from __future__ import annotations

from datetime import date

import pytest

from sanctions.domain.errors import SnapshotRefused
from sanctions.domain.kinds import DatePrecision
from sanctions.domain.records import PartyRecord
from sanctions.lists._formats import eu_fsf_xml
from sanctions.lists.base import Fault, Found
from sanctions.lists.eu_fsf import FORMATS
from tests.sanctions.lists.eu_files import (
    ENTERPRISE,
    NAMESPACE,
    entity_of,
    export_of,
    name_of,
    read,
    walked,
)

XML = FORMATS[0]


def _one(*parts: str, type_: str = ENTERPRISE) -> PartyRecord:
    return read(XML, export_of(entity_of(name_of("Demo"), *parts, type_=type_)))[0]


def test_the_file_tells_the_day_on_which_it_was_made() -> None:
    content = export_of(entity_of())
    assert XML.part_of(content) == eu_fsf_xml.PART
    assert XML.stated({eu_fsf_xml.PART: content}).published == date(2026, 8, 5)


def test_an_entry_is_known_by_its_reference_else_by_its_number() -> None:
    content = export_of(
        entity_of(reference="EU.1.1", number="10"), entity_of(reference="", number="11")
    )
    found = walked(XML, content)
    assert [one.external_id for one in found] == ["EU.1.1", "11"]
    assert [one.external_id for one in read(XML, content)] == ["EU.1.1", "11"]


def test_an_entry_without_either_is_nobodys_and_told() -> None:
    (fault,) = walked(XML, export_of(entity_of(reference="", number="")))
    assert isinstance(fault, Fault)
    assert fault.external_id is None


def test_the_earlier_of_designation_and_act_begins_it() -> None:
    earlier = read(XML, export_of(entity_of(designated="2022-02-28")))[0]
    later = read(XML, export_of(entity_of(designated="2023-01-01")))[0]
    neither = read(XML, export_of(entity_of(designated="")))[0]
    begins = [record.designations[0].from_date for record in (earlier, later, neither)]
    assert begins == [date(2022, 2, 28), date(2022, 4, 8), date(2022, 4, 8)]


def test_a_name_without_a_whole_one_is_put_together() -> None:
    alias = name_of("", firstName="Demo", middleName="I.", lastName="Nikolaev")
    assert read(XML, export_of(entity_of(alias)))[0].name == "Demo I. Nikolaev"


@pytest.mark.parametrize(
    ("attributes", "raw", "precision"),
    [
        ('birthdate="1960-03-17" year="1960" circa="false"', "1960-03-17", DatePrecision.DAY),
        ('year="1960" monthOfYear="3" dayOfMonth="5"', "1960-03-05", DatePrecision.DAY),
        ('year="1960" monthOfYear="3"', "1960-03", DatePrecision.MONTH),
        ('year="1960" circa="true"', "circa 1960", DatePrecision.YEAR),
        ('yearRangeFrom="1958" yearRangeTo="1963"', "1958 to 1963", DatePrecision.RANGE),
        ('yearRangeFrom="1958"', "1958", DatePrecision.YEAR),
        ('monthOfYear="3" dayOfMonth="5"', "month 3, day 5", DatePrecision.UNREADABLE),
        (
            'year="1380" calendarType="ISLAMIC"',
            "1380 (islamic calendar)",
            DatePrecision.UNREADABLE,
        ),
    ],
)
def test_every_part_of_a_birth_date_may_lack(
    attributes: str, raw: str, precision: DatePrecision
) -> None:
    (birth,) = _one(f"<birthdate {attributes}/>").dates
    assert birth.read is not None
    assert (birth.raw, birth.read.precision) == (raw, precision)
    assert birth.read.approximate is raw.startswith("circa")


def test_a_document_tells_that_it_is_not_what_it_was() -> None:
    document = (
        '<identification number="1" knownExpired="true" knownFalse="true" reportedLost="false" '
        'identificationTypeCode="passport" countryIso2Code="00" countryDescription="UNKNOWN"/>'
    )
    (passport,) = _one(document).identifiers
    assert (passport.type, passport.country, passport.note) == (
        "passport",
        "",
        "known expired; known false",
    )


def test_a_dash_is_no_number_and_the_latin_one_takes_its_place() -> None:
    dash = '<identification number="-" identificationTypeCode="id"/>'
    latin = '<identification number="" latinNumber="A 1" identificationTypeCode="id"/>'
    assert [one.value for one in _one(dash, latin).identifiers] == ["A 1"]


def test_an_unknown_way_to_reach_somebody_is_kept_under_its_own_name() -> None:
    address = '<address city="Minsk"><contactInfo key="TELEX" value="77"/></address>'
    assert _one(address).details["contact"] == ["TELEX: 77"]


def test_what_the_schema_does_not_have_is_told() -> None:
    record = _one('<nickname value="Deda"/>', '<address city="Minsk" planet="Earth"/>')
    assert record.unread == (
        "sanctionEntity/nickname: value=Deda",
        "sanctionEntity/address/@planet: Earth",
    )


def test_an_unknown_type_sets_the_entry_aside() -> None:
    (found,) = walked(XML, export_of(entity_of(type_='<subjectType code="robot"/>')))
    assert isinstance(found, Found)
    with pytest.raises(Exception, match="type robot"):
        found.read()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (export_of(entity_of())[:-4], "cut"),
        (export_of(entity_of()).replace(NAMESPACE.encode(), b"urn:moon"), "unknown namespace"),
        (b"<!doctype html><html></html>", "HTML"),
        (export_of(entity_of()).replace(b"<export", b'<!DOCTYPE a SYSTEM "b"><export'), "DOCTYPE"),
    ],
)
def test_what_is_not_the_list_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(SnapshotRefused, match=reason):
        walked(XML, content)
