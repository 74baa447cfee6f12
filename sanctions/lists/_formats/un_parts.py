"""The parts of a record of the UN's list: aliases, births, addresses, documents.

Source: the list's schema (sc-sanctions.xsd) and its files. An empty element is a placeholder for
what is not known. Texts are kept with single spaces. Dates of birth are exact, about a year, or
between two years, and a date that cannot be read keeps its text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from sanctions.domain.dates import PartialDate, read_date
from sanctions.domain.errors import UnknownValue
from sanctions.domain.identifiers import valid
from sanctions.domain.kinds import DateKind, NameType
from sanctions.domain.records import AddressRecord, DateRecord, IdentifierRecord, NameRecord
from sanctions.lists._formats.xml_reader import XmlReader

# The quality of an alias: its kind, and whether it is weak.
_QUALITIES = {
    "Good": (NameType.AKA, False),
    "Low": (NameType.AKA, True),
    "a.k.a.": (NameType.AKA, False),
    "f.k.a.": (NameType.FKA, False),
    "": (NameType.AKA, False),
}
_DATE_TYPES = {"EXACT", "APPROXIMATELY", "BETWEEN", ""}
_DOCUMENTS = (("pass", "passport"), ("pasaporte", "passport"), ("national id", "national_id"))
_DOCUMENT_NOTES = {
    "TYPE_OF_DOCUMENT2": "",
    "DATE_OF_ISSUE": "issued ",
    "CITY_OF_ISSUE": "in ",
    "COUNTRY_OF_ISSUE": "by ",
    "NOTE": "",
}
_PLACE = ("STREET", "CITY", "STATE_PROVINCE", "COUNTRY", "NOTE")
_OFFSET = re.compile(r"(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})")


@dataclass(slots=True)
class Gathered:
    """What was taken of one record so far; no value twice."""

    names: dict[NameRecord, None] = field(default_factory=dict)
    dates: dict[DateRecord, None] = field(default_factory=dict)
    addresses: dict[AddressRecord, None] = field(default_factory=dict)
    identifiers: dict[IdentifierRecord, None] = field(default_factory=dict)
    details: dict[str, list[str]] = field(default_factory=dict)

    def keep(self, key: str, value: str) -> None:
        """Keep a detail under its name, once; nothing where there is none."""
        if value and value not in self.details.setdefault(key, []):
            self.details[key].append(value)


def plain(text: str) -> str:
    """The text with single spaces: the files break lines inside it."""
    return " ".join(text.split())


def take_alias(alias: XmlReader, gathered: Gathered) -> None:
    """Take the names between semicolons, and the birth that a document under them told."""
    quality = plain(alias.text("QUALITY"))
    if quality not in _QUALITIES:
        raise UnknownValue(f"quality of an alias {quality!r}")
    type_, weak = _QUALITIES[quality]
    for name in filter(None, (plain(name) for name in alias.text("ALIAS_NAME").split(";"))):
        gathered.names[NameRecord(name, type_, weak)] = None
    if birth := plain(alias.text("DATE_OF_BIRTH")):
        gathered.dates[DateRecord(DateKind.BIRTH, birth)] = None
    places = (plain(alias.text("CITY_OF_BIRTH")), plain(alias.text("COUNTRY_OF_BIRTH")))
    gathered.keep("alias_place_of_birth", ", ".join(filter(None, places)))
    gathered.keep("alias_note", plain(alias.text("NOTE")))


def take_birth(birth: XmlReader, gathered: Gathered) -> None:
    """Take a date of birth with its four bounds."""
    type_ = plain(birth.text("TYPE_OF_DATE"))
    if type_ not in _DATE_TYPES:
        raise UnknownValue(f"type of date {type_!r}")
    day, year = plain(birth.text("DATE")), plain(birth.text("YEAR"))
    from_year, to_year = plain(birth.text("FROM_YEAR")), plain(birth.text("TO_YEAR"))
    gathered.keep("birth_note", plain(birth.text("NOTE")))
    if from_year or to_year:
        printed = f"{from_year} to {to_year}"
        gathered.dates[DateRecord(DateKind.BIRTH, printed, read_date(printed))] = None
    for printed in filter(None, (day, year if year != day[:4] else "")):
        read = replace(_day(printed), approximate=type_ == "APPROXIMATELY")
        gathered.dates[DateRecord(DateKind.BIRTH, printed, read)] = None


def _day(printed: str) -> PartialDate:
    """A day with an offset is that day: nobody is born in a time zone."""
    offset = _OFFSET.fullmatch(printed)
    return replace(read_date(offset[1] if offset else printed), raw=printed)


def take_birthplace(place: XmlReader, gathered: Gathered) -> None:
    """Take a place of birth as one text."""
    words = (plain(place.text(name)) for name in _PLACE)
    gathered.keep("place_of_birth", ", ".join(filter(None, words)))


def take_address(address: XmlReader, gathered: Gathered) -> None:
    """Take an address; a placeholder is none."""
    place = [plain(address.text(name)) for name in ("CITY", "STATE_PROVINCE", "ZIP_CODE")]
    taken = AddressRecord(
        street=plain(address.text("STREET")),
        place=", ".join(filter(None, place)),
        country=plain(address.text("COUNTRY")),
        note=plain(address.text("NOTE")),
    )
    if taken != AddressRecord():
        gathered.addresses[taken] = None


def take_document(document: XmlReader, gathered: Gathered) -> None:
    """Take a document; one without a number is told as a detail."""
    printed = plain(document.text("TYPE_OF_DOCUMENT"))
    number = plain(document.text("NUMBER"))
    country = plain(document.text("ISSUING_COUNTRY"))
    note = "; ".join(_notes(document))
    if not number:
        words = filter(None, (printed, country, note))
        gathered.keep("document_without_number", "; ".join(words))
        return
    type_ = _document_type(printed)
    record = IdentifierRecord(
        type_, number, country=country, note=note, valid=valid(type=type_, value=number)
    )
    gathered.identifiers[record] = None


def _notes(document: XmlReader) -> Iterator[str]:
    for name, before in _DOCUMENT_NOTES.items():
        if text := plain(document.text(name)):
            yield before + text


def _document_type(printed: str) -> str:
    lower = printed.casefold()
    known = (type_ for word, type_ in _DOCUMENTS if word in lower)
    return next(known, printed or "document")


TAKERS: dict[str, Callable[[XmlReader, Gathered], None]] = {
    "ALIAS": take_alias,
    "DATE_OF_BIRTH": take_birth,
    "PLACE_OF_BIRTH": take_birthplace,
    "ADDRESS": take_address,
    "DOCUMENT": take_document,
}
