"""The labelled texts of a party: items of the flat files' remarks, and those of the XML formats.

In the flat files they stand between semicolons, most of them as "Label value". Every item goes
somewhere: a date, a name, an identifier, a named detail, or `other`, which the import counts and
reports. Nothing is dropped. The text is capped at 1,000 characters, and the rest of it is in a
file of its own; without that file the last item may be cut, is kept as `cut`, and not interpreted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from sanctions.domain.dates import PartialDate, read_date
from sanctions.domain.identifiers import valid
from sanctions.domain.kinds import NameType
from sanctions.domain.records import DateRecord, IdentifierRecord, NameRecord, RelationRecord
from sanctions.lists.ofac_labels import (
    BRACKETED,
    DATES,
    DETAILS,
    FEATURES,
    IDENTIFIERS,
    LINK,
    plain_label,
)
from sanctions.lists.ofac_measures import Imposed

CAP = 990
_WALLET = "Digital Currency Address"


def _by_first_word() -> dict[str, list[str]]:
    """The labels by their first word, the longest first."""
    found: dict[str, list[str]] = {}
    for label in sorted({*DATES, *DETAILS, *IDENTIFIERS, LINK}, key=len, reverse=True):
        found.setdefault(label.partition(" ")[0].rstrip(":"), []).append(label)
    return found


_LABELS = _by_first_word()
_AFTER_LABEL = re.compile(r"(?::| -)?(?:\s+|(?=\())(.+)", re.DOTALL)
# "Any Label Number 123", with a digit in the value: an identifier we have no short name for.
_NUMBERED = re.compile(
    r"([A-Z][^;:]{0,80}?(?:Number|Number \([A-Z]+\)|No\.?|#|Code|ID|Passport)) (?=\S*\d)(.+)"
)
_NAME = re.compile(r"""(?:alt\. )?([afn])\.k\.a\. ['"](.+)['"]""", re.DOTALL)
_SEMICOLON = re.compile(r";(?! U\.S\. Persons Must Continue to Block )")
_IN_BRACKETS = re.compile(r"\((Linked To: .+)\)", re.DOTALL)
_VALUE = re.compile(
    r"(?P<value>.+?)(?: \((?P<country>[^()]*(?:\([^()]*\))?[^()]*)\))?"
    r"(?P<note>(?: (?:issued|expires) .+)?)",
    re.DOTALL,
)
_NAME_TYPES = {"a": NameType.AKA, "f": NameType.FKA, "n": NameType.NKA}


@dataclass(slots=True)
class Remarks:
    """What was read from one party's texts."""

    names: list[NameRecord] = field(default_factory=list)
    dates: list[DateRecord] = field(default_factory=list)
    identifiers: list[IdentifierRecord] = field(default_factory=list)
    details: dict[str, list[str]] = field(default_factory=dict)
    links: list[RelationRecord] = field(default_factory=list)
    imposed: Imposed = field(default_factory=Imposed)

    def keep(self, key: str, value: str) -> None:
        """Keep a detail under its name."""
        self.details.setdefault(key, []).append(value)

    def take(self, label: str, value: str, *, read: PartialDate | None = None) -> bool:
        """Take a value under OFAC's label, unless it is the label of a document or unknown.

        `read` holds the bounds where the list gives them.
        """
        if label == LINK:
            self.links.append(RelationRecord(LINK, "", value))
        elif label in DATES:
            self.dates.append(DateRecord(DATES[label], value, read))
        elif label in DETAILS or label in FEATURES:
            key = DETAILS.get(label) or FEATURES[label]
            self.keep(key, value)
            self.imposed.look_at(label, key, value, _day(value))
        else:
            return False
        return True

    def take_feature(self, printed: str, value: str, *, read: PartialDate | None = None) -> bool:
        """Take what an XML format has under a label of its own; False where it is unknown."""
        label = plain_label(printed)
        if label in FEATURES:
            self.keep(FEATURES[label], value)
            return True
        name, bracket, rest = label.partition(" (")
        if bracket and name in BRACKETED:
            colon = ":" if printed.rstrip().endswith(":") else ""
            return self.take(name, f"({rest}{colon} {value}", read=read)
        if self.take(label, value, read=read):
            return True
        wallet = label.startswith(_WALLET)
        if not wallet and label not in IDENTIFIERS and not _NUMBERED.fullmatch(f"{label} 0"):
            return False
        if not wallet:
            self.identifiers.append(printed_identifier(label, value))
            return True
        currency = label.removeprefix(_WALLET).strip(" -")
        self.identifiers.append(identifier(label=_WALLET, value=value, note=currency))
        return True


