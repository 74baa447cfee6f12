"""Where the parts of ADVANCED's parties lie in the file, by the ids that join them.

Method: one walk over all records notes positions and ids, never contents. A country is one location
that names thousands of features; they name it already, so that its references back to them are cut
off, unless anything else follows them. Limits: elements have no prefix, as in all of OFAC's files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from sanctions.lists._formats.xml_records import Content

_OPENING = re.compile(rb"<(?:[\w.-]+:)?(\w+)([^>]*)>")
_ID = re.compile(rb"\sID\s*=\s*[\"'](\d+)[\"']")
_PROFILE, _IDENTITY = b"<Profile ", b"<Identity "
_LOCATION_ID = re.compile(rb"LocationID\s*=\s*[\"'](\d+)[\"']")
_BACK = b"<FeatureVersionReference "
_BACK_REFERENCES = re.compile(rb"(?:<FeatureVersionReference [^<>]*/>\s*)+</Location\s*>")
_KEYS = {
    tag: re.compile(rb"\s" + name + rb"\s*=\s*[\"'](\d+)[\"']")
    for tag, name in (
        (b"Location", b"ID"),
        (b"IDRegDocument", b"IdentityID"),
        (b"DistinctParty", b"FixedRef"),
        (b"ProfileRelationship", b"From-ProfileID"),
        (b"SanctionsEntry", b"ProfileID"),
    )
}

# Where a piece begins and ends, and what closes it where it is cut off.
Piece = tuple[int, int, bytes]
By = dict[bytes, list[Piece]]


@dataclass(slots=True)
class Index:
    """The pieces of all parties; what a party takes of them is gone, but for locations."""

    parties: list[tuple[bytes, int, Piece]] = field(default_factory=list)
    locations: dict[bytes, Piece] = field(default_factory=dict)
    documents: By = field(default_factory=dict)
    relations: By = field(default_factory=dict)
    entries: By = field(default_factory=dict)

    def add(self, content: Content, line: int, start: int, end: int) -> bool:
        """Note a record; False where it has no id to join it by."""
        opening = _OPENING.match(content, start)
        if opening is None:
            return False
        tag, found = opening[1], _KEYS[opening[1]].search(opening[2])
        if found is None:
            return False
        key, piece = found[1], (start, end, b"")
        if tag == b"DistinctParty":
            self.parties.append((key, line, piece))
        elif tag == b"Location":
            self.locations[key] = _without_back_references(content, start, end)
        else:
            where = {
                b"IDRegDocument": self.documents,
                b"ProfileRelationship": self.relations,
                b"SanctionsEntry": self.entries,
            }[tag]
            where.setdefault(key, []).append(piece)
        return True

    def take(self, party: bytes) -> list[Piece]:
        """Give all that belongs to a party: what is its own, and the locations that it shares."""
        pieces: list[Piece] = []
        for identity in _ids_of(party, _IDENTITY):
            pieces += self.documents.pop(identity, ())
        for profile in _ids_of(party, _PROFILE):
            pieces += self.relations.pop(profile, ())
            pieces += self.entries.pop(profile, ())
        wanted = dict.fromkeys(_LOCATION_ID.findall(party))
        return pieces + [self.locations[key] for key in wanted if key in self.locations]


def cut(content: Content, pieces: list[Piece]) -> Iterator[bytes]:
    """Cut pieces out of the file."""
    for start, end, closing in pieces:
        yield content[start:end] + closing


def _without_back_references(content: Content, start: int, end: int) -> Piece:
    place = content[start:end]
    first = place.find(_BACK)
    if first < 0 or not _BACK_REFERENCES.fullmatch(place, first):
        return start, end, b""
    return start, start + first, b"</Location>"


def _ids_of(party: bytes, opening: bytes) -> Iterator[bytes]:
    """The ids of the elements that begin so."""
    at = party.find(opening)
    while at >= 0:
        end = party.find(b">", at)
        if found := _ID.search(party, at, end):
            yield found[1]
        at = party.find(opening, end)
