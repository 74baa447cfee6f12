"""OFAC's legacy XML: `sdnList` of `sdnEntry`, for both lists.

Format: the published schema and the real files (`docs/lists/us_ofac_cons.md`). Features and
documents stand side by side in `idList`, with the labels that the flat files print in remarks.
The root has had two namespaces. The file carries no date of listing, and links by name only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import partial

from lxml import etree

from sanctions.domain.errors import UnknownValue
from sanctions.domain.kinds import DateKind, NameType
from sanctions.domain.records import DateRecord, NameRecord, PartyRecord
from sanctions.lists._formats.ofac_other_list import OtherList
from sanctions.lists._formats.ofac_party import Printed, address_of, record_of
from sanctions.lists._formats.xml_reader import XmlReader
from sanctions.lists._formats.xml_records import (
    check_xml,
    header_of,
    text_in,
    walk_records,
)
from sanctions.lists.base import Fault, Format, Found, Parts, Stated
from sanctions.lists.ofac_labels import plain_label
from sanctions.lists.ofac_remarks import document

PART = "xml"
_NAMESPACES = (
    "http://tempuri.org/sdnList.xsd",
    "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML",
)
_FRAME = ("sdnList", "publshInformation", "Publish_Date", "Record_Count")
_LOOK = re.compile(rb"<(?:[\w.-]+:)?sdnList[\s>]")
_UID = re.compile(rb"<uid>\s*(\d+)\s*</uid>")
_PROGRAMS = re.compile(rb"<programList>.*?</programList>", re.DOTALL)
_ALIAS_TYPES = {"a.k.a.": NameType.AKA, "f.k.a.": NameType.FKA, "n.k.a.": NameType.NKA}
_STRENGTHS = {"strong": False, "weak": True}
_VESSEL = {
    "callSign": "call_sign",
    "vesselType": "vessel_type",
    "vesselFlag": "flag",
    "vesselOwner": "owner",
    "tonnage": "tonnage",
    "grossRegisteredTonnage": "gross_registered_tonnage",
}
# Lists of values under one label: the list, its item, the value's element, the label.
_VALUES = (
    ("nationalityList", "nationality", "country", "nationality"),
    ("citizenshipList", "citizenship", "country", "citizen"),
    ("placeOfBirthList", "placeOfBirthItem", "placeOfBirth", "POB"),
)


def format_of(list_key: str) -> Format:
    """This format, for one of the two lists."""
    return Format(
        key="legacy_xml",
        parts=(PART,),
        part_of=part_of,
        parse=partial(_parse, list_key),
        stated=stated,
    )


def part_of(content: bytes) -> str | None:
    """Know the file by its root."""
    return PART if _LOOK.search(content[:4_000]) else None


def stated(parts: Parts) -> Stated:
    """What the file says of itself: its day and how many parties it has."""
    header = header_of(parts[PART], "sdnEntry")
    count = text_in(header, "Record_Count")
    return Stated(
        published=_published(text_in(header, "Publish_Date")),
        parties=int(count) if count.isdigit() else None,
    )


def _published(printed: str) -> date | None:
    try:
        return datetime.strptime(printed, "%m/%d/%Y").date()
    except ValueError:
        return None


def _parse(list_key: str, parts: Parts) -> Iterator[Found | Fault]:
    content = parts[PART]
    check_xml(PART, content, root="sdnList", namespaces=_NAMESPACES)
    other = OtherList(list_key)
    yield from walk_records(
        PART,
        content,
        "sdnEntry",
        frame=_FRAME,
        id_of=partial(_id_of, other),
        read=partial(_read, list_key),
    )
    yield from other.fault(PART)


def _id_of(other: OtherList, record: bytes) -> str | None:
    programs = _PROGRAMS.search(record)
    other.look_at(programs[0].decode("utf-8", "replace") if programs else "")
    match = _UID.search(record)
    return match[1].decode() if match else None


def _read(list_key: str, element: etree._Element) -> PartyRecord:
    """Interpret one party. Raises UnknownValue."""
    entry = XmlReader(element)
    printed = Printed(
        external_id=entry.required("uid"),
        list_key=list_key,
        kind=entry.required("sdnType"),
        name=_name(entry),
        aliases=[],
        addresses=[],
    )
    printed.tags = [
        tag for group in entry.children("programList") for tag in group.texts("program")
    ]
    if title := entry.text("title"):
        printed.read.keep("title", title)
    printed.take_remarks(entry.text("remarks"))
    for aka in entry.items("akaList", "aka"):
        printed.take_name(_alias(aka))
    for one in entry.items("idList", "id"):
        _take_labelled(one, printed)
    for address in entry.items("addressList", "address"):
        _take_address(address, printed)
    for group, item, value, label in _VALUES:
        for one in entry.items(group, item):
            one.ignore("uid", "mainEntry")  # a number of its own, and the publisher's order
            printed.read.take(label, one.required(value))
    for born in entry.items("dateOfBirthList", "dateOfBirthItem"):
        born.ignore("uid", "mainEntry")
        printed.read.dates.append(DateRecord(DateKind.BIRTH, born.required("dateOfBirth")))
    _take_vessel(entry.child("vesselInfo"), printed)
    printed.unread = entry.unread()
    return record_of(printed)


def _take_vessel(vessel: XmlReader | None, printed: Printed) -> None:
    for name, key in _VESSEL.items() if vessel else ():
        if vessel and (text := vessel.text(name)):
            printed.read.keep(key, text)


def _name(reader: XmlReader) -> str:
    return ", ".join(filter(None, (reader.text("lastName"), reader.text("firstName"))))


def _alias(aka: XmlReader) -> NameRecord:
    aka.ignore("uid")
    kind, strength = aka.required("type"), aka.required("category")
    if kind not in _ALIAS_TYPES or strength not in _STRENGTHS:
        raise UnknownValue(f"kind of alias {kind!r}, {strength!r}")
    return NameRecord(_name(aka), _ALIAS_TYPES[kind], _STRENGTHS[strength])


def _take_labelled(one: XmlReader, printed: Printed) -> None:
    """Take an item of `idList`: a document where it has a number, else a feature."""
    one.ignore("uid")
    label, value = one.required("idType"), one.text("idNumber")
    country = one.text("idCountry")
    days = [("issued", one.text("issueDate")), ("expires", one.text("expirationDate"))]
    notes = [f"{word} {day}" for word, day in days if day]
    if country or notes:
        printed.read.identifiers.append(
            document(label=plain_label(label), number=value, country=country, notes=notes)
        )
    elif not printed.read.take_feature(label, value):
        printed.read.keep("other", f"{label} {value}")
        printed.read.imposed.unknown.append(f"idType: {label} {value}")


def _take_address(address: XmlReader, printed: Printed) -> None:
    address.ignore("uid")
    printed.take_address(
        address_of(
            lines=[address.text(f"address{number}") for number in (1, 2, 3)],
            city=address.text("city"),
            state=address.text("stateOrProvince"),
            code=address.text("postalCode"),
            country=address.text("country"),
            region=address.text("region"),
        )
    )
