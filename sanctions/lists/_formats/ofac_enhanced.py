"""OFAC's ENHANCED_XML: `sanctionsData` of `entity`, the richest format that is flat.

Format: the published schema (sls_enhanced_xml.xsd) and real files (`docs/lists/us_ofac_sdn.md`).
Texts stand beside their ids, so that the reference values before the entities are not needed. The
file says by what it was filtered: one with a filter by program is not the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import partial

from lxml import etree

from sanctions.domain.errors import UnknownValue
from sanctions.domain.records import PartyRecord
from sanctions.lists._formats.ofac_enhanced_parts import (
    referred,
    take_addresses,
    take_documents,
    take_features,
    take_names,
    take_relationships,
)
from sanctions.lists._formats.ofac_party import LISTS, Printed, record_of
from sanctions.lists._formats.xml_reader import XmlReader
from sanctions.lists._formats.xml_records import check_xml, header_of, text_in, walk_records
from sanctions.lists.base import Fault, Format, Found, Parts, Stated

PART = "enhanced"
_NAMESPACES = (
    "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ENHANCED_XML",
)
# The texts of reference values stand in the entities as well; a type that is new shows there.
_FRAME = (
    "sanctionsData", "publicationInfo", "dataAsOf", "filters", "sanctionsLists", "sanctionsList",
    "sanctionsPrograms", "sanctionsProgram", "@refId", "referenceValues", "referenceValue",
    "type", "value", "code", "isoCode", "advancedXmlOffset", "featureTypes", "featureType",
    "@featureTypeId", "detailType", "publishDescription", "publishExclude", "publishOrder",
    "entities",
)  # fmt: skip
_LOOK = re.compile(rb"<(?:[\w.-]+:)?sanctionsData[\s>]")
_ID = re.compile(rb"<[^>]*?\sid\s*=\s*[\"'](\d+)[\"']")
_FILTERS = re.compile(rb"<(?:[\w.-]+:)?filters\b.*?</(?:[\w.-]+:)?filters\s*>", re.DOTALL)
_FILTER = re.compile(rb"<(?:[\w.-]+:)?sanctions(List|Program)\b[^>]*>([^<]*)<")


def format_of(list_key: str) -> Format:
    """This format, for one of the two lists."""
    return Format(
        key="enhanced_xml",
        parts=(PART,),
        part_of=part_of,
        parse=partial(_parse, list_key),
        stated=partial(_stated, list_key),
    )


def part_of(content: bytes) -> str | None:
    """Know the file by its root."""
    return PART if _LOOK.search(content[:4_000]) else None


def _stated(list_key: str, parts: Parts) -> Stated:
    header = header_of(parts[PART], "entity")
    printed = text_in(header, "dataAsOf")[:10]
    try:
        published = date.fromisoformat(printed)
    except ValueError:
        published = None
    return Stated(published=published, narrowed=_narrowed(list_key, header))


def _narrowed(list_key: str, header: bytes) -> str:
    """By what the file was filtered, beyond the list itself; empty where by nothing."""
    filters = _FILTERS.search(header)
    found = [
        (kind, name.decode("utf-8", "replace").strip())
        for kind, name in _FILTER.findall(filters[0] if filters else b"")
    ]
    programs = [name for kind, name in found if kind == b"Program"]
    lists = [name for kind, name in found if kind == b"List"]
    if programs:
        return f"programs: {', '.join(programs)}"
    if lists and LISTS[list_key] not in lists:
        return f"lists: {', '.join(lists)}"
    return ""


def _parse(list_key: str, parts: Parts) -> Iterator[Found | Fault]:
    content = parts[PART]
    check_xml(PART, content, root="sanctionsData", namespaces=_NAMESPACES)
    yield from walk_records(
        PART,
        content,
        "entity",
        frame=_FRAME,
        id_of=_id_of,
        read=partial(_read, list_key),
    )


def _id_of(record: bytes) -> str | None:
    match = _ID.match(record)
    return match[1].decode() if match else None


def _read(list_key: str, element: etree._Element) -> PartyRecord:
    """Interpret one entity. Raises UnknownValue."""
    entity = XmlReader(element)
    printed = Printed(
        external_id=entity.attribute("id"), list_key=list_key, aliases=[], addresses=[]
    )
    _take_general(entity, printed)
    _take_sanctions(entity, printed)
    take_names(entity, printed)
    take_addresses(entity, printed)
    take_features(entity, printed)
    take_documents(entity, printed)
    take_relationships(entity, printed)
    printed.unread = entity.unread()
    return record_of(printed)


def _take_general(entity: XmlReader, printed: Printed) -> None:
    general = entity.child("generalInfo")
    if general is None:
        raise UnknownValue("<entity> without <generalInfo>")
    general.ignore("identityId")  # another number space than the party's id
    printed.kind = referred(general, "entityType")
    printed.take_remarks(general.text("remarks"))
    for name, key in (
        ("title", "title"),
        ("isUsCitizen", "us_citizen"),
        ("isUsPerson", "us_person"),
    ):
        if text := general.text(name):
            printed.read.keep(key, text)
    if status := referred(general, "livingStatus"):
        printed.read.keep("living_status", status)


def _take_sanctions(entity: XmlReader, printed: Printed) -> None:
    """Lists with their days, programs, types of sanctions and acts."""
    imposed = printed.read.imposed
    for one in entity.items("sanctionsLists", "sanctionsList"):
        one.ignore("@refId", "@id")
        day = one.attribute("datePublished")
        try:
            imposed.lists[one.own_text()] = date.fromisoformat(day)
        except ValueError as error:
            raise UnknownValue(f"datePublished {day!r}: {error}") from error
    if LISTS[printed.list_key] not in imposed.lists:
        raise UnknownValue(f"not on the {LISTS[printed.list_key]}, but on {[*imposed.lists]}")
    printed.tags = _plain(entity, "sanctionsPrograms", "sanctionsProgram")
    imposed.types |= dict.fromkeys(_plain(entity, "sanctionsTypes", "sanctionsType"))
    imposed.authorities = tuple(_plain(entity, "legalAuthorities", "legalAuthority"))


def _plain(entity: XmlReader, outer: str, inner: str) -> list[str]:
    found = []
    for one in entity.items(outer, inner):
        one.ignore("@refId", "@id")
        found.append(one.own_text())
    return found
