"""The EU's consolidated list as XML before version 1.1 (`<WHOLE Date="11/02/2016">`).

Source: the file of February 2016; its schema is not published any more. There is no EU reference
number: an entry is known by its `Id`, which version 1.1 calls `logicalId`. Read for the history: a
copy in this form has other ids than a later one, and is held where it would replace it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from sanctions.domain.records import PartyRecord
from sanctions.lists._formats.eu_dates import file_day
from sanctions.lists._formats.eu_designations import Printed, record_of
from sanctions.lists._formats.eu_old_parts import (
    Act,
    take_address,
    take_birth,
    take_citizenship,
    take_document,
    take_entry,
    take_name,
)
from sanctions.lists._formats.xml_reader import XmlReader
from sanctions.lists._formats.xml_records import attribute_in, check_xml, header_of, walk_records
from sanctions.lists.base import Fault, Found, Parts, Stated

PART = "global"
_ROOT, _RECORD = "WHOLE", "ENTITY"
_OPENING = re.compile(rb"<[^>]*>")


def part_of(content: bytes) -> str | None:
    """Know the file by its root."""
    return PART if b"<WHOLE " in content[:4_000] else None


def stated(parts: Parts) -> Stated:
    """Read the day of the copy."""
    return Stated(published=file_day(attribute_in(header_of(parts[PART], _RECORD), _ROOT, "Date")))


def parse(parts: Parts) -> Iterator[Found | Fault]:
    """Walk the entries. Raises SnapshotRefused."""
    content = parts[PART]
    check_xml(PART, content, root=_ROOT, namespaces={""})
    yield from walk_records(
        PART, content, _RECORD, frame=(_ROOT, "@Date"), id_of=_id_of, read=_read
    )


def _id_of(record: bytes) -> str | None:
    opening = _OPENING.match(record)
    return attribute_in(opening[0], _RECORD, "Id") or None if opening else None


def _read(element: etree._Element) -> PartyRecord:
    """Interpret one entry. Raises UnknownValue."""
    entry = XmlReader(element)
    printed = Printed(external_id=entry.attribute("Id"))
    take_entry(
        printed,
        act=_act(entry),
        type_=entry.attribute("Type"),
        remark=entry.attribute("remark"),
        url=entry.attribute("pdf_link"),
    )
    for name in entry.children("NAME"):
        take_name(
            printed,
            act=_act(name),
            number=name.attribute("Id"),
            names=[name.text(f"{part}NAME") for part in ("WHOLE", "FIRST", "MIDDLE", "LAST")],
            language=name.text("LANGUAGE"),
            said=[name.text(part) for part in ("GENDER", "TITLE", "FUNCTION")],
        )
        name.ignore("@Entity_id", "@pdf_link")
    _take_rest(entry, printed)
    printed.unread = entry.unread()
    return record_of(printed)


def _take_rest(entry: XmlReader, printed: Printed) -> None:
    for birth in _parts(entry, "BIRTH"):
        take_birth(
            printed,
            act=_act(birth),
            when=birth.text("DATE"),
            place=birth.text("PLACE"),
            country=birth.text("COUNTRY"),
        )
    for address in _parts(entry, "ADDRESS"):
        number, street = address.text("NUMBER"), address.text("STREET")
        take_address(
            printed,
            act=_act(address),
            street=" ".join(filter(None, [number, street])),
            place=[address.text("ZIPCODE"), address.text("CITY")],
            country=address.text("COUNTRY"),
            note=address.text("OTHER"),
        )
    for document in _parts(entry, "PASSPORT"):
        number, country = document.text("NUMBER"), document.text("COUNTRY")
        take_document(printed, act=_act(document), number=number, country=country)
    for citizen in _parts(entry, "CITIZEN"):
        take_citizenship(printed, act=_act(citizen), country=citizen.text("COUNTRY"))


def _parts(entry: XmlReader, name: str) -> Iterator[XmlReader]:
    for part in entry.children(name):
        part.ignore("@Id", "@Entity_id", "@pdf_link")
        yield part


def _act(part: XmlReader) -> Act:
    return Act(
        part.attribute("legal_basis"), part.attribute("reg_date"), part.attribute("programme")
    )
