"""A record as it is stored and compared."""

from __future__ import annotations

from sanctions.domain.kinds import DateKind, NameType, PartyKind
from sanctions.domain.records import (
    AddressRecord,
    DateRecord,
    IdentifierRecord,
    NameRecord,
    PartyRecord,
)


def test_empty_fields_are_left_out() -> None:
    plain = PartyRecord("1", PartyKind.VESSEL, "EBANO", ("CUBA",))
    assert plain.fields() == {"name": "EBANO", "kind": "vessel", "programs": ["CUBA"]}


def test_files_that_were_not_given_are_absent_and_empty_ones_are_not() -> None:
    given = PartyRecord("1", PartyKind.VESSEL, "EBANO", (), aliases=(), addresses=())
    assert (given.fields()["aliases"], given.fields()["addresses"]) == ([], [])
    assert "aliases" not in PartyRecord("1", PartyKind.VESSEL, "EBANO", ()).fields()


def test_everything_that_is_known_is_flattened() -> None:
    full = PartyRecord(
        "1",
        PartyKind.INDIVIDUAL,
        "DOE, Ivan",
        ("SDGT",),
        weak_names=(NameRecord("THE FOX", NameType.AKA, weak=True),),
        aliases=(NameRecord("ROE, Ivan", NameType.FKA),),
        addresses=(AddressRecord("1 Harbour Street", "Limassol", "Cyprus"),),
        identifiers=(IdentifierRecord("inn", "7707083893", "Russia", valid=True),),
        dates=(DateRecord(DateKind.BIRTH, "1962"),),
        details={"gender": ["Male"]},
        remarks="DOB 1962.",
    )
    assert full.fields() == {
        "name": "DOE, Ivan",
        "kind": "individual",
        "programs": ["SDGT"],
        "weak_names": [{"name": "THE FOX", "type": "aka", "weak": True}],
        "identifiers": [
            {"type": "inn", "value": "7707083893", "country": "Russia", "note": "", "valid": True}
        ],
        "dates": [{"kind": "birth", "raw": "1962"}],
        "aliases": [{"name": "ROE, Ivan", "type": "fka", "weak": False}],
        "addresses": [
            {"street": "1 Harbour Street", "place": "Limassol", "country": "Cyprus", "note": ""}
        ],
        "gender": ["Male"],
        "remarks": "DOB 1962.",
    }
