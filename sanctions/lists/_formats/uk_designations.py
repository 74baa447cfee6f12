"""One designation of the UK Sanctions List, whichever of its files printed it.

The XML and the CSV print the same fields; each reader fills a `Printed`, and `record_of` makes the
party, with values in an order of their own, since the files print them in any. Source: the files'
own columns and elements. A variation of the primary name is a further spelling of it and no alias:
it is kept as a name, and named in `name_variations`.
"""

from __future__ import annotations

import html
import re
from dataclasses import astuple, dataclass, field

from sanctions.domain.errors import UnknownValue
from sanctions.domain.identifiers import valid
from sanctions.domain.kinds import DateKind, NameType, PartyKind
from sanctions.domain.records import (
    AddressRecord,
    DateRecord,
    DesignationRecord,
    IdentifierRecord,
    NameRecord,
    PartyRecord,
)
from sanctions.lists._formats.uk_dates import read_uk_date, uk_day
from sanctions.lists.uk_measures import measures_of
from sanctions.lists.uk_programs import PROGRAMS, program_of

_KINDS = {
    "individual": PartyKind.INDIVIDUAL,
    "entity": PartyKind.ORGANIZATION,
    "ship": PartyKind.VESSEL,
}
_PRIMARY, _VARIATION = "primary name", "primary name variation"
_NAME_TYPES = {
    "alias": NameType.AKA,
    "aka": NameType.AKA,
    "a.k.a": NameType.AKA,
    "fka": NameType.FKA,
    "f.k.a": NameType.FKA,
    _PRIMARY: NameType.AKA,
    _VARIATION: NameType.AKA,
}
_PREFIX = re.compile(r"([A-Z]{3})\d+")
_IMO = re.compile(r"(?:IMO\s*)?(\d{7})")
# Numbers with check digits inside free text: "INN: 7831000122", "(УНН/ИНН): 7710140679".
_LABELLED = re.compile(r"(INN|ИНН|OGRN|ОГРН|LEI)\W{1,4}([0-9A-Z]{10,20})\b", re.IGNORECASE)
_LABELS = {"inn": "inn", "инн": "inn", "ogrn": "ogrn", "огрн": "ogrn", "lei": "lei"}


@dataclass(slots=True)
class Printed:
    """The fields of one designation as printed, no value twice."""

    unique_id: str
    regime: str = ""
    kind: str = ""
    sanctions: str = ""
    designated: str = ""
    names: dict[tuple[str, str, str], None] = field(default_factory=dict)
    scripts: dict[tuple[str, str, str], None] = field(default_factory=dict)
    addresses: dict[AddressRecord, None] = field(default_factory=dict)
    births: dict[str, None] = field(default_factory=dict)
    built: dict[str, None] = field(default_factory=dict)
    identifiers: dict[tuple[str, str, str], None] = field(default_factory=dict)
    details: dict[str, list[str]] = field(default_factory=dict)

    def keep(self, key: str, value: str) -> None:
        """Keep a detail under its name, once."""
        kept = self.details.setdefault(key, [])
        if value not in kept:
            kept.append(value)


def record_of(printed: Printed, *, unread: tuple[str, ...] = ()) -> PartyRecord:
    """Make the party; `unread` is what its reader did not take. Raises UnknownValue."""
    kind = _KINDS.get(printed.kind.casefold())
    if kind is None:
        raise UnknownValue(f"kind {printed.kind!r} of {printed.unique_id}")
    name, aliases = _names(printed)
    program = _program(printed)
    return PartyRecord(
        external_id=printed.unique_id,
        kind=kind,
        name=name,
        programs=(program,),
        aliases=aliases,
        addresses=tuple(sorted(printed.addresses, key=astuple)),
        identifiers=_identifiers(printed),
        dates=_dates(printed),
        designations=_designations(printed, program),
        details={key: sorted(values) for key, values in printed.details.items()},
        unread=unread,
    )


def _names(printed: Printed) -> tuple[str, tuple[NameRecord, ...]]:
    """Take the first primary name, else the first of all; the others are further names."""
    for type_, strength, name in printed.names:
        if type_.casefold() not in _NAME_TYPES:
            raise UnknownValue(f"type of name {type_!r} of {printed.unique_id} {name}, {strength}")
    ranked = sorted(printed.names, key=lambda cells: _rank(cells[0]))
    if not ranked:
        raise UnknownValue(f"{printed.unique_id} has no name")
    main = ranked[0][2]
    further = {
        name: NameRecord(name, _NAME_TYPES[type_.casefold()], weak="low" in strength.casefold())
        for type_, strength, name in reversed(printed.names)
        if name != main
    }
    for type_, _strength, name in printed.names:
        if type_.casefold() == _VARIATION and name != main:
            printed.keep("name_variations", name)
    for name, script, language in printed.scripts:
        further.setdefault(name, NameRecord(name, NameType.AKA))
        printed.keep("scripts", " / ".join(filter(None, (name, script, language))))
    return main, tuple(sorted(further.values(), key=lambda one: one.name))


def _rank(type_: str) -> int:
    return {_PRIMARY: 0, _VARIATION: 1}.get(type_.casefold(), 2)


def _program(printed: Printed) -> str:
    """The letters of the unique id; where the regime's name says otherwise, both are kept."""
    prefix = _PREFIX.match(printed.unique_id)
    if not prefix and not printed.regime:
        raise UnknownValue(f"{printed.unique_id} names no regime")
    named = program_of(printed.regime)
    letters = prefix[1] if prefix else named
    if printed.regime and (named not in PROGRAMS or named != letters):
        printed.keep("printed_regime", printed.regime)
    return letters


def _designations(printed: Printed, program: str) -> tuple[DesignationRecord, ...]:
    begins = uk_day(printed.designated)
    if begins is None and printed.designated:
        printed.keep("printed_date_designated", printed.designated)
    measures, unknown = measures_of(printed.sanctions)
    for word in unknown:
        printed.keep("unknown_measures", word)
    return tuple(
        DesignationRecord(program, measure, begins, basis="; ".join(words))
        for measure, words in sorted(measures.items())
    )


def _identifiers(printed: Printed) -> tuple[IdentifierRecord, ...]:
    read = {one for cells in printed.identifiers for one in _read_identifier(*cells)}
    return tuple(sorted(read, key=lambda one: (one.type, one.value, one.note)))


def _read_identifier(type_: str, value: str, note: str) -> list[IdentifierRecord]:
    """The identifier, or the numbers with check digits that a free text names, with that text."""
    if type_ == "imo" and (match := _IMO.fullmatch(value.strip())):
        value = match[1]
    if type_ != "registration_number":
        return [_identifier(type_, value, note)]
    labelled = [(_LABELS[match[1].casefold()], match[2]) for match in _LABELLED.finditer(value)]
    return [_identifier(label, number, value) for label, number in labelled] or [
        _identifier(type_, value, note)
    ]


def _identifier(type_: str, value: str, note: str) -> IdentifierRecord:
    return IdentifierRecord(type_, value, note=note, valid=valid(type=type_, value=value))


def _dates(printed: Printed) -> tuple[DateRecord, ...]:
    births = [DateRecord(DateKind.BIRTH, raw, read_uk_date(raw)) for raw in sorted(printed.births)]
    return (*births, *(DateRecord(DateKind.BUILT, raw) for raw in sorted(printed.built)))


def plain_text(printed: str) -> str:
    """Undo the HTML escapes that the publisher left in its prose."""
    return html.unescape(printed).strip()
