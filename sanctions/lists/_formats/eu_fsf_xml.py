"""The EU's consolidated list as XML 1.1 (xmlFullSanctionsList_1_1).

Source: the publisher's schema (20171012-FULL-schema-1_1.xsd). Everything is in attributes. An entry
is known by its `euReferenceNumber`, else by its `logicalId`. What the schema does not have, or
nobody here reads, is told in `unread`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from sanctions.domain.records import PartyRecord
from sanctions.lists._formats.eu_dates import eu_day
from sanctions.lists._formats.eu_designations import Printed, record_of
from sanctions.lists._formats.eu_fsf_parts import (
    TAKERS,
    key_of,
    take_additional,
    take_common,
    take_entry,
    take_regulation,
    take_type,
)
from sanctions.lists._formats.xml_reader import XmlReader
from sanctions.lists._formats.xml_records import attribute_in, check_xml, header_of, walk_records
from sanctions.lists.base import Fault, Found, Parts, Stated

PART = "xmlFullSanctionsList_1_1"
_ROOT, _RECORD = "export", "sanctionEntity"
_NAMESPACE = "http://eu.europa.ec/fpi/fsd/export"
_FRAME = (_ROOT, "@generationDate", "@globalFileId")
_OPENING = re.compile(rb"<[^>]*>")


def part_of(content: bytes) -> str | None:
    """Know the file by its root and namespace."""
    head = content[:4_000]
    return PART if b"<export" in head and _NAMESPACE.encode() in head else None


def stated(parts: Parts) -> Stated:
    """Read the day on which the file was made."""
    made = attribute_in(header_of(parts[PART], _RECORD), _ROOT, "generationDate")
    return Stated(published=eu_day(made[:10]))


def parse(parts: Parts) -> Iterator[Found | Fault]:
    """Walk the entries. Raises SnapshotRefused."""
    content = parts[PART]
    check_xml(PART, content, root=_ROOT, namespaces={_NAMESPACE})
    yield from walk_records(PART, content, _RECORD, frame=_FRAME, id_of=_id_of, read=_read)


def _id_of(record: bytes) -> str | None:
    opening = _OPENING.match(record)
    head = opening[0] if opening else b""
    return key_of(
        attribute_in(head, _RECORD, "euReferenceNumber"), attribute_in(head, _RECORD, "logicalId")
    )


def _read(element: etree._Element) -> PartyRecord:
    """Interpret one entry. Raises UnknownValue."""
    entry = XmlReader(element)
    reference, number = element.get("euReferenceNumber", ""), element.get("logicalId", "")
    entry.ignore("@euReferenceNumber")
    printed = Printed(external_id=key_of(reference.strip(), number.strip()) or "")
    designated = take_entry(entry, printed)
    for kind in entry.children("subjectType"):
        take_type(kind, printed)
    for regulation in entry.children("regulation"):
        take_regulation(regulation, printed, designated)
    for name, take in TAKERS.items():
        for part in entry.children(name):
            take(part, printed)
            take_common(part, printed)
    take_additional(entry, printed)
    printed.unread = entry.unread()
    return record_of(printed)
