"""OFAC's ADVANCED XML: one party in five places of the file, joined by ids.

Format: the published schemas (sls_advanced_xml.xsd, and the UN's of 2015 before it) and a real
excerpt (`docs/lists/us_ofac_sdn.md`). Locations and documents stand before the parties, relations
and entries of sanctions after them. Method: one walk notes where everything lies, by id; a party is
then cut out of its five places, and parsed as one piece only when it is read. So memory holds
positions, not the file. Limits: a name of the other party of a relation is not looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from hashlib import blake2b

from sanctions.domain.records import PartyRecord
from sanctions.lists._formats.ofac_advanced_party import read_party
from sanctions.lists._formats.ofac_advanced_values import Values, values_of
from sanctions.lists._formats.xml_records import (
    Content,
    check_xml,
    header_of,
    parse_record,
    record_spans,
    text_in,
)
from sanctions.lists.base import Fault, Format, Found, Parts, Stated

PART = "advanced"
_NAMESPACES = (
    "http://www.un.org/sanctions/1.0",
    "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ADVANCED_XML",
)
_TAGS = ("Location", "IDRegDocument", "DistinctParty", "ProfileRelationship", "SanctionsEntry")
# Each stands in a set of its values: `AliasType` in `AliasTypeValues`.
_REFERENCES = (
    "AliasType", "AreaCode", "AreaCodeType", "CalendarType", "Country", "CountryRelevance",
    "DecisionMakingBody", "DetailReference", "DetailType", "DocNameStatus", "EntryEventType",
    "EntryLinkType", "ExRefType", "FeatureType", "FeatureTypeGroup", "IDRegDocDateType",
    "IDRegDocType", "IdentityFeatureLinkType", "LegalBasis", "LegalBasisType", "List",
    "LocPartType", "LocPartValueStatus", "LocPartValueType", "NamePartType", "Organisation",
    "PartySubType", "PartyType", "RelationQuality", "RelationType", "Reliability",
    "SanctionsProgram", "SanctionsType", "Script", "ScriptStatus", "SubsidiaryBody", "SupInfoType",
    "TargetType", "Validity",
)  # fmt: skip
_FRAME = frozenset({
    "Sanctions", "@Version", "DateOfIssue", "@CalendarTypeID", "Year", "Month", "Day",
    "ReferenceValueSets", *_REFERENCES, *(f"{name}Values" for name in _REFERENCES),
    "@AreaCodeTypeID", "@Comment", "@CountryID", "@DecisionMakingBodyID", "@DeltaAction",
    "@Description", "@DetailCode", "@FeatureTypeGroupID", "@ID", "@IS03166-3Code", "@ISO2", "@ISO3",
    "@LegalBasisShortRef", "@LegalBasisTypeID", "@Notional", "@OrganisationID", "@PartyTypeID",
    "@SanctionsProgramID", "@ScriptCode", "@SubsidiaryBodyID", "@Symmetrical",
    "Locations", "IDRegDocuments", "DistinctParties", "ProfileRelationships", "SanctionsEntries",
    "SanctionsEntryLinks",
})  # fmt: skip
_LOOK = re.compile(rb"<(?:[\w.-]+:)?Sanctions[\s>]")
_OPENING = re.compile(rb"<(?:[\w.-]+:)?(\w+)([^>]*)>")
_ATTRIBUTE = re.compile(rb"\s([\w-]+)\s*=\s*[\"']([^\"']*)[\"']")
_PROFILE = re.compile(rb"<(?:[\w.-]+:)?Profile\s[^>]*?\bID\s*=\s*[\"'](\d+)[\"']")
_IDENTITY = re.compile(rb"<(?:[\w.-]+:)?Identity\s[^>]*?\bID\s*=\s*[\"'](\d+)[\"']")
_LOCATION_ID = re.compile(rb"\bLocationID\s*=\s*[\"'](\d+)[\"']")
# A country's location names every feature that refers to it; a feature names it already.
_BACK_REFERENCES = re.compile(
    rb"(?:\s*<(?:[\w.-]+:)?(?:FeatureVersion|IDRegDocument|ProfileRelationship)Reference\s[^<>]*/>)+"
    rb"\s*(?=</(?:[\w.-]+:)?Location\s*>)"
)

Span = tuple[int, int]


@dataclass(slots=True)
class _Index:
    """Where the parts of parties lie, by the id that joins them."""

    parties: list[tuple[bytes, int, Span]] = field(default_factory=list)
    locations: dict[bytes, Span] = field(default_factory=dict)
    documents: dict[bytes, list[Span]] = field(default_factory=dict)
    relations: dict[bytes, list[Span]] = field(default_factory=dict)
    entries: dict[bytes, list[Span]] = field(default_factory=dict)

    def add(self, tag: bytes, given: dict[bytes, bytes], line: int, span: Span) -> bool:
        """Note a record; False where it has no id to join it by."""
        if tag == b"DistinctParty":
            key = given.get(b"FixedRef", b"")
            self.parties.append((key, line, span))
        elif tag == b"Location":
            key = given.get(b"ID", b"")
            self.locations[key] = span
        else:
            name, where = {
                b"IDRegDocument": (b"IdentityID", self.documents),
                b"ProfileRelationship": (b"From-ProfileID", self.relations),
                b"SanctionsEntry": (b"ProfileID", self.entries),
            }[tag]
            key = given.get(name, b"")
            where.setdefault(key, []).append(span)
        return key.isdigit()


def format_of(list_key: str) -> Format:
    """This format, for one of the two lists."""
    return Format(
        key="advanced_xml",
        parts=(PART,),
        part_of=part_of,
        parse=partial(_parse, list_key),
        stated=stated,
    )


def part_of(content: bytes) -> str | None:
    """Know the file by its root."""
    return PART if _LOOK.search(content[:4_000]) else None


def stated(parts: Parts) -> Stated:
    """Read the day of issue."""
    header = header_of(parts[PART], "ReferenceValueSets")
    try:
        year, month, day = (int(text_in(header, name)) for name in ("Year", "Month", "Day"))
        return Stated(published=date(year, month, day))
    except ValueError:
        return Stated()


def _parse(list_key: str, parts: Parts) -> Iterator[Found | Fault]:
    content: Content = parts[PART]
    check_xml(PART, content, root="Sanctions", namespaces=_NAMESPACES)
    values, salt = values_of(header_of(content, *_TAGS))
    index = _Index()
    for found in record_spans(PART, content, *_TAGS, frame=_FRAME):
        if isinstance(found, Fault):
            yield found
            continue
        line, start, end = found
        opening = _OPENING.match(content, start)
        given = dict(_ATTRIBUTE.findall(opening[2])) if opening else {}
        if not opening or not index.add(opening[1], given, line, (start, end)):
            yield Fault(PART, line, None, "a record without the id that joins it")
    yield from _found(list_key, content, index, values, salt)


def _found(
    list_key: str, content: Content, index: _Index, values: Values, salt: bytes
) -> Iterator[Found | Fault]:
    """Give each party with all that belongs to it, and tell of what belongs to nobody."""
    for key, line, span in index.parties:
        party = content[slice(*span)]
        spans, places = _spans_of(party, index)
        digest = blake2b(salt, digest_size=16)
        digest.update(party)
        for piece in (*_pieces(content, spans), *_places(content, places)):
            digest.update(piece)
        reading = partial(_read, list_key, content, values, (span, *spans), places)
        yield Found(key.decode(), digest.hexdigest(), line, reading)
    for what, left in (
        ("an entry of sanctions", index.entries),
        ("a relation", index.relations),
        ("a document", index.documents),
    ):
        for key in left:
            whose = None if what == "a document" else key.decode()
            yield Fault(PART, 0, whose, f"{what} of a party that the file does not have")


def _spans_of(party: bytes, index: _Index) -> tuple[list[Span], list[Span]]:
    """Take what the index has for a party: its own records, and the locations it shares."""
    spans: list[Span] = []
    for identity in _IDENTITY.findall(party):
        spans += index.documents.pop(identity, ())
    for profile in _PROFILE.findall(party):
        spans += index.relations.pop(profile, ())
        spans += index.entries.pop(profile, ())
    wanted = dict.fromkeys(_LOCATION_ID.findall(party))
    return spans, [index.locations[key] for key in wanted if key in index.locations]


def _pieces(content: Content, spans: list[Span] | tuple[Span, ...]) -> Iterator[bytes]:
    for start, end in spans:
        yield content[start:end]


def _places(content: Content, spans: list[Span]) -> Iterator[bytes]:
    for start, end in spans:
        yield _BACK_REFERENCES.sub(b"", content[start:end])


def _read(
    list_key: str, content: Content, values: Values, spans: tuple[Span, ...], places: list[Span]
) -> PartyRecord:
    """Interpret one party. Raises UnknownValue."""
    pieces = (*_pieces(content, spans), *_places(content, places))
    joined = parse_record(b"<Joined>" + b"".join(pieces) + b"</Joined>")
    return read_party(joined, list_key=list_key, values=values)
