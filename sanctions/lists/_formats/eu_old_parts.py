"""Names, births, addresses and documents as the EU's list printed them before version 1.1.

The XML of before 2017 and the CSV of version 1.0 have the same fields. Source: the files. A part
names the act that printed it, its day and its regime; the earliest act of the entry's own regime is
the nearest to a day of listing that there is. Countries are letters (`IRQ`); a document is one
text, `AD001095 (passport-National passport) ((passport))`; `N/A` and `UNKNOWN` stand for nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sanctions.domain.records import AddressRecord
from sanctions.lists._formats.eu_dates import file_day
from sanctions.lists._formats.eu_designations import (
    Printed,
    PrintedName,
    country_of,
    identifier_of,
)

_DOCUMENT = re.compile(r"(.*?) \((\w+)-([^()]*)\)\s*(.*)", re.DOTALL)
_NOTHING = {"", "N/A", "UNKNOWN"}
_LINE = re.compile(r"\\n|\n")


@dataclass(frozen=True, slots=True)
class Act:
    """The act that printed a part: its number, its day and its regime."""

    title: str
    day: str
    programme: str


def take_entry(printed: Printed, *, act: Act, type_: str, remark: str, url: str) -> None:
    """What the entry itself says."""
    printed.list_under(act.programme, act.title, file_day(act.day))
    if type_:
        printed.types[type_] = None
    printed.remarks.update(dict.fromkeys(lines(remark)))
    printed.keep("publication_url", url)


def take_name(
    printed: Printed, *, act: Act, number: str, names: list[str], language: str, said: list[str]
) -> None:
    """One name: `names` are the whole one and its parts, `said` gender, title and function."""
    whole, *parts = (" ".join(name.split()) for name in names)
    name = whole or " ".join(filter(None, parts))
    if name:
        number_of_name = int(number) if number.isdecimal() else 0
        printed.names[PrintedName(name, number_of_name, language)] = None
    gender, title, function = said
    printed.keep("gender", gender)
    printed.keep_lettered("title", title)
    printed.keep_lettered("function", function)
    keep_act(printed, act)


def keep_act(printed: Printed, act: Act) -> None:
    """Note the act that printed a part, and count its day where it is of the entry's own regime."""
    if act.programme in printed.programmes:
        printed.list_under(act.programme, act.title, file_day(act.day))
    elif act.title:
        printed.keep("acts_of_other_regimes", f"{act.title} ({act.programme})")


def take_birth(printed: Printed, *, act: Act, when: str, place: str, country: str) -> None:
    """A birth date and its place."""
    keep_act(printed, act)
    if when not in _NOTHING:
        printed.births[when] = None
    where = [text for text in (place, country_of(country)) if text not in _NOTHING]
    printed.keep("place_of_birth", ", ".join(where))


def take_address(
    printed: Printed, *, act: Act, street: str, place: list[str], country: str, note: str
) -> None:
    """An address; its note holds telephones and remarks as printed."""
    keep_act(printed, act)
    told = "; ".join(lines(note))
    where = ", ".join(filter(None, place))
    record = AddressRecord(street=street, place=where, country=country_of(country), note=told)
    if record != AddressRecord():
        printed.addresses[record] = None


def take_document(printed: Printed, *, act: Act, number: str, country: str) -> None:
    """An identity document; a text of another form is kept whole."""
    keep_act(printed, act)
    match = _DOCUMENT.fullmatch(number.strip())
    value, code, note = (match[1], match[2], match[4]) if match else (number.strip(), "other", "")
    if value not in _NOTHING:
        record = identifier_of(
            code, value, country=country_of(country), notes=tuple(dict.fromkeys(lines(note)))
        )
        printed.identifiers[record] = None


def take_citizenship(printed: Printed, *, act: Act, country: str) -> None:
    """A citizenship."""
    keep_act(printed, act)
    printed.keep("citizenship", country_of(country))


def lines(text: str) -> list[str]:
    """The lines of a cell; the CSV writes their ends as two characters."""
    return [plain for line in _LINE.split(text) if (plain := line.strip())]
