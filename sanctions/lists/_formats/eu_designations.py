"""One entry of the EU's consolidated financial sanctions list, whichever of its files printed it.

Four forms print one database, each with other columns; each reader fills a `Printed`, and
`record_of` makes the party. Sources: the publisher's schema of version 1.1, and the files.

The list marks no primary name. Method: of the names that are not weak, in English or in no language
of their own where there is one, that with the lowest number in the database, which is the oldest
and does not change when others are added. A name comes once for each act and language that prints
it; it is kept once, its languages in `name_languages`. `strong` is set on nearly every name; weak
ones say so in their remark. Limits: a ship is entered as an enterprise; it is told by a valid IMO
number of a ship. An entry that the publisher gave the wrong type keeps it.
"""

from __future__ import annotations

import re
from dataclasses import astuple, dataclass, field
from datetime import date

from sanctions.domain.errors import UnknownValue
from sanctions.domain.identifiers import valid
from sanctions.domain.kinds import DateKind, Measure, NameType, PartyKind
from sanctions.domain.records import (
    AddressRecord,
    DateRecord,
    DesignationRecord,
    IdentifierRecord,
    NameRecord,
    PartyRecord,
)
from sanctions.lists._formats.eu_dates import lettered, read_eu_date

_KINDS = {
    "person": PartyKind.INDIVIDUAL,
    "P": PartyKind.INDIVIDUAL,
    "enterprise": PartyKind.ORGANIZATION,
    "E": PartyKind.ORGANIZATION,
}
_TYPES = {
    "imo": "imo",
    "swiftbic": "bic",
    "regnumber": "registration_number",
    "fiscalcode": "tax_id",
    "passport": "passport",
    "id": "national_id",
}
_OWN_LANGUAGE = ("", "EN")
# "Low quality a.k.a."; the files also print "lo", "ood" and "god quality".
_LOW = re.compile(r"\blow?\s+quality\b", re.IGNORECASE)
_QUALITY = re.compile(
    r"\W*(?:low?|g?ood|god|high|strong|weak)\s+quality(?:\s+(?:a\.?k\.?a\.?|alias))?\W*",
    re.IGNORECASE,
)
_NO_COUNTRY = {"", "00", "UNKNOWN"}


@dataclass(frozen=True, slots=True)
class PrintedName:
    """A name with the number, the language and the remark that the list gives it."""

    name: str
    number: int
    language: str = ""
    strong: bool = True
    remark: str = ""

    @property
    def weak(self) -> bool:
        """Not strong, or of low quality by its remark."""
        return not self.strong or bool(_LOW.search(self.remark))

    def rank(self) -> tuple[bool, bool, int, str]:
        """The order in which names are taken for the primary one."""
        return (self.weak, self.language not in _OWN_LANGUAGE, self.number, self.name)


@dataclass(slots=True)
class Printed:
    """The fields of one entry as printed, no value twice."""

    external_id: str
    types: dict[str, None] = field(default_factory=dict)
    programmes: dict[str, dict[date, None]] = field(default_factory=dict)
    acts: dict[str, dict[str, None]] = field(default_factory=dict)
    names: dict[PrintedName, None] = field(default_factory=dict)
    addresses: dict[AddressRecord, None] = field(default_factory=dict)
    births: dict[str, None] = field(default_factory=dict)
    identifiers: dict[IdentifierRecord, None] = field(default_factory=dict)
    remarks: dict[str, None] = field(default_factory=dict)
    details: dict[str, dict[str, None]] = field(default_factory=dict)
    unread: tuple[str, ...] = ()

    def keep(self, key: str, *values: str) -> None:
        """Keep details under a name, each once; empty ones are none."""
        for value in values:
            if value:
                self.details.setdefault(key, {})[value] = None

    def keep_lettered(self, key: str, printed: str) -> None:
        """Keep `(a) Mullah, (b) Maulavi` as two."""
        self.keep(key, *lettered(printed))

    def list_under(self, programme: str, act: str, *days: date | None) -> None:
        """Note a regime, the act that prints it, and the days that may begin it."""
        if programme:
            self.programmes.setdefault(programme, {}).update({day: None for day in days if day})
            if act:
                self.acts.setdefault(programme, {})[act] = None


