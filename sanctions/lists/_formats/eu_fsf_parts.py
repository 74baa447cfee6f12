"""The parts of an entry of the EU's list in version 1.1, whether XML or CSV prints them.

Source: the publisher's schema (20171012-FULL-schema-1_1.xsd). The XML has elements with attributes,
the CSV a block of columns for each; both are read through `Part`, so that one entry is one record
in either form. Empty attributes say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol, Self

from sanctions.domain.records import AddressRecord
from sanctions.lists._formats.eu_dates import eu_day
from sanctions.lists._formats.eu_designations import (
    Printed,
    PrintedName,
    country_of,
    identifier_of,
)

_FLAGS = ("diplomatic", "knownExpired", "knownFalse", "reportedLost", "revokedByIssuer")
_TOLD = ("issuedBy", "issueDate", "validFrom", "validTo", "nameOnDocument", "latinNumber", "region")
_PLACE = ("city", "place", "region", "zipCode")
_CONTACTS = {"PHONE": "phone", "FAX": "fax", "EMAIL": "email", "WEB": "website"}
_CITIZEN = ("region", "acquisitionDate", "disenfranchisementDate")


class Part(Protocol):
    """An element, or a block of columns, of which every part can be taken once."""

    def attribute(self, name: str) -> str:
        """Take an attribute."""

    def text(self, name: str) -> str:
        """Take the text of the only child of that name."""

    def texts(self, name: str) -> list[str]:
        """Take the texts of all children of that name."""

    def children(self, name: str) -> Sequence[Self]:
        """Take the children of that name."""

    def ignore(self, *names: str) -> None:
        """Leave children or attributes (`@name`) unused on purpose."""


def key_of(reference: str, number: str) -> str | None:
    """The EU's reference number, else the number in the database."""
    return reference or number or None


def take_entry(entry: Part, printed: Printed) -> date | None:
    """What the entry itself says; gives the day of its designation."""
    printed.keep("logical_id", entry.attribute("logicalId"))
    printed.remarks.update(dict.fromkeys(entry.texts("remark")))
    printed.keep("united_nations_id", entry.attribute("unitedNationId"))
    printed.keep("designation_details", entry.attribute("designationDetails"))
    printed.keep("delisting_date", entry.attribute("delistingDate"))
    return eu_day(entry.attribute("designationDate"))


def take_type(kind: Part, printed: Printed) -> None:
    """`person` or `enterprise`, and the letter of the same."""
    for name in ("code", "classificationCode"):
        if type_ := kind.attribute(name):
            printed.types[type_] = None


def take_regulation(regulation: Part, printed: Printed, designated: date | None) -> None:
    """The act that lists the party; an amendment's day may be after the first designation."""
    begins = eu_day(regulation.attribute("entryIntoForceDate"))
    printed.list_under(
        regulation.attribute("programme"), regulation.attribute("numberTitle"), designated, begins
    )
    printed.keep("publication_url", regulation.text("publicationUrl"))
    take_common(regulation, printed)
    regulation.ignore("@publicationDate", "@organisationType", "@regulationType", "corrigendum")


def take_name(alias: Part, printed: Printed) -> None:
    """One name, with the title and the function that stand beside it."""
    parts = [alias.attribute(name) for name in ("firstName", "middleName", "lastName")]
    whole = alias.attribute("wholeName") or " ".join(filter(None, parts))
    number = alias.attribute("logicalId")
    named = PrintedName(
        name=whole,
        number=int(number) if number.isdecimal() else 0,
        language=alias.attribute("nameLanguage").upper(),
        strong=alias.attribute("strong") != "false",
        remark="; ".join(alias.texts("remark")),
    )
    if whole:
        printed.names[named] = None
    printed.keep_lettered("title", alias.attribute("title"))
    printed.keep_lettered("function", alias.attribute("function"))
    if (gender := alias.attribute("gender")) != "?":
        printed.keep("gender", gender)


def take_citizenship(citizenship: Part, printed: Printed) -> None:
    """A citizenship; what else is printed of it stands beside the country."""
    country = _take_country(citizenship)
    told = [f"{key}: {text}" for key in _CITIZEN if (text := citizenship.attribute(key))]
    printed.keep("citizenship", "; ".join(filter(None, [country, *told])))
    printed.keep("citizenship_remarks", *citizenship.texts("remark"))


