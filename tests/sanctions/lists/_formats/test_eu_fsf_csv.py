"""CSV 1.1 of the EU's consolidated list, and that it says what the XML says."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

import pytest

from sanctions.domain.errors import SnapshotRefused
from sanctions.lists._formats import eu_fsf_csv
from sanctions.lists.base import Fault
from sanctions.lists.eu_fsf import FORMATS
from tests.sanctions.lists.eu_files import entity_of, export_of, name_of, read, walked

XML, CSV = FORMATS[:2]
ENTRY = {
    "fileGenerationDate": "05/08/2026",
    "Entity_LogicalId": "10",
    "Entity_EU_ReferenceNumber": "EU.1.1",
    "Entity_DesignationDate": "2022-02-28",
    "Entity_SubjectType": "P",
    "Entity_SubjectType_ClassificationCode": "person",
    "Entity_Regulation_Type": "amendment",
    "Entity_Regulation_EntryIntoForceDate": "2022-04-08",
    "Entity_Regulation_NumberTitle": "2022/581 (OJ L110)",
    "Entity_Regulation_Programme": "UKR",
    "NameAlias_WholeName": "",
    "NameAlias_NameLanguage": "",
    "NameAlias_LogicalId": "",
    "NameAlias_Title": "",
    "NameAlias_Remark": "",
    "NameAlias_Regulation_NumberTitle": "",
    "BirthDate_Year": "",
    "BirthDate_Circa": "",
    "BirthDate_CountryIso2Code": "",
    "Identification_Number": "",
    "Identification_TypeCode": "",
    "Identification_KnownExpired": "",
    "Address_City": "",
    "Address_ContactInfo": "",
    "Citizenship_CountryDescription": "",
}


def _csv(*rows: dict[str, str], columns: tuple[str, ...] = ()) -> bytes:
    buffer = io.StringIO(newline="")
    header = (*ENTRY, *columns)
    writer = csv.writer(buffer, delimiter=";")
    writer.writerow(header)
    writer.writerows([(ENTRY | row).get(column, "") for column in header] for row in rows)
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


NAME = {
    "NameAlias_WholeName": "Demo Nikolaev",
    "NameAlias_LogicalId": "1",
    "NameAlias_Title": "(a) Dr, (b) Prof",
    "NameAlias_Regulation_NumberTitle": "2022/581 (OJ L110)",
}
BIRTH = {"BirthDate_Year": "1960", "BirthDate_Circa": "true", "BirthDate_CountryIso2Code": "00"}
DOCUMENT = {
    "Identification_Number": "77",
    "Identification_TypeCode": "passport",
    "Identification_KnownExpired": "true",
}


def test_the_file_tells_its_day() -> None:
    content = _csv(NAME)
    assert CSV.part_of(content) == eu_fsf_csv.PART
    assert CSV.stated({eu_fsf_csv.PART: content}).published == date(2026, 8, 5)


def test_rows_of_an_entry_are_one_party_and_read_as_the_xml_does() -> None:
    second = {
        "NameAlias_WholeName": "Demko",
        "NameAlias_LogicalId": "2",
        "NameAlias_Remark": "Low quality a.k.a.",
    }
    rows = [NAME, second, BIRTH, DOCUMENT, {"Citizenship_CountryDescription": "RUSSIAN FEDERATION"}]
    entity = entity_of(
        name_of("Demo Nikolaev", title="(a) Dr, (b) Prof"),
        name_of("Demko", number=2, inner="<remark>Low quality a.k.a.</remark>"),
        '<birthdate year="1960" circa="true" countryIso2Code="00" countryDescription="UNKNOWN"/>',
        '<identification number="77" identificationTypeCode="passport" knownExpired="true"/>',
        '<citizenship countryDescription="RUSSIAN FEDERATION"/>',
    )
    (from_csv,), (from_xml,) = read(CSV, _csv(*rows)), read(XML, export_of(entity))
    assert from_csv == replace(from_xml, details=from_csv.details)
    assert from_csv.details == from_xml.details


def test_the_order_and_the_number_of_rows_do_not_matter() -> None:
    (once,) = walked(CSV, _csv(NAME, BIRTH))
    (again,) = walked(CSV, _csv(BIRTH, NAME, BIRTH))
    assert once.digest == again.digest  # type: ignore[union-attr]


def test_the_day_of_the_file_is_nothing_of_the_party_s() -> None:
    (monday,) = walked(CSV, _csv(NAME))
    (tuesday,) = walked(CSV, _csv(NAME | {"fileGenerationDate": "06/08/2026"}))
    assert monday.digest == tuesday.digest  # type: ignore[union-attr]


def test_a_value_may_hold_a_semicolon_in_quotes() -> None:
    (record,) = read(CSV, _csv(NAME | {"NameAlias_WholeName": "Demo; and Sons"}))
    assert record.name == "Demo; and Sons"


def test_a_copy_with_every_line_in_quotes_says_the_same() -> None:
    content = _csv(NAME, BIRTH)
    buffer = io.StringIO(newline="")
    lines = content.decode("utf-8-sig").splitlines()
    csv.writer(buffer, quoting=csv.QUOTE_ALL).writerows([line + "\t\t"] for line in lines)
    quoted = buffer.getvalue().encode()
    assert CSV.part_of(quoted) == eu_fsf_csv.PART
    assert read(CSV, quoted) == read(CSV, content)


def test_a_column_that_nobody_reads_is_told() -> None:
    (record,) = read(CSV, _csv(NAME | {"Moon_Phase": "full"}, columns=("Moon_Phase",)))
    assert record.unread == ("Moon_Phase: full",)


def test_a_header_that_lacks_what_we_need_refuses_the_file() -> None:
    content = _csv(NAME).replace(b"Entity_Regulation_Programme", b"Entity_Regulation_Program")
    with pytest.raises(SnapshotRefused, match="Entity_Regulation_Programme"):
        walked(CSV, content)


def test_a_row_of_another_length_is_a_fault_of_its_party() -> None:
    (fault, _found) = walked(CSV, _csv(NAME) + b"05/08/2026;10;EU.1.1;x\r\n")
    assert isinstance(fault, Fault)
    assert (fault.external_id, fault.reason) == ("EU.1.1", "4 columns, where 25 are expected")
