"""The reference values of ADVANCED, and what its dates and places say with their help.

Source: as `ofac_advanced`. Every code is looked up; one that the file does not define raises
UnknownValue with the party that uses it.
"""

from __future__ import annotations

import re
from datetime import date
from hashlib import sha256

from lxml import etree

from sanctions.domain.dates import PartialDate
from sanctions.domain.errors import SnapshotRefused, UnknownValue
from sanctions.domain.records import AddressRecord
from sanctions.lists._formats.ofac_advanced_shapes import period_in
from sanctions.lists._formats.ofac_dates import Bounds, printed_period, read_period
from sanctions.lists._formats.ofac_party import address_of
from sanctions.lists._formats.xml_reader import XmlReader
from sanctions.lists._formats.xml_records import parse_record

_SETS = re.compile(rb"<((?:[\w.-]+:)?ReferenceValueSets)[\s>].*?</\1\s*>", re.DOTALL)
_LINES = ("ADDRESS1", "ADDRESS2", "ADDRESS3")
_PARTS = (*_LINES, "CITY", "STATE/PROVINCE", "POSTAL CODE", "REGION")


class Values:
    """The texts of codes, by the kind of code; and the type of party of each subtype."""

    def __init__(self) -> None:
        self._texts: dict[tuple[str, str], str] = {}
        self._types: dict[str, str] = {}

    def add(self, kind: str, code: str, text: str, party_type: str) -> None:
        """Take one value."""
        self._texts[kind, code] = text
        if party_type:
            self._types[code] = party_type

    def text(self, kind: str, code: str) -> str:
        """Give the text of a code; nothing for no code. Raises UnknownValue."""
        if not code:
            return ""
        try:
            return self._texts[kind, code]
        except KeyError as error:
            raise UnknownValue(f"{kind} {code} is not among the file's values") from error

    def party_kind(self, subtype: str) -> str:
        """Give "Vessel" or "Aircraft", and else the type: "Individual" or "Entity"."""
        text = self.text("PartySubType", subtype)
        if text != "Unknown":
            return text
        if subtype not in self._types:
            raise UnknownValue(f"PartySubType {subtype} names no PartyType")
        return self.text("PartyType", self._types[subtype])


def values_of(header: bytes) -> tuple[Values, bytes]:
    """Read the sets once; their digest goes into every party's, whose codes they explain.

    Raises SnapshotRefused where there are none.
    """
    sets = _SETS.search(header)
    if not sets:
        raise SnapshotRefused("advanced: no <ReferenceValueSets> before the first record")
    values = Values()
    try:
        root = parse_record(sets[0])
    except UnknownValue as error:
        raise SnapshotRefused(f"advanced: <ReferenceValueSets>: {error}") from error
    for one in root.iter():
        if code := one.get("ID"):
            text = (one.text or "").strip()
            values.add(one.tag, code, text, one.get("PartyTypeID", ""))
    return values, sha256(sets[0]).digest()


def day_of(point: XmlReader | None) -> date | None:
    """Read year, month and day; None where one is missing. Raises UnknownValue."""
    if point is None:
        return None
    point.ignore("@CalendarTypeID")  # OFAC has only the Gregorian
    texts = [point.text(name) for name in ("Year", "Month", "Day")]
    return _day(*texts) if all(texts) else None


def _day(year: str, month: str, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        raise UnknownValue(f"date {[year, month, day]}: {error}") from error


def periods_of(parent: XmlReader) -> list[tuple[str, PartialDate | None]]:
    """Write periods as OFAC prints them elsewhere, with their bounds where they say more."""
    found: list[tuple[str, PartialDate | None]] = []
    for element in parent.elements("DatePeriod"):
        days, approximate = _days_of(element, parent)
        if days is None:
            found.append(("", None))
        else:
            raw = printed_period(days, approximate=approximate)
            found.append((raw, read_period(raw, days, approximate=approximate)))
    return found


def _days_of(element: etree._Element, parent: XmlReader) -> tuple[Bounds | None, bool]:
    """The four days of a period; None where one is missing. Raises UnknownValue."""
    plain = period_in(element)
    if plain is None:
        return _days_one_by_one(parent.reader(element))
    first, second, third, fourth = (_day(*texts) for texts in plain[0])
    return (first, second, third, fourth), plain[1]


def _days_one_by_one(period: XmlReader) -> tuple[Bounds | None, bool]:
    period.ignore("@CalendarTypeID", "@YearFixed", "@MonthFixed", "@DayFixed")
    days: list[date | None] = []
    approximate = False
    for name in ("Start", "End"):
        boundary = period.child(name)
        if boundary is None:
            return None, False
        boundary.ignore("@YearFixed", "@MonthFixed", "@DayFixed")
        approximate = boundary.attribute("Approximate") == "true" or approximate
        days += [day_of(boundary.child("From")), day_of(boundary.child("To"))]
    if not (days[0] and days[1] and days[2] and days[3]):
        return None, False
    return (days[0], days[1], days[2], days[3]), approximate


def place_of(location: XmlReader, values: Values) -> AddressRecord:
    """Read a location. Raises UnknownValue."""
    location.ignore("@ID", "LocationAreaCode")  # the code of the country that is named as well
    countries = []
    for country in location.children("LocationCountry"):
        country.ignore("@CountryRelevanceID")
        countries.append(values.text("Country", country.attribute("CountryID")))
    parts: dict[str, str] = {}
    for part in location.children("LocationPart"):
        kind = values.text("LocPartType", part.attribute("LocPartTypeID"))
        if kind not in _PARTS:
            raise UnknownValue(f"part of a location {kind!r}")
        for value in part.children("LocationPartValue"):
            value.ignore("@Primary", "@LocPartValueTypeID", "@LocPartValueStatusID")
            parts[kind] = " ".join(filter(None, (parts.get(kind), value.text("Value"))))
            value.text("Comment")
    return address_of(
        lines=[parts.get(line, "") for line in _LINES],
        city=parts.get("CITY", ""),
        state=parts.get("STATE/PROVINCE", ""),
        code=parts.get("POSTAL CODE", ""),
        country=" / ".join(dict.fromkeys(countries)),
        region=parts.get("REGION", ""),
    )
