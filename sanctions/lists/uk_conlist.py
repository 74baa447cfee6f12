"""OFSI's consolidated list of asset freeze targets (ConList.csv), which ended on 28 January 2026.

It stays for the history of the years before. A line tells the day, the next one names the columns;
a row is one combination of a name, a birth date and an address, gathered under the group id. One
party may stand under several regimes, each with its own day of listing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple
from functools import partial
from hashlib import blake2b

from sanctions.domain.errors import SnapshotRefused, UnknownValue
from sanctions.domain.kinds import DateKind, Measure, NameType, PartyKind
from sanctions.domain.records import (
    AddressRecord,
    DateRecord,
    DesignationRecord,
    IdentifierRecord,
    NameRecord,
    PartyRecord,
)
from sanctions.lists._formats.uk_dates import read_uk_date, uk_day
from sanctions.lists.base import Fault, Format, Found, Parts, Program, Source, Stated
from sanctions.lists.guards import rows_of, text_of

PART = "ConList"

SOURCE = Source(
    key="gb_hmt_conlist",
    title="OFSI Consolidated List of Asset Freeze Targets",
    authority="UK",
    authority_name="United Kingdom",
    zone="Europe/London",
    publisher="Office of Financial Sanctions Implementation, HM Treasury",
    url="https://ofsistorage.blob.core.windows.net/publishlive/ConList.csv",
    licence="Contains public sector information licensed under the Open Government Licence v3.0",
    cadence="ended on 28 January 2026",
    id_space="gb_hmt",
    minimum_parties=1_000,
    parser_version=1,
    programs={
        regime: Program(f"{regime}, as OFSI named the regime")
        for regime in (
            *("Afghanistan", "Belarus", "Burundi", "Central African Republic"),
            *("Democratic Republic of the Congo", "Egypt", "Iran (human rights)"),
            *("Iran (nuclear proliferation)", "Iraq", "Libya"),
            "North Korea (Democratic People's Republic of Korea)",
            *("Republic of Guinea", "Republic of Guinea-Bissau", "Somalia", "South Sudan"),
            *("Sudan", "Syria", "Terrorism and Terrorist Financing"),
            "The ISIL (Da'esh) and Al-Qaida organisations",
            *("Tunisia", "UK Freezing Orders", "Ukraine (Misappropriation)"),
            *("Ukraine (Sovereignty)", "Venezuela", "Yemen", "Zimbabwe"),
        )
    },
)

Row = dict[str, str]

_NAMES = ("Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6")
_LINES = ("Address 1", "Address 2", "Address 3", "Address 4", "Address 5", "Address 6")
_COLUMNS = (
    "Name 6", "Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Title", "DOB", "Town of Birth",
    "Country of Birth", "Nationality", "Passport Details", "NI Number", "Position", *_LINES,
    "Post/Zip Code", "Country", "Other Information", "Group Type", "Alias Type", "Regime",
    "Listed On", "Last Updated", "Group ID",
)  # fmt: skip
_KINDS = {
    "Individual": PartyKind.INDIVIDUAL,
    "Entity": PartyKind.ORGANIZATION,
    "Ship": PartyKind.VESSEL,
}
_PRIMARY = "Prime Alias"
_NAME_TYPES = {_PRIMARY: NameType.AKA, "AKA": NameType.AKA, "FKA": NameType.FKA}
_IDENTIFIERS = {"Passport Details": "passport", "NI Number": "national_id"}
_DETAILS = {
    "Title": "title",
    "Nationality": "nationality",
    "Position": "position",
    "Other Information": "other_information",
    "Last Updated": "last_updated",
}


def part_of(content: bytes) -> str | None:
    """Know the file by its first line and its header."""
    head = content[:2_000].decode("cp1252", errors="replace").splitlines()[:2]
    known = len(head) == 2 and "Last Updated" in head[0] and "Group ID" in head[1].split(",")
    return PART if known else None


def stated(parts: Parts) -> Stated:
    """Read the day of the file from its first line."""
    first = parts[PART].split(b"\n", 1)[0].decode("cp1252", errors="replace").split(",")
    return Stated(published=uk_day(first[1]) if len(first) > 1 else None)


def parse(parts: Parts) -> Iterator[Found | Fault]:
    """Gather the rows of each group, then yield the groups in the order of their first rows."""
    walk = rows_of(PART, text_of(PART, parts[PART], encoding="cp1252"))
    next(walk, None)
    _, header = next(walk, (0, []))
    if header != [*_COLUMNS]:
        raise SnapshotRefused(f"{PART} line 2: other columns than {', '.join(_COLUMNS)}")
    groups: dict[str, dict[tuple[str, ...], int]] = {}
    for line, row in walk:
        group = row[-1].strip() if len(row) == len(_COLUMNS) else ""
        if not (group.isascii() and group.isdigit()):
            reason = f"{len(row)} columns, where {len(_COLUMNS)} are expected, or no group id"
            yield Fault(PART, line, None, reason)
            continue
        groups.setdefault(group, {}).setdefault(tuple(row), line)
    for group, rows in groups.items():
        yield Found(group, _digest(rows), min(rows.values()), partial(_read, group, [*rows]))


def _digest(rows: dict[tuple[str, ...], int]) -> str:
    text = "\x1e".join("\x1f".join(row) for row in sorted(rows))
    return blake2b(text.encode(), digest_size=16).hexdigest()


def _read(group: str, printed: list[tuple[str, ...]]) -> PartyRecord:
    """Interpret one group. Raises UnknownValue."""
    rows = [
        {column: cell.strip() for column, cell in zip(_COLUMNS, row, strict=True)}
        for row in printed
    ]
    kinds = {row["Group Type"] for row in rows}
    if len(kinds) != 1 or not kinds <= _KINDS.keys():
        raise UnknownValue(f"group type {', '.join(sorted(kinds))} of group {group}")
    name, aliases = _names(group, rows)
    designations = _designations(group, rows)
    return PartyRecord(
        external_id=group,
        kind=_KINDS[kinds.pop()],
        name=name,
        programs=tuple(one.program for one in designations),
        aliases=aliases,
        addresses=_addresses(rows),
        identifiers=_identifiers(rows),
        dates=tuple(
            DateRecord(DateKind.BIRTH, raw, read_uk_date(raw)) for raw in _printed(rows, "DOB")
        ),
        designations=designations,
        details=_details(rows),
    )


def _printed(rows: list[Row], column: str) -> list[str]:
    """The values of a column, each once, in order: the file has its rows in any."""
    return sorted({row[column] for row in rows} - {""})


def _names(group: str, rows: list[Row]) -> tuple[str, tuple[NameRecord, ...]]:
    names: dict[str, str] = {}
    for row in rows:
        if row["Alias Type"] not in _NAME_TYPES:
            raise UnknownValue(f"alias type {row['Alias Type']!r} of group {group}")
        name = " ".join(filter(None, (row[part] for part in _NAMES)))
        if name and names.get(name) != _PRIMARY:
            names[name] = row["Alias Type"]
    primary = [name for name, type_ in names.items() if type_ == _PRIMARY]
    if not names:
        raise UnknownValue(f"group {group} has no name")
    main = min(primary or names)
    return main, tuple(
        NameRecord(name, _NAME_TYPES[type_])
        for name, type_ in sorted(names.items())
        if name != main
    )


def _designations(group: str, rows: list[Row]) -> tuple[DesignationRecord, ...]:
    """One for each regime, from the earliest day that its rows print."""
    days: dict[str, list[str]] = {}
    for row in rows:
        if not row["Regime"]:
            raise UnknownValue(f"group {group} has no regime")
        days.setdefault(row["Regime"], []).append(row["Listed On"])
    return tuple(
        DesignationRecord(
            regime,
            Measure.ASSET_FREEZE,
            min((day for day in map(uk_day, printed) if day), default=None),
        )
        for regime, printed in sorted(days.items())
    )


def _addresses(rows: list[Row]) -> tuple[AddressRecord, ...]:
    found = (
        AddressRecord(
            street=", ".join(filter(None, (row[line] for line in _LINES))),
            place=row["Post/Zip Code"],
            country=row["Country"],
        )
        for row in rows
    )
    return tuple(sorted({*found} - {AddressRecord()}, key=astuple))


def _identifiers(rows: list[Row]) -> tuple[IdentifierRecord, ...]:
    return tuple(
        IdentifierRecord(type_, value)
        for column, type_ in _IDENTIFIERS.items()
        for value in _printed(rows, column)
    )


def _details(rows: list[Row]) -> dict[str, list[str]]:
    details = {key: _printed(rows, column) for column, key in _DETAILS.items()}
    places = {
        ", ".join(filter(None, (row["Town of Birth"], row["Country of Birth"]))) for row in rows
    }
    details["place_of_birth"] = sorted(places - {""})
    return {key: values for key, values in details.items() if values}


FORMATS: tuple[Format, ...] = (
    Format(key="conlist_csv", parts=(PART,), part_of=part_of, parse=parse, stated=stated),
)
