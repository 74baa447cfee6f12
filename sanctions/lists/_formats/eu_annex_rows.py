"""Parties out of the rows of an annex of an EU act, whichever table printed them.

A row is one entry of an annex. The columns are those of OpenSanctions' transcription of the
Official Journal (`docs/lists/eu_journal_sanctions.md`): the printed words, several values in a cell
parted by `;`, quoted where a value holds one. Limits: a name that prints two spellings in one
stays whole; a thing that is no party (a port, a zone, a crypto-asset) is kept as an organization
whose `schema` says `Asset`.
"""

from __future__ import annotations

import re
from datetime import date
from hashlib import blake2b

from sanctions.domain.errors import UnknownValue
from sanctions.domain.kinds import DateKind, NameType, PartyKind
from sanctions.domain.names import normalised
from sanctions.domain.records import (
    AddressRecord,
    DateRecord,
    DesignationRecord,
    IdentifierRecord,
    NameRecord,
    PartyRecord,
)
from sanctions.lists._formats.eu_cells import Cells, pieces, several, single
from sanctions.lists._formats.eu_dates import alternatives, eu_day, read_eu_date
from sanctions.lists._formats.eu_numbers import identifiers_of
from sanctions.lists.eu_annexes import effects_of, is_known
from sanctions.lists.eu_programs import ACTS, catalogue_key, number_of
from sanctions.lists.guards import finish

_KINDS = {
    "Person": PartyKind.INDIVIDUAL,
    "LegalEntity": PartyKind.ORGANIZATION,
    "Company": PartyKind.ORGANIZATION,
    "Organization": PartyKind.ORGANIZATION,
    "Asset": PartyKind.ORGANIZATION,
    "Vessel": PartyKind.VESSEL,
}
_NAMES = {
    "alias": (NameType.AKA, False),
    "weakAlias": (NameType.AKA, True),
    "previousName": (NameType.FKA, False),
}
_IDENTIFIERS = {
    "registrationNumber": "registration_number",
    "taxNumber": "tax_id",
    "idNumber": "national_id",
    "passportNumber": "passport",
    "innCode": "inn",
    "ogrnCode": "ogrn",
    "kppCode": "kpp",
    "okpoCode": "okpo",
    "leiCode": "lei",
    "swiftBic": "bic",
    "imoNumber": "imo",
    "mmsi": "mmsi",
    "ticker": "ticker",
}
_DATES = {"birthDate": DateKind.BIRTH, "incorporationDate": DateKind.ESTABLISHED}
_DETAILS = {
    "country": "country",
    "nationality": "nationality",
    "jurisdiction": "jurisdiction",
    "birthPlace": "place_of_birth",
    "position": "position",
    "gender": "gender",
    "appearance": "appearance",
    "ethnicity": "ethnicity",
    "fatherName": "father",
    "motherName": "mother",
    "legalForm": "legal_form",
    "sector": "sector",
    "flag": "flag",
    "phone": "phone",
    "email": "email",
    "website": "website",
}
_ONCE = {
    "annex": "annex",
    "recordId": "record_id",
    "measure": "printed_measure",
    "schema": "schema",
    "reason": "reason",
}
# Which table printed an entry is nothing of the entry's.
_USED_ELSEWHERE = (
    *("celex", "amendedCelex", "amendmentCelex"),
    *("programKey", "startDate", "name"),
)
_IMO = re.compile(r"\d{7}")
_LONGEST_NAME = 60


def external_id(celex: str, cells: Cells) -> str:
    """Name an entry: a ship by its IMO number, else by the number the annex prints, else by name.

    Numbers start anew in each annex, and many annexes print none.
    """
    place = f"{celex}/{cells['annex']}" if cells["annex"] else celex
    imo = cells["imoNumber"].strip()
    if cells["schema"] == "Vessel" and _IMO.fullmatch(imo):
        return f"{place}/IMO{imo}"
    if cells["recordId"].strip():
        return f"{place}/{cells['recordId'].strip()}"
    plain = normalised(cells["name"])
    if len(plain) > _LONGEST_NAME:
        mark = blake2b(plain.encode(), digest_size=4).hexdigest()
        plain = f"{plain[:_LONGEST_NAME]}~{mark}"
    return f"{place}/{plain}"


