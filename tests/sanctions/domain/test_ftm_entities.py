"""A party as entities of FollowTheMoney: schemata, numbers, dates, names, order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sanctions.domain.dates import read_date
from sanctions.domain.ftm_entities import Entity, entities_of
from sanctions.domain.ftm_parties import (
    ExportedDesignation,
    ExportedLink,
    ExportedParty,
    Seen,
    entity_id,
)
from sanctions.domain.kinds import DateKind, Measure, NameType, PartyKind
from sanctions.domain.records import AddressRecord, IdentifierRecord, NameRecord

SEEN = Seen(("us_ofac_sdn",), date(2022, 2, 17), date(2023, 5, 30), date(2022, 12, 28))
PARTY = ExportedParty("us-ofac-1", PartyKind.ORGANIZATION, "NORTHERN TRADING HOUSE", SEEN)
DESIGNATION = ExportedDesignation(
    id="01HZ0000000000000000000001",
    seen=SEEN,
    authority="United States",
    program="Harmful foreign activities of Russia",
    catalogue_key="US-RUSHAR",
    program_url="https://ofac.example/rushar",
    measure=Measure.ASSET_FREEZE,
    from_date=date(2022, 2, 17),
    first_seen_on=date(2022, 2, 17),
    to_date=None,
    basis="E.O. 14024",
    authority_id="1",
    source_url="https://ofac.example/sdn.csv",
    counts=True,
)


def _of(schema: str, **said: Any) -> list[Entity]:
    made = entities_of(replace(PARTY, **said))
    return [entity for entity in made if entity["schema"] == schema]


def _first(**said: Any) -> Entity:
    return next(entities_of(replace(PARTY, **said)))


def test_a_party_tells_where_and_when_it_was_seen() -> None:
    assert _first() == {
        "id": "us-ofac-1",
        "caption": "NORTHERN TRADING HOUSE",
        "schema": "Organization",
        "properties": {"name": ["NORTHERN TRADING HOUSE"]},
        "datasets": ["us_ofac_sdn"],
        "first_seen": "2022-02-17",
        "last_seen": "2023-05-30",
        "last_change": "2022-12-28",
    }


@pytest.mark.parametrize(
    ("kind", "schema"),
    [
        (PartyKind.INDIVIDUAL, "Person"),
        (PartyKind.ORGANIZATION, "Organization"),
        (PartyKind.VESSEL, "Vessel"),
        (PartyKind.AIRCRAFT, "Airplane"),
    ],
)
def test_each_kind_has_its_schema(kind: PartyKind, schema: str) -> None:
    assert _first(kind=kind)["schema"] == schema


def test_a_company_is_one_only_where_its_list_says_so() -> None:
    inn = (IdentifierRecord("inn", "7707083893", valid=True),)
    assert _first(identifiers=inn)["schema"] == "Organization"
    assert _first(details={"schema": ["Company"]})["schema"] == "Company"


def test_names_go_by_their_type_and_weakness() -> None:
    names = (
        NameRecord("A", NameType.PRIMARY),
        NameRecord("B", NameType.AKA),
        NameRecord("C", NameType.FKA),
        NameRecord("'FOOPIE'", NameType.AKA, weak=True),
    )
    told = _first(name="A", names=names)["properties"]
    assert told == {
        "name": ["A"],
        "alias": ["B"],
        "previousName": ["C"],
        "weakAlias": ["FOOPIE"],
    }


@pytest.mark.parametrize(
    ("kind", "type_", "value", "prop", "told"),
    [
        ("organization", "inn", "7707083893", "innCode", "7707083893"),
        ("organization", "ogrn", "1027700132195", "ogrnCode", "1027700132195"),
        ("organization", "lei", "5493001kjtiigc8y1r12", "leiCode", "5493001KJTIIGC8Y1R12"),
        ("organization", "bic", "SABRRUMM", "swiftBic", "SABRRUMM"),
        ("organization", "registration_number", "12/3", "registrationNumber", "12/3"),
        ("organization", "tax_id", "998", "taxNumber", "998"),
        ("vessel", "imo", "9074729", "imoNumber", "IMO9074729"),
        ("vessel", "mmsi", "273456789", "mmsi", "273456789"),
        ("vessel", "call_sign", "UBCD", "callSign", "UBCD"),
        ("aircraft", "aircraft_tail_number", "RA-1", "registrationNumber", "RA-1"),
    ],
)
def test_a_number_goes_where_its_schema_has_a_place(
    kind: str, type_: str, value: str, prop: str, told: str
) -> None:
    made = [
        *entities_of(
            replace(PARTY, kind=PartyKind(kind), identifiers=(IdentifierRecord(type_, value),))
        )
    ]
    assert [entity["properties"].get(prop) for entity in made] == [[told]]


def test_a_number_with_false_check_digits_is_told_as_a_doubtful_document() -> None:
    wrong = (IdentifierRecord("inn", "7707083890", valid=False),)
    assert "innCode" not in _first(identifiers=wrong)["properties"]
    (document,) = _of("Identification", identifiers=wrong)
    assert document["properties"] == {
        "holder": ["us-ofac-1"],
        "number": ["7707083890"],
        "summary": ["its check digits do not agree"],
        "type": ["inn"],
    }


def test_a_passport_is_a_document_with_its_country() -> None:
    passport = (IdentifierRecord("passport", "A 1", country="Iran", note="issued 2015"),)
    said = {"kind": PartyKind.INDIVIDUAL, "identifiers": passport}
    assert _first(**said)["properties"]["passportNumber"] == ["A 1"]
    (document,) = _of("Passport", **said)
    assert document["properties"]["country"] == ["ir"]
    assert document["properties"]["summary"] == ["issued 2015"]


def test_a_wallet_has_its_key_and_currency() -> None:
    (wallet,) = _of(
        "CryptoWallet", identifiers=(IdentifierRecord("digital_currency", "1A", note="XBT"),)
    )
    assert wallet["properties"] == {
        "currency": ["XBT"],
        "holder": ["us-ofac-1"],
        "publicKey": ["1A"],
    }


@pytest.mark.parametrize(
    ("printed", "prefixes", "notes"),
    [
        ("28 Sep 1973", ["1973-09-28"], ["birth: 28 Sep 1973"]),
        ("1973-09-28", ["1973-09-28"], None),
        ("Sep 1973", ["1973-09"], ["birth: Sep 1973"]),
        ("1962", ["1962"], None),
        ("circa 1960", ["1960"], ["birth: circa 1960"]),
        ("1964 to 1966", ["1964", "1966"], ["birth: 1964 to 1966"]),
        ("in his youth", None, ["birth: in his youth"]),
    ],
)
def test_a_date_is_as_long_as_it_is_known_and_its_text_is_kept(
    printed: str, prefixes: list[str] | None, notes: list[str] | None
) -> None:
    born = ((DateKind.BIRTH, read_date(printed)),)
    told = _first(kind=PartyKind.INDIVIDUAL, dates=born)["properties"]
    assert (told.get("birthDate"), told.get("notes")) == (prefixes, notes)


def test_a_designation_is_a_sanction_with_its_measure() -> None:
    (sanction,) = _of("Sanction", designations=(DESIGNATION,))
    assert sanction["properties"] == {
        "authority": ["United States"],
        "authorityId": ["1"],
        "entity": ["us-ofac-1"],
        "listingDate": ["2022-02-17"],
        "program": ["Harmful foreign activities of Russia"],
        "programId": ["US-RUSHAR"],
        "programUrl": ["https://ofac.example/rushar"],
        "provisions": ["Asset freeze"],
        "sourceUrl": ["https://ofac.example/sdn.csv"],
        "startDate": ["2022-02-17"],
        "summary": ["E.O. 14024"],
    }
    assert _first(designations=(DESIGNATION,))["properties"]["topics"] == ["sanction"]


def test_a_start_that_lies_ahead_is_no_day_of_listing() -> None:
    ahead = replace(DESIGNATION, from_date=date(2027, 1, 25), counts=False)
    (sanction,) = _of("Sanction", designations=(ahead,))
    assert sanction["properties"]["startDate"] == ["2027-01-25"]
    assert "listingDate" not in sanction["properties"]
    assert "topics" not in _first(designations=(ahead,))["properties"]


def test_one_that_ended_makes_nobody_sanctioned_and_stays() -> None:
    ended = replace(DESIGNATION, to_date=date(2023, 5, 30), counts=False)
    (sanction,) = _of("Sanction", designations=(ended,))
    assert sanction["properties"]["endDate"] == ["2023-05-30"]
    assert "topics" not in _first(designations=(ended,))["properties"]


def test_a_link_is_never_ownership() -> None:
    links = (ExportedLink("Owned or Controlled By", "us-ofac-2", ""),)
    (link,) = (one for one in entities_of(replace(PARTY, links=links)) if one["id"] != PARTY.id)
    assert link["schema"] == "UnknownLink"
    assert link["properties"] == {
        "object": ["us-ofac-2"],
        "role": ["Owned or Controlled By"],
        "subject": ["us-ofac-1"],
    }


def test_an_address_is_an_entity_that_the_party_points_to() -> None:
    said = {"addresses": (AddressRecord("1 Harbour Street", "Port City", "Russia"),)}
    (address,) = _of("Address", **said)
    assert _first(**said)["properties"]["addressEntity"] == [address["id"]]
    assert address["properties"]["full"] == ["1 Harbour Street, Port City, Russia"]
    assert address["properties"]["country"] == ["ru"]


def test_a_country_that_nobody_can_be_sure_of_stands_in_the_notes() -> None:
    said = {"nationality": ["Russian", "Possibly Ethiopian"]}
    told = _first(kind=PartyKind.INDIVIDUAL, details=said)["properties"]
    assert (told["nationality"], told["notes"]) == (["ru"], ["nationality: Possibly Ethiopian"])


def test_an_id_is_the_lists_own_and_hashed_where_it_cannot_be() -> None:
    assert entity_id(id_space="us_ofac", external_id="17018") == "us-ofac-17018"
    assert entity_id(id_space="eu_fsf", external_id="EU.27.28") == "eu-fsf-EU.27.28"
    hashed = entity_id(id_space="eu_journal", external_id="32014R0833/IV/ä b")
    assert hashed == "eu-journal-" + hashed.removeprefix("eu-journal-")
    assert hashed.removeprefix("eu-journal-").isalnum()


@given(some.permutations(range(4)))
def test_the_order_of_rows_changes_nothing(order: list[int]) -> None:
    numbers = [IdentifierRecord("passport", f"P{number}") for number in range(4)]
    party = replace(PARTY, kind=PartyKind.INDIVIDUAL)
    first = [*entities_of(replace(party, identifiers=tuple(numbers)))]
    other = [*entities_of(replace(party, identifiers=tuple(numbers[at] for at in order)))]
    assert first == other