def identifier(*, label: str, value: str, country: str = "", note: str = "") -> IdentifierRecord:
    """Make an identifier, and give Russian and ship numbers their own type.

    A label that we have no short name for is itself the type.
    """
    kind = IDENTIFIERS.get(label, label)
    if value.startswith("IMO "):
        value = value.removeprefix("IMO ")
        kind = "imo" if kind == "vessel_registration" else "imo_company"
    kind = _precise(kind, value, country)
    return IdentifierRecord(kind, value, country, note, valid(type=kind, value=value))


def document(*, label: str, number: str, country: str, notes: list[str]) -> IdentifierRecord:
    """Make an identifier of a document whose parts the list gives one by one."""
    if not country and not notes:  # OFAC has put the country into the number, now and then
        return printed_identifier(label, number)
    return identifier(label=label, value=number, country=country, note=" ".join(notes))


def read_remarks(text: str) -> Remarks:
    """Interpret the remarks of one party."""
    read = Remarks()
    whole = text.endswith((".", ".'")) or len(text) < CAP
    items = items_of(text)
    if not whole:
        read.keep("cut", items.pop().strip())
    for item in items:
        if item.strip():
            read_item(item.strip(), read)
    return read


def items_of(text: str) -> list[str]:
    """Part remarks at their semicolons, except in the one sentence of OFAC that has its own."""
    return _SEMICOLON.split(text.removesuffix("."))


def read_item(item: str, read: Remarks) -> None:
    """Interpret one item."""
    linked = _IN_BRACKETS.fullmatch(item)
    item = linked[1] if linked else item
    name = _NAME.fullmatch(item)
    if name:
        read.names.append(NameRecord(name[2], _NAME_TYPES[name[1]], weak=True))
        return
    plain = item.removeprefix("alt. ").removeprefix("Alt. ")
    label, value = _label_of(plain)
    if label and not read.take(label, value):
        read.identifiers.append(printed_identifier(label, value))
    elif not label:
        numbered = _NUMBERED.fullmatch(plain)
        if numbered:
            read.identifiers.append(printed_identifier(numbered[1], numbered[2]))
        else:
            read.keep("other", item)


def _label_of(item: str) -> tuple[str, str]:
    """Part an item into a label that we know and its value; both empty where there is none."""
    for label in _LABELS.get(item.partition(" ")[0].rstrip(":"), ()):
        if item.startswith(label):
            after = _AFTER_LABEL.fullmatch(item, len(label))
            if after:
                return label, after[1]
    return "", ""


def _day(value: str) -> date | None:
    """The day at the end of "(EO 14024 Directive 2): 24 Feb 2022" or "(CMIC) 10 Dec 2021"."""
    read = read_date(value.partition(")")[2].lstrip(": "))
    return read.from_earliest if read.from_earliest == read.to_latest else None


def printed_identifier(label: str, text: str) -> IdentifierRecord:
    """Make an identifier of a text that may hold the country and days too."""
    if label == _WALLET:
        currency, _, address = text.partition(" ")
        return identifier(label=label, value=address, note=currency)
    match = _VALUE.fullmatch(text)
    if match is None:
        return identifier(label=label, value=text)
    return identifier(
        label=label,
        value=match["value"],
        country=match["country"] or "",
        note=match["note"].strip(),
    )


def _precise(kind: str, value: str, country: str) -> str:
    if country == "Russia" and value.isdigit():
        if kind == "tax_id" and len(value) in (10, 12):
            return "inn"
        if kind == "registration_number" and len(value) in (13, 15):
            return "ogrn"
    if kind == "legal_entity_number" and len(value) == 20:
        return "lei"
    return kind