def read_rows(celex: str, uid: str, rows: list[Cells]) -> PartyRecord:
    """Make a party of the rows that name it. Raises UnknownValue."""
    first = rows[0]
    kind, name = _KINDS.get(first["schema"]), first["name"]
    if kind is None:
        raise UnknownValue(f"schema {first['schema']!r} of {uid} {name}")
    if not name:
        raise UnknownValue(f"{uid} has no name")
    left = [dict(row) for row in rows]
    record = PartyRecord(
        external_id=uid,
        kind=kind,
        name=name,
        programs=(number_of(celex),),
        aliases=_aliases(left, name),
        addresses=_addresses(left),
        identifiers=_identifiers(left, of_ship=kind is PartyKind.VESSEL),
        dates=_dates(left),
        designations=_designations(celex, rows),
        details=_details(celex, left),
        remarks="; ".join(several(left, "notes")),
        unread=_unread(celex, rows),
    )
    for row in left:
        finish(row, ignore=_USED_ELSEWHERE)
    return record


def _details(celex: str, left: list[Cells]) -> dict[str, list[str]]:
    details = {"act": [number_of(celex)]}
    for columns, take in ((_ONCE, single), (_DETAILS, several)):
        for column, key in columns.items():
            if values := take(left, column):
                details[key] = values
    return details


def _designations(celex: str, rows: list[Cells]) -> tuple[DesignationRecord, ...]:
    """The measures of the annex, each from the earliest day that a row prints."""
    annex, measure = rows[0]["annex"], rows[0]["measure"]
    days = [day for row in rows if (day := eu_day(row["startDate"]))]
    where = f"Annex {annex}" if annex else ""
    return tuple(
        DesignationRecord(
            number_of(celex),
            effect.measure,
            _begins(days, effect.since),
            basis=", ".join(filter(None, (where, effect.article))),
        )
        for effect in effects_of(celex=celex, annex=annex, printed=measure)
    )


def _unread(celex: str, rows: list[Cells]) -> tuple[str, ...]:
    """What a row prints that our tables do not know: an annex, another program, a day."""
    first = rows[0]
    told = [f"startDate: {row['startDate']}" for row in rows if _is_no_day(row["startDate"])]
    if not is_known(celex=celex, annex=first["annex"]):
        told.append(f"annex {first['annex']}: not among those that we know")
    if celex in ACTS and first["programKey"] != catalogue_key(celex):
        told.append(f"programKey {first['programKey']}: not that of {number_of(celex)}")
    return tuple(dict.fromkeys(told))


def _is_no_day(printed: str) -> bool:
    return bool(printed.strip()) and eu_day(printed) is None


def _begins(days: list[date], since: date | None) -> date | None:
    """The printed day, but never before the article had this effect."""
    if not days:
        return None
    return max(min(days), since) if since else min(days)


def _aliases(left: list[Cells], name: str) -> tuple[NameRecord, ...]:
    """Further names; of a ship in two rows, also the second row's name."""
    names: dict[str, NameRecord] = {}
    for column, (type_, weak) in _NAMES.items():
        for further in several(left, column):
            names.setdefault(further, NameRecord(further, type_, weak))
    for row in left[1:]:
        names.setdefault(row["name"], NameRecord(row["name"], NameType.AKA))
    names.pop(name, None)
    return tuple(names.values())


def _addresses(left: list[Cells]) -> tuple[AddressRecord, ...]:
    return tuple(AddressRecord(street=text) for text in pieces(several(left, "address")))


def _identifiers(left: list[Cells], *, of_ship: bool) -> tuple[IdentifierRecord, ...]:
    """All numbers; the IMO number of an owner or operator is of another series than a ship's."""
    found: dict[IdentifierRecord, None] = {}
    for column, printed in _IDENTIFIERS.items():
        type_ = "imo_company" if printed == "imo" and not of_ship else printed
        for text in pieces(several(left, column)):
            found.update(dict.fromkeys(identifiers_of(type_, text)))
    return tuple(found)


def _dates(left: list[Cells]) -> tuple[DateRecord, ...]:
    return tuple(
        DateRecord(kind, text, read_eu_date(text))
        for column, kind in _DATES.items()
        for value in several(left, column)
        for text in alternatives(value)
    )
