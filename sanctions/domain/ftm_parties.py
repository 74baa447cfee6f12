"""What is exported of a party, gathered from the lists that know it, and under which ids.

Method: a party bears its list's own id, so that it has the same one in every installation; what
hangs on it is named by a hash of what it says. Source: FollowTheMoney takes letters, digits, dots
and hyphens. Limits: two lists that do not share ids have two entities for one party.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b

from sanctions.domain import ftm_terms as terms
from sanctions.domain.dates import PartialDate
from sanctions.domain.kinds import DateKind, Measure, PartyKind
from sanctions.domain.records import AddressRecord, Fields, IdentifierRecord, NameRecord

_PLAIN_ID = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z.-]*[0-9A-Za-z])?", re.ASCII)
_LONGEST_ID = 100


@dataclass(frozen=True, slots=True)
class Seen:
    """On which lists something stands, and by which copies: their publishers' days."""

    datasets: tuple[str, ...]
    first_seen: date
    last_seen: date
    last_change: date


@dataclass(frozen=True, slots=True)
class ExportedDesignation:
    """A designation with what its program and its list say. `to_date`: the first day without it."""

    id: str
    seen: Seen
    authority: str
    program: str
    catalogue_key: str
    program_url: str
    measure: Measure
    from_date: date | None
    first_seen_on: date
    to_date: date | None
    basis: str
    authority_id: str
    source_url: str
    counts: bool


@dataclass(frozen=True, slots=True)
class ExportedLink:
    """A relation to another party that is exported too."""

    type: str
    other: str
    note: str


@dataclass(frozen=True, slots=True)
class ExportedParty:
    """A party with all that is exported of it; `details` are those of its records."""

    id: str
    kind: PartyKind
    name: str
    seen: Seen
    names: tuple[NameRecord, ...] = ()
    identifiers: tuple[IdentifierRecord, ...] = ()
    dates: tuple[tuple[DateKind, PartialDate], ...] = ()
    addresses: tuple[AddressRecord, ...] = ()
    details: Fields = field(default_factory=dict)
    designations: tuple[ExportedDesignation, ...] = ()
    links: tuple[ExportedLink, ...] = ()

    @property
    def schema(self) -> str:
        """A company only where the list says so: INN and LEI are given to others too."""
        if self.kind is PartyKind.ORGANIZATION and terms.COMPANY in self.details.get("schema", ()):
            return terms.COMPANY
        return terms.SCHEMATA[self.kind]


def entity_id(*, id_space: str, external_id: str) -> str:
    """Name a party by the list's id, the same in every installation.

    An id with characters that FollowTheMoney does not take is hashed.
    """
    space = id_space.replace("_", "-")
    if _PLAIN_ID.fullmatch(external_id) and len(external_id) <= _LONGEST_ID:
        return f"{space}-{external_id}"
    return f"{space}-{hash_of(external_id)}"


def hash_of(*parts: str) -> str:
    """Name something by what it says."""
    return blake2b("\x00".join(parts).encode(), digest_size=10).hexdigest()
