"""The UK Sanctions List as XML: one `Designation` a party, the same fields as the CSV.

Source: the published file's own elements. The indicators repeat `SanctionsImposed` as true and
false; they are left unused where that text is there, and reported as unread where it is not.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from sanctions.domain.records import AddressRecord, PartyRecord
from sanctions.lists._formats.uk_dates import uk_day
from sanctions.lists._formats.uk_designations import Printed, plain_text, record_of
from sanctions.lists._formats.xml_reader import XmlReader
from sanctions.lists._formats.xml_records import check_xml, header_of, text_in, walk_records
from sanctions.lists.base import Fault, Found, Parts, Stated

PART = "UK-Sanctions-List"
_ROOT, _RECORD = "Designations", "Designation"
_NAME_PARTS = ("Name1", "Name2", "Name3", "Name4", "Name5", "Name6")
_LINES = tuple(f"AddressLine{number}" for number in range(1, 7))
# Groups of texts: where they are, and the detail they become.
_TOP = {
    ("Titles", "Title"): "title",
    ("PhoneNumbers", "PhoneNumber"): "phone",
    ("EmailAddresses", "EmailAddress"): "email",
    ("Websites", "Website"): "website",
}
_INDIVIDUAL = {
    ("Nationalities", "Nationality"): "nationality",
    ("Positions", "Position"): "position",
    ("Genders", "Gender"): "gender",
}
_ENTITY = {
    ("TypeOfEntities", "TypeOfEntity"): "type_of_entity",
    ("ParentCompanies", "ParentCompany"): "parent_company",
    ("Subsidiaries", "Subsidiary"): "subsidiaries",
}
_SHIP = {
    ("CurrentOwnerOperators", "CurrentOwnerOperator"): "owner",
    ("PreviousOwnerOperators", "PreviousOwnerOperator"): "former_owner",
    ("CurrentBelievedFlagOfShips", "CurrentBelievedFlagOfShip"): "flag",
    ("PreviousFlags", "PreviousFlag"): "former_flag",
    ("TypeOfShipDetails", "TypeOfShip"): "vessel_type",
    ("TonnageOfShipDetails", "TonnageOfShip"): "tonnage",
    ("LengthOfShipDetails", "LengthOfShip"): "length",
}
_SINGLE = {
    "DesignationSource": "designation_source",
    "OtherInformation": "other_information",
    "UKStatementofReasons": "statement_of_reasons",
    "LastUpdated": "last_updated",
}


def part_of(content: bytes) -> str | None:
    """Know the file by its root element and what stands below it."""
    head = content[:4_000]
    return PART if b"<Designations" in head and b"<DateGenerated" in head else None


def stated(parts: Parts) -> Stated:
    """Read the day on which the file was made."""
    return Stated(published=uk_day(text_in(header_of(parts[PART], _RECORD), "DateGenerated")))


def parse(parts: Parts) -> Iterator[Found | Fault]:
    """Walk the designations. Raises SnapshotRefused."""
    content = parts[PART]
    check_xml(PART, content, root=_ROOT, namespaces={""})
    frame = {_ROOT, "DateGenerated"}
    yield from walk_records(PART, content, _RECORD, frame=frame, id_of=_id_of, read=_read)


def _id_of(record: bytes) -> str | None:
    return text_in(record, "UniqueID") or None


def _read(element: etree._Element) -> PartyRecord:
    """Interpret one designation. Raises UnknownValue."""
    entry = XmlReader(element)
    printed = Printed(unique_id=entry.required("UniqueID"))
    printed.regime = plain_text(entry.text("RegimeName"))
    printed.kind = entry.text("IndividualEntityShip")
    printed.designated = entry.text("DateDesignated")
    printed.sanctions = plain_text(entry.text("SanctionsImposed"))
    if printed.sanctions:
        entry.ignore("SanctionsImposedIndicators")
    _take_names(entry, printed)
    _take_addresses(entry, printed)
    for name, key in _SINGLE.items():
        if text := plain_text(entry.text(name)):
            printed.keep(key, text)
    for name, type_ in (("OFSIGroupID", "ofsi_group_id"), ("UNReferenceNumber", "un_reference")):
        if text := entry.text(name):
            printed.identifiers[(type_, text, "")] = None
    _keep(entry, _TOP, printed)
    for person in entry.items("IndividualDetails", "Individual"):
        _take_person(person, printed)
    for entity in entry.items("EntityDetails", "Entity"):
        _take_entity(entity, printed)
    for ship in entry.items("ShipDetails", "Ship"):
        _take_ship(ship, printed)
    return record_of(printed, unread=entry.unread())


def _keep(entry: XmlReader, groups: dict[tuple[str, str], str], printed: Printed) -> None:
    for (outer, inner), key in groups.items():
        for text in _texts(entry, outer, inner):
            printed.keep(key, text)


def _texts(entry: XmlReader, outer: str, inner: str) -> Iterator[str]:
    for item in entry.items(outer, inner):
        if text := plain_text(item.own_text()):
            yield text


def _take_names(entry: XmlReader, printed: Printed) -> None:
    for name in entry.items("Names", "Name"):
        text = " ".join(filter(None, (plain_text(name.text(part)) for part in _NAME_PARTS)))
        kind, strength = name.text("NameType"), name.text("AliasStrength")
        if text:
            printed.names[(kind or "alias", strength, text)] = None
    for name in entry.items("NonLatinNames", "NonLatinName"):
        text = plain_text(name.text("NameNonLatinScript"))
        described = (name.text("NonLatinScriptType"), name.text("NonLatinScriptLanguage"))
        if text:
            printed.scripts[(text, *described)] = None


def _take_addresses(entry: XmlReader, printed: Printed) -> None:
    for address in entry.items("Addresses", "Address"):
        lines = (plain_text(address.text(line)) for line in _LINES)
        taken = AddressRecord(
            street=", ".join(filter(None, lines)),
            place=plain_text(address.text("AddressPostalCode")),
            country=plain_text(address.text("AddressCountry")),
        )
        if taken != AddressRecord():
            printed.addresses[taken] = None


def _take_person(person: XmlReader, printed: Printed) -> None:
    for birth in _texts(person, "DOBs", "DOB"):
        printed.births[birth] = None
    for details in person.children("BirthDetails"):
        for place in details.children("Location"):
            words = (place.text("TownOfBirth"), place.text("CountryOfBirth"))
            if any(words):
                printed.keep("place_of_birth", ", ".join(filter(None, map(plain_text, words))))
    for passport in person.items("PassportDetails", "Passport"):
        _take_document(passport, "passport", "Passport", printed)
    for number in person.items("NationalIdentifierDetails", "NationalIdentifier"):
        _take_document(number, "national_id", "NationalIdentifier", printed)
    _keep(person, _INDIVIDUAL, printed)


def _take_document(document: XmlReader, type_: str, prefix: str, printed: Printed) -> None:
    number = plain_text(document.text(f"{prefix}Number"))
    note = plain_text(document.text(f"{prefix}AdditionalInformation"))
    if number:
        printed.identifiers[(type_, number, note)] = None
    elif note:
        printed.keep(f"{type_}_note", note)


def _take_entity(entity: XmlReader, printed: Printed) -> None:
    for number in _texts(entity, "BusinessRegistrationNumbers", "BusinessRegistrationNumber"):
        printed.identifiers[("registration_number", number, "")] = None
    _keep(entity, _ENTITY, printed)


def _take_ship(ship: XmlReader, printed: Printed) -> None:
    for number in _texts(ship, "IMONumbers", "IMONumber"):
        printed.identifiers[("imo", number, "")] = None
    for number in _texts(ship, "HullIdentificationNumbers", "HullIdentificationNumber"):
        printed.identifiers[("hull_number", number, "")] = None
    for built in _texts(ship, "YearsBuilt", "YearBuilt"):
        printed.built[built] = None
    _keep(ship, _SHIP, printed)
