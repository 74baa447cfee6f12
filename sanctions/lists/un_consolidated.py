"""The United Nations Security Council Consolidated List, as XML.

A party is known by its DATAID, which stays: Iran's entries left in 2023 and came back in 2025 under
the same. Its legal name is the reference number (QDi.001), kept as an identifier. VERSIONNUM is
always 1 and tells nothing. The layout differs between exports, so that records are compared as
read. Empty elements are placeholders. Source: the list's own schema (sc-sanctions.xsd) and files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import astuple
from datetime import date, datetime

from lxml import etree

from sanctions.domain.errors import UnknownValue
from sanctions.domain.kinds import Measure, NameType, PartyKind
from sanctions.domain.records import (
    DesignationRecord,
    IdentifierRecord,
    NameRecord,
    PartyRecord,
)
from sanctions.lists._formats.un_parts import TAKERS, Gathered, plain
from sanctions.lists._formats.xml_reader import XmlReader
from sanctions.lists._formats.xml_records import (
    attribute_in,
    check_xml,
    header_of,
    text_in,
    walk_records,
)
from sanctions.lists.base import Download, Fault, Format, Found, Parts, Source, Stated
from sanctions.lists.un_programs import PROGRAMS, program_of

PART = "consolidated"

_URL = "https://scsanctions.un.org/resources/xml/en/consolidated.xml"
# Where the address leads on, as third parties have seen it.
_STORE = "unsolprodfiles.blob.core.windows.net"

SOURCE = Source(
    key="un_sc_consolidated",
    title="United Nations Security Council Consolidated List",
    authority="UN",
    authority_name="United Nations Security Council",
    zone="America/New_York",
    publisher="United Nations Security Council",
    url=_URL,
    licence="United Nations: public list; the UN's own terms of use apply",
    cadence="several times a month",
    id_space="un_sc",
    minimum_parties=400,
    parser_version=1,
    programs=PROGRAMS,
    download=Download(url=_URL, hosts=(_STORE,), every_hours=12),
)

_ROOT = "CONSOLIDATED_LIST"
_FRAME = (_ROOT, "@dateGenerated", "INDIVIDUALS", "ENTITIES")
_KINDS = {"INDIVIDUAL": PartyKind.INDIVIDUAL, "ENTITY": PartyKind.ORGANIZATION}
_NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
# Elements with one text, and the name under which it is kept.
_DETAILS = {
    "COMMENTS1": "remarks",
    "GENDER": "gender",
    "NATIONALITY2": "nationality",
    "SUBMITTED_BY": "submitted_by",
    "SUBMITTED_ON": "submitted_on",
}
# Elements that hold one VALUE or several.
_VALUES = {
    "DESIGNATION": "position",
    "TITLE": "title",
    "NATIONALITY": "nationality",
    "LIST_TYPE": "list_type",
    "LAST_DAY_UPDATED": "last_updated",
}
# These say nothing: always 1, or the publisher's own order.
_EMPTY_OF_MEANING = ("VERSIONNUM", "SORT_KEY", "SORT_KEY_LAST_MOD")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})?")


def part_of(content: bytes) -> str | None:
    """Know the file by its root element."""
    return PART if b"<CONSOLIDATED_LIST" in content[:2_000] else None


def stated(parts: Parts) -> Stated:
    """Read the day on which the file was made, in New York or UTC as printed."""
    printed = attribute_in(header_of(parts[PART], *_KINDS), _ROOT, "dateGenerated")
    try:
        return Stated(published=datetime.fromisoformat(printed.replace("Z", "+00:00")).date())
    except ValueError:
        return Stated()


def parse(parts: Parts) -> Iterator[Found | Fault]:
    """Walk the individuals and the entities. Raises SnapshotRefused."""
    content = parts[PART]
    check_xml(PART, content, root=_ROOT, namespaces={""})
    yield from walk_records(PART, content, *_KINDS, frame=_FRAME, id_of=_id_of, read=_read)


def _id_of(record: bytes) -> str | None:
    number = text_in(record, "DATAID")
    return number if number.isascii() and number.isdigit() else None


def _read(element: etree._Element) -> PartyRecord:
    """Interpret one record. Raises UnknownValue."""
    entry, gathered = XmlReader(element), Gathered()
    number, reference = entry.required("DATAID"), plain(entry.required("REFERENCE_NUMBER"))
    parts = [plain(entry.text(part)) for part in _NAMES]
    if not any(parts):
        raise UnknownValue(f"{number} {reference} has no name")
    gathered.identifiers[IdentifierRecord("un_reference", reference)] = None
    designation = _designation(entry, gathered)
    _take_details(entry, gathered)
    for script in entry.texts("NAME_ORIGINAL_SCRIPT"):
        gathered.names[NameRecord(plain(script), NameType.AKA)] = None
        gathered.keep("original_script", plain(script))
    for name, take in TAKERS.items():
        for part in entry.children(f"{entry.name}_{name}"):
            take(part, gathered)
    remarks = gathered.details.pop("remarks", [""])
    return PartyRecord(
        external_id=number,
        kind=_KINDS[entry.name],
        name=" ".join(filter(None, parts)),
        programs=(designation.program,),
        aliases=tuple(sorted(gathered.names, key=lambda one: (one.name, one.type, one.weak))),
        addresses=tuple(sorted(gathered.addresses, key=astuple)),
        identifiers=tuple(sorted(gathered.identifiers, key=lambda one: (one.type, one.value))),
        dates=tuple(sorted(gathered.dates, key=lambda one: one.raw)),
        designations=(designation,),
        details={key: sorted(values) for key, values in gathered.details.items()},
        remarks=remarks[0],
        unread=entry.unread(),
    )


def _designation(entry: XmlReader, gathered: Gathered) -> DesignationRecord:
    """The regime and the day of listing. The measures of a regime are not in the file."""
    word, printed = plain(entry.required("UN_LIST_TYPE")), plain(entry.text("LISTED_ON"))
    day = _DAY.fullmatch(printed)
    if printed and not day:
        gathered.keep("printed_listed_on", printed)
    listed = date.fromisoformat(day[1]) if day else None
    return DesignationRecord(program_of(word), Measure.ASSET_FREEZE, listed)


def _take_details(entry: XmlReader, gathered: Gathered) -> None:
    entry.ignore(*_EMPTY_OF_MEANING)
    for name, key in _DETAILS.items():
        gathered.keep(key, plain(entry.text(name)))
    for name, key in _VALUES.items():
        for group in entry.children(name):
            for text in group.texts("VALUE"):
                gathered.keep(key, plain(text))


FORMATS: tuple[Format, ...] = (
    Format(key="un_xml", parts=(PART,), part_of=part_of, parse=parse, stated=stated),
)
