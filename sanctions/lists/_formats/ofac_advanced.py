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
from datetime import date
from functools import partial
from hashlib import sha256

from sanctions.domain.records import PartyRecord
from sanctions.lists._formats.ofac_advanced_index import Index, Piece, cut
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
from sanctions.lists.contents import let_go

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
# Parties, after which the pages of the file that they lie on are let go.
_LET_GO_EVERY = 256
_LOOK = re.compile(rb"<(?:[\w.-]+:)?Sanctions[\s>]")


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
    index = Index()
    for found in record_spans(PART, content, *_TAGS, frame=_FRAME):
        if isinstance(found, Fault):
            yield found
        elif not index.add(content, *found):
            yield Fault(PART, found[0], None, "a record without the id that joins it")
    for number, (key, line, piece) in enumerate(index.parties, 1):
        party = content[piece[0] : piece[1]]
        pieces = [piece, *index.take(party)]
        digest = sha256(salt)
        for part in cut(content, pieces):
            digest.update(part)
        reading = partial(_read, list_key, content, values, pieces)
        yield Found(key.decode(), digest.hexdigest()[:32], line, reading)
        if number % _LET_GO_EVERY == 0:
            let_go(content, 0, len(content))
    yield from _of_nobody(index)


def _of_nobody(index: Index) -> Iterator[Fault]:
    """Tell of what belongs to no party; a document names an identity, which is no party's id."""
    for what, left in (("an entry of sanctions", index.entries), ("a relation", index.relations)):
        for key in left:
            yield Fault(PART, 0, key.decode(), f"{what} of a party that the file does not have")
    if index.documents:
        count = sum(map(len, index.documents.values()))
        yield Fault(PART, 0, None, f"{count} documents of parties that the file does not have")


def _read(list_key: str, content: Content, values: Values, pieces: list[Piece]) -> PartyRecord:
    """Interpret one party. Raises UnknownValue."""
    joined = parse_record(b"<Joined>" + b"".join(cut(content, pieces)) + b"</Joined>")
    return read_party(joined, list_key=list_key, values=values)