def record_of(printed: Printed) -> PartyRecord:
    """Make the party. Raises UnknownValue."""
    name, aliases = _names(printed)
    if not printed.programmes:
        raise UnknownValue(f"{printed.external_id} {name} names no programme")
    identifiers = tuple(sorted(printed.identifiers, key=_identifier_order))
    return PartyRecord(
        external_id=printed.external_id,
        kind=_kind(printed, identifiers),
        name=name,
        programs=tuple(sorted(printed.programmes)),
        aliases=aliases,
        addresses=tuple(sorted(printed.addresses, key=astuple)),
        identifiers=identifiers,
        dates=tuple(
            DateRecord(DateKind.BIRTH, raw, read_eu_date(raw)) for raw in sorted(printed.births)
        ),
        designations=_designations(printed),
        details={key: sorted(values) for key, values in sorted(printed.details.items())},
        remarks="; ".join(sorted(printed.remarks)),
        unread=printed.unread,
    )


def identifier_of(
    code: str, number: str, *, country: str = "", notes: tuple[str, ...] = ()
) -> IdentifierRecord:
    """An identifier under our word for its type; an IMO number may be that of a company."""
    type_ = _TYPES.get(code, code)
    if type_ == "imo" and not valid(type="imo", value=number):
        type_ = "imo_company" if valid(type="imo_company", value=number) else type_
    note = "; ".join(filter(None, notes))
    return IdentifierRecord(type_, number, country, note, valid(type=type_, value=number))


def country_of(code: str, description: str = "") -> str:
    """The country in words, else its code; `00` and `UNKNOWN` are no country."""
    for printed in (description.strip(), code.strip()):
        if printed.upper() not in _NO_COUNTRY:
            return printed
    return ""


def _names(printed: Printed) -> tuple[str, tuple[NameRecord, ...]]:
    ranked = sorted(printed.names, key=PrintedName.rank)
    if not ranked:
        raise UnknownValue(f"{printed.external_id} has no name")
    main = ranked[0].name
    further: dict[str, NameRecord] = {}
    for one in ranked:
        if one.name != main:
            further.setdefault(one.name, NameRecord(one.name, NameType.AKA, weak=one.weak))
        if one.language:
            printed.keep("name_languages", f"{one.name} ({one.language})")
        if one.remark and not _QUALITY.fullmatch(one.remark):
            printed.keep("name_remarks", f"{one.name}: {one.remark}")
    return main, tuple(further.values())


def _kind(printed: Printed, identifiers: tuple[IdentifierRecord, ...]) -> PartyKind:
    unknown = [type_ for type_ in printed.types if type_ not in _KINDS]
    if unknown or not printed.types:
        raise UnknownValue(f"type {', '.join(unknown) or 'none'} of {printed.external_id}")
    kinds = {type_: _KINDS[type_] for type_ in printed.types}
    if len({*kinds.values()}) > 1:
        printed.keep("printed_types", *printed.types)
    kind = next(iter(kinds.values()))
    if kind is PartyKind.ORGANIZATION and _is_ship(printed, identifiers):
        return PartyKind.VESSEL
    return kind


def _is_ship(printed: Printed, identifiers: tuple[IdentifierRecord, ...]) -> bool:
    """One number in ten is valid for a ship and for a company; a company has other particulars."""
    ships = [one for one in identifiers if one.type == "imo" and one.valid]
    if not any(valid(type="imo_company", value=one.value) for one in ships):
        return bool(ships)
    return len(identifiers) == len(ships) and not printed.addresses


def _designations(printed: Printed) -> tuple[DesignationRecord, ...]:
    """One freeze for each regime, from the earliest day that is printed for it."""
    return tuple(
        DesignationRecord(
            programme,
            Measure.ASSET_FREEZE,
            min(days, default=None),
            basis="; ".join(sorted(printed.acts.get(programme, ()))),
        )
        for programme, days in sorted(printed.programmes.items())
    )


def _identifier_order(one: IdentifierRecord) -> tuple[str, str, str, str]:
    return (one.type, one.value, one.country, one.note)
