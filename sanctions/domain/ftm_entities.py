"""A party and what is said of it, as entities of FollowTheMoney.

Method: a party is a Person, an Organization, a Company where its list says so, a Vessel or an
Airplane; each designation is a Sanction with one measure among its provisions; an address, a
document, a wallet and a link are entities of their own. Source: the schemata of followthemoney
4.11.2. Limits: FollowTheMoney has no circa and no span of uncertain ends, so that such dates stand
in the notes as printed, beside their ISO prefixes. A link is an UnknownLink and never an Ownership:
lists do not print shares.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from sanctions.domain import ftm_terms as terms
from sanctions.domain.dates import PartialDate
from sanctions.domain.ftm_parties import (
    ExportedDesignation,
    ExportedLink,
    ExportedParty,
    Seen,
    hash_of,
)
from sanctions.domain.kinds import DateKind, DatePrecision, NameType, PartyKind
from sanctions.domain.records import AddressRecord, Fields, IdentifierRecord
from sanctions.domain.territories import code_of

Entity = dict[str, Any]
Values = Mapping[str, Iterable[str | None]]

_QUOTED = re.compile(r"""(["'])([^"']+)\1""")
_PREFIXES = {DatePrecision.DAY: 10, DatePrecision.MONTH: 7, DatePrecision.YEAR: 4}


def entities_of(party: ExportedParty) -> Iterator[Entity]:
    """Yield the party's entity, then those that hang on it, always in the same order."""
    yield _party(party)
    made = [
        *(_sanction(party, one) for one in party.designations),
        *(_address(party, one) for one in party.addresses),
        *(_document(party, one) for one in party.identifiers if not _is_told(party, one)),
        *(_link(party, one) for one in party.links),
    ]
    yield from {one["id"]: one for one in sorted(made, key=lambda one: one["id"])}.values()


def _party(party: ExportedParty) -> Entity:
    values: defaultdict[str, list[str]] = defaultdict(list)
    values["name"].append(party.name)
    for name in party.names:
        weak = name.weak and name.type is not NameType.PRIMARY
        values[terms.WEAK_NAME if weak else terms.NAMES[name.type]].append(_unquoted(name.name))
    for identifier in party.identifiers:
        if told := _told_as(party, identifier):
            values[told[0]].append(told[1])
    for kind, day in party.dates:
        _take_date(values, party.schema, kind, day)
    _take_details(values, party)
    values["topics"] = [terms.topic_of(one.measure) for one in party.designations if one.counts]
    values["programId"] = [one.catalogue_key for one in party.designations]
    values["addressEntity"] = [_address_id(party, one) for one in party.addresses]
    return _entity(party.schema, party.id, party.name, values, party.seen)


def _unquoted(name: str) -> str:
    """A name without the quotes that stand around the whole of it."""
    quoted = _QUOTED.fullmatch(name)
    return quoted[2] if quoted else name


def _take_date(values: dict[str, list[str]], schema: str, kind: DateKind, day: PartialDate) -> None:
    prop = terms.DATES[kind].get(schema)
    prefixes = [*_prefixes(day)]
    if prop:
        values[prop] += prefixes
    if not prop or prefixes != [day.raw]:
        values["notes"].append(f"{kind}: {day.raw}")


def _prefixes(day: PartialDate) -> Iterator[str]:
    """The date as far as it is known; of a span, the years in which it may begin and end."""
    first, last = day.from_earliest, day.to_latest
    if first is None or last is None:
        return
    length = _PREFIXES.get(day.precision, _PREFIXES[DatePrecision.YEAR])
    yield first.isoformat()[:length]
    if day.precision is DatePrecision.RANGE:
        yield last.isoformat()[:length]


def _take_details(values: dict[str, list[str]], party: ExportedParty) -> None:
    for key, prop in terms.DETAILS[party.schema].items():
        values[prop] += _texts(party.details, key)
    if party.kind is PartyKind.INDIVIDUAL:
        values["gender"] = [
            terms.GENDERS.get(word.casefold(), "other") for word in _texts(party.details, "gender")
        ]
    for key, prop in terms.TERRITORIES[party.schema].items():
        for text in _texts(party.details, key):
            code = code_of(text)
            values[prop if code else "notes"].append(code or f"{key}: {text}")
    values["notes"] += _texts(party.details, "remarks")


def _texts(details: Fields, key: str) -> list[str]:
    value = details.get(key, ())
    return [value] if isinstance(value, str) else [*value]


def _told_as(party: ExportedParty, one: IdentifierRecord) -> tuple[str, str] | None:
    """The property that takes the number, and its form; None where a document has to tell it."""
    prop = terms.IDENTIFIERS[party.schema].get(one.type)
    value = terms.in_form(prop, one.value) if prop and one.valid is not False else None
    return (prop, value) if prop and value else None


def _is_told(party: ExportedParty, one: IdentifierRecord) -> bool:
    """Whether the party's own entity says all: a country or a note needs a document."""
    plain = not (one.country or one.note) and one.type not in terms.PASSPORTS
    return plain and _told_as(party, one) is not None


def _document(party: ExportedParty, one: IdentifierRecord) -> Entity:
    made = _id(party, "document", one.type, one.value, one.country, one.note)
    if one.type == terms.WALLET:
        wallet = {"publicKey": [one.value], "currency": [one.note], "holder": [party.id]}
        return _entity("CryptoWallet", made, one.value, wallet, party.seen)
    is_passport = one.type in terms.PASSPORTS
    doubt = "its check digits do not agree" if one.valid is False else ""
    values: Values = {
        "holder": [party.id],
        "type": [one.type],
        "number": [one.value],
        "passportNumber": [one.value if is_passport else ""],
        "summary": [one.note, doubt],
        "country": [code_of(one.country)],
        "authority": ["" if code_of(one.country) else one.country],
    }
    schema = "Passport" if is_passport else "Identification"
    return _entity(schema, made, one.value, values, party.seen)


def _sanction(party: ExportedParty, one: ExportedDesignation) -> Entity:
    # A start that lay ahead when it was printed is no day of listing.
    listed = one.from_date if one.from_date and one.from_date <= one.first_seen_on else None
    values: Values = {
        "entity": [party.id],
        "authority": [one.authority],
        "authorityId": [one.authority_id],
        "program": [one.program],
        "programId": [one.catalogue_key],
        "programUrl": [one.program_url],
        "provisions": [terms.MEASURES[one.measure]],
        "listingDate": [_iso(listed)],
        "startDate": [_iso(one.from_date)],
        "endDate": [_iso(one.to_date)],
        "sourceUrl": [one.source_url],
        "summary": [one.basis],
    }
    return _entity("Sanction", f"{party.id}.sanction.{one.id}", one.program, values, one.seen)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _address_id(party: ExportedParty, one: AddressRecord) -> str:
    return _id(party, "address", one.street, one.place, one.country, one.note)


def _address(party: ExportedParty, one: AddressRecord) -> Entity:
    full = ", ".join(filter(None, (one.street, one.place, one.country)))
    values: Values = {
        "full": [full],
        "street": [one.street],
        "city": [one.place],
        "country": [code_of(one.country)],
        "remarks": [one.note],
    }
    return _entity("Address", _address_id(party, one), full or one.note, values, party.seen)


def _link(party: ExportedParty, one: ExportedLink) -> Entity:
    made = _id(party, "link", one.type, one.other, one.note)
    values: Values = {
        "subject": [party.id],
        "object": [one.other],
        "role": [one.type],
        "summary": [one.note],
    }
    return _entity("UnknownLink", made, one.type, values, party.seen)


def _entity(schema: str, made: str, caption: str, values: Values, seen: Seen) -> Entity:
    plain = {name: {" ".join((text or "").split()) for text in values[name]} for name in values}
    filled = {name: sorted(texts - {""}) for name, texts in sorted(plain.items())}
    return {
        "id": made,
        "caption": " ".join(caption.split()),
        "schema": schema,
        "properties": {name: texts for name, texts in filled.items() if texts},
        "datasets": [*seen.datasets],
        "first_seen": seen.first_seen.isoformat(),
        "last_seen": seen.last_seen.isoformat(),
        "last_change": seen.last_change.isoformat(),
    }


def _id(party: ExportedParty, what: str, *parts: str) -> str:
    return f"{party.id}.{what}.{hash_of(*parts)}"