def take_birth(birth: Part, printed: Printed) -> None:
    """A birth date, of which any part may lack, and its place."""
    when = birth_text(
        day=birth.attribute("birthdate"),
        parts=[birth.attribute(name) for name in ("year", "monthOfYear", "dayOfMonth")],
        span=[birth.attribute(name) for name in ("yearRangeFrom", "yearRangeTo")],
        calendar=birth.attribute("calendarType"),
        circa=birth.attribute("circa") == "true",
    )
    if when:
        printed.births[when] = None
    place = [birth.attribute(name) for name in _PLACE]
    printed.keep("place_of_birth", ", ".join(filter(None, [*place, _take_country(birth)])))
    printed.keep("birth_remarks", *birth.texts("remark"))


def birth_text(
    *, day: str, parts: list[str], span: list[str], calendar: str = "", circa: bool = False
) -> str:
    """Write a birth date as it would be printed; what cannot be one date is told part by part.

    `parts` are year, month and day. A calendar other than the Gregorian is named, not converted.
    """
    text = day or " to ".join(filter(None, dict.fromkeys(span))) or _dashed(parts)
    if text and calendar not in ("", "GREGORIAN"):
        return f"{text} ({calendar.lower()} calendar)"
    return f"circa {text}" if circa and text else text


def _dashed(parts: list[str]) -> str:
    """`1956`, `1956-03`, `1956-03-05`; else `month 3, day 5`."""
    given = [*filter(None, parts)]
    if given == parts[: len(given)] and all(part.isdecimal() for part in given):
        return "-".join(part.zfill(2) for part in given)
    named = zip(("year", "month", "day"), parts, strict=True)
    return ", ".join(f"{name} {part}" for name, part in named if part)


def take_address(address: Part, printed: Printed) -> None:
    """An address, and how to reach whoever is there."""
    place = [address.attribute(name) for name in _PLACE]
    box = address.attribute("poBox")
    at_listing = address.attribute("asAtListingTime") == "true"
    record = AddressRecord(
        street=", ".join(filter(None, [address.attribute("street"), box and f"PO Box {box}"])),
        place=", ".join(filter(None, place)),
        country=_take_country(address),
        note="; ".join([*address.texts("remark"), *(["as at listing time"] if at_listing else [])]),
    )
    if record != AddressRecord():
        printed.addresses[record] = None
    printed.keep("contact", address.attribute("contactInfo"))
    for contact in address.children("contactInfo"):
        key, value = contact.attribute("key"), contact.attribute("value")
        known = _CONTACTS.get(key.upper())
        printed.keep(known or "contact", value if known else f"{key}: {value}")


def take_identification(document: Part, printed: Printed) -> None:
    """A document or number; that it is expired, false, lost or revoked is told, never a reason
    to leave it out.
    """
    code = document.attribute("identificationTypeCode")
    description = document.attribute("identificationTypeDescription")
    flags = [_words(name) for name in _FLAGS if document.attribute(name) == "true"]
    told = {name: document.attribute(name) for name in _TOLD}
    number = document.attribute("number") or told.pop("latinNumber")
    notes = [f"{_words(name)} {text}" for name, text in told.items() if text and text != number]
    record = identifier_of(
        code,
        number,
        country=_take_country(document),
        notes=(description if code == "other" else "", *notes, *flags, *document.texts("remark")),
    )
    if number.strip(" -"):
        printed.identifiers[record] = None


def take_common(part: Part, printed: Printed) -> None:
    """What every part has: its number, the act that printed it, and room for additions."""
    part.ignore("@logicalId", "@regulationLanguage", "regulationSummary")
    printed.remarks.update(dict.fromkeys(part.texts("remark")))
    take_additional(part, printed)


def take_additional(part: Part, printed: Printed) -> None:
    """What the publisher adds without a new schema."""
    for extra in part.children("additionalInformation"):
        printed.keep(
            "additional_information", f"{extra.attribute('key')}: {extra.attribute('value')}"
        )


def _take_country(part: Part) -> str:
    return country_of(part.attribute("countryIso2Code"), part.attribute("countryDescription"))


def _words(name: str) -> str:
    """Write `knownExpired` as `known expired`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


TAKERS: dict[str, Callable[[Part, Printed], None]] = {
    "nameAlias": take_name,
    "citizenship": take_citizenship,
    "birthdate": take_birth,
    "address": take_address,
    "identification": take_identification,
}
