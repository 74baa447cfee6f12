"""A party of OFAC's lists, whichever of its formats printed it.

Each reader fills a `Printed`; `record_of` makes the party, with values in an order of their own,
since the formats print them in different orders. So one party read from two formats is the same in
all that both of them have. What only one has: days, acts and scripts (ENHANCED, ADVANCED), names
of links without ids (the flat files and the legacy XML).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sanctions.domain.errors import UnknownValue
from sanctions.domain.kinds import PartyKind
from sanctions.domain.records import (
    AddressRecord,
    DateRecord,
    IdentifierRecord,
    NameRecord,
    PartyRecord,
    RelationRecord,
)
from sanctions.lists.ofac_measures import BLOCK, CONSOLIDATED, SDN, designations_of
from sanctions.lists.ofac_programs import current_tag
from sanctions.lists.ofac_remarks import Remarks, items_of, read_item, read_remarks

# The list that each of OFAC's two files is of.
LISTS = {"us_ofac_sdn": SDN, "us_ofac_cons": CONSOLIDATED}
_KINDS = {
    "entity": PartyKind.ORGANIZATION,
    "individual": PartyKind.INDIVIDUAL,
    "vessel": PartyKind.VESSEL,
    "aircraft": PartyKind.AIRCRAFT,
}
# Direction marks around names in right-to-left scripts; they are no part of the name.
_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e"))


@dataclass(slots=True)
class Printed:
    """One party as printed. None for names or addresses: this copy could not have them."""

    external_id: str
    list_key: str
    kind: str = ""
    name: str = ""
    tags: list[str] = field(default_factory=list)
    read: Remarks = field(default_factory=Remarks)
    aliases: list[NameRecord] | None = None
    addresses: list[AddressRecord] | None = None
    relations: list[RelationRecord] = field(default_factory=list)
    remarks: str = ""
    unread: tuple[str, ...] = ()

    def take_remarks(self, text: str) -> None:
        """Read free remarks item by item, beside what has an element of its own."""
        self.remarks = text
        for item in items_of(text):
            if item.strip():
                read_item(item.strip(), self.read)

    def take_capped_remarks(self, text: str) -> None:
        """Read the remarks of a flat file, which may be cut."""
        self.remarks = text
        self.read = read_remarks(text)

    def take_name(self, name: NameRecord) -> None:
        """Sort a further name by its strength."""
        if name.weak:
            self.read.names.append(name)
        else:
            self.aliases = [*(self.aliases or ()), name]

    def take_address(self, address: AddressRecord, *, script: str = "") -> None:
        """Take an address that says anything; in another script it is a detail."""
        if address == AddressRecord():
            return
        if script:
            parts = (address.street, address.place, address.country)
            self.read.keep("address_scripts", f"{', '.join(filter(None, parts))} / {script}")
        else:
            self.addresses = [*(self.addresses or ()), address]


def record_of(printed: Printed) -> PartyRecord:
    """Make the party. Raises UnknownValue."""
    kind = _KINDS.get(printed.kind.casefold())
    if kind is None:
        raise UnknownValue(f"type {printed.kind!r} of {printed.external_id} {printed.name}")
    if not printed.name:
        raise UnknownValue(f"{printed.external_id} has no name")
    read = printed.read
    tags = sorted({*printed.tags})
    programs = tuple(sorted({current_tag(tag) for tag in tags}))
    if [*programs] != tags:
        read.details["printed_programs"] = tags
    designations = designations_of(
        programs=programs, imposed=read.imposed, on_sdn_list=LISTS[printed.list_key] == SDN
    )
    _keep_lists(printed)
    return PartyRecord(
        external_id=printed.external_id,
        kind=kind,
        name=printed.name,
        programs=programs,
        weak_names=tuple(sorted({*read.names}, key=_by_name)),
        aliases=None
        if printed.aliases is None
        else tuple(sorted({*printed.aliases}, key=_by_name)),
        addresses=None
        if printed.addresses is None
        else tuple(sorted({*printed.addresses}, key=_by_place)),
        identifiers=tuple(sorted({*read.identifiers}, key=_by_number)),
        dates=tuple(sorted({*read.dates}, key=_by_day)),
        designations=designations,
        relations=tuple(sorted({*read.links, *printed.relations}, key=_by_other)),
        details=_details(read),
        remarks=printed.remarks,
        unread=(*printed.unread, *read.imposed.unknown),
    )


def plain_name(printed: str) -> str:
    """A name without the direction marks that OFAC prints around some."""
    return printed.translate(_MARKS).strip()


def address_of(
    *, lines: Iterable[str], city: str, state: str, code: str, country: str, region: str
) -> AddressRecord:
    """An address as the flat files print it: "Street", "City, State Code", country."""
    place = ", ".join(filter(None, (city, state)))
    return AddressRecord(
        street=", ".join(filter(None, lines)),
        place=" ".join(filter(None, (place, code))),
        country=country,
        note=region and f"Region: {region}",
    )


def _keep_lists(printed: Printed) -> None:
    """Keep the lists that a party is on and since when, and what types OFAC names."""
    imposed, keep = printed.read.imposed, printed.read.keep
    for name, day in sorted(imposed.lists.items()):
        keep("listed_on", f"{name}: {day}")
    for act in imposed.authorities:
        keep("legal_authorities", act)
    if imposed.types.keys() - {BLOCK}:
        printed.read.details["sanctions_types"] = sorted(imposed.types)


def _details(read: Remarks) -> dict[str, list[str]]:
    return {key: sorted(dict.fromkeys(values)) for key, values in read.details.items()}


def _by_name(one: NameRecord) -> tuple[str, str]:
    return one.name, one.type


def _by_place(one: AddressRecord) -> tuple[str, str, str, str]:
    return one.country, one.place, one.street, one.note


def _by_number(one: IdentifierRecord) -> tuple[str, str, str, str]:
    return one.type, one.value, one.country, one.note


def _by_day(one: DateRecord) -> tuple[str, str]:
    return one.kind, one.raw


def _by_other(one: RelationRecord) -> tuple[str, str, str, str]:
    return one.other_id, one.other_name, one.type, one.note
