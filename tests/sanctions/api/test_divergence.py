"""Who is listed by one authority and not by another, over REST."""

from __future__ import annotations

from typing import Any

import pytest

from sanctions.models import Designation, ListEntry, Party
from tests.rest_clients import API, client_of, ids
from tests.sanctions.factories import (
    AuthorityFactory,
    DesignationFactory,
    ListEntryFactory,
    PartyFactory,
    PartyIdentifierFactory,
    SanctionsListFactory,
    SnapshotFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
PARTIES, DESIGNATIONS = f"{API}/parties/", f"{API}/designations/"
IMO = {"type": "imo", "value": "9074729", "valid": True}


def listed(authority: str, space: str, **number: Any) -> Designation:
    """Make a designation by an authority, of a party of its own id space, with a number."""
    of_list = SanctionsListFactory(
        key=space, authority=AuthorityFactory(code=authority), id_space=space
    )
    copy = SnapshotFactory(sanctions_list=of_list)
    party: Party = PartyFactory(id_space=space, name="ONE NAME")
    entry: ListEntry = ListEntryFactory(party=party, first_snapshot=copy)
    if number:
        PartyIdentifierFactory(entry=entry, **number)
    made: Designation = DesignationFactory(party=party, first_snapshot=copy)
    return made


def found(path: str, query: str) -> set[str]:
    """Return the ids on a page."""
    return set(ids(client_of(UserFactory()).get(f"{path}?{query}")))


def test_a_party_of_the_same_checked_number_counts_as_listed_there() -> None:
    us, eu = listed("US", "us_ofac", **IMO), listed("EU", "eu_fsf", **IMO)
    alone = listed("US", "us_ofac", type="imo", value="9187629", valid=True)
    assert found(PARTIES, "listed_in=US&not_listed_in=EU") == {alone.party.pk}
    assert found(PARTIES, "listed_in=US,EU") == {us.party.pk, eu.party.pk}
    assert found(PARTIES, "not_listed_in=US,EU") == set()


def test_designations_are_narrowed_by_who_lists_their_parties() -> None:
    us, eu = listed("US", "us_ofac", **IMO), listed("EU", "eu_fsf", **IMO)
    alone = listed("US", "us_ofac")
    assert found(DESIGNATIONS, "listed_in=US&not_listed_in=EU") == {alone.pk}
    assert found(DESIGNATIONS, "authority=US&listed_in=EU") == {us.pk}
    assert found(DESIGNATIONS, "authority=EU&not_listed_in=US") == set()
    assert found(DESIGNATIONS, "listed_in=EU") == {us.pk, eu.pk}


@pytest.mark.parametrize(
    "number",
    [
        {},
        {"type": "imo", "value": "9074729", "valid": False},
        {"type": "imo_company", "value": "9074729", "valid": True},
        {"type": "Passport", "value": "9074729", "valid": None},
    ],
    ids=["a name alone", "wrong check digits", "a number of many", "no check digits"],
)
def test_nothing_else_links(number: dict[str, Any]) -> None:
    us = listed("US", "us_ofac", **(number or IMO))
    listed("EU", "eu_fsf", **number)
    assert found(PARTIES, "listed_in=US&not_listed_in=EU") == {us.party.pk}


def test_two_ids_of_one_space_are_two_parties() -> None:
    first, second = listed("US", "us_ofac", **IMO), listed("US", "us_ofac", **IMO)
    shown = client_of(UserFactory()).get(f"{PARTIES}{first.party.pk}/").json()
    assert second.party.pk not in [one["id"] for one in shown["same_as"]]


def test_the_reference_of_the_un_links() -> None:
    number = {"type": "un_reference", "value": "QDi.001", "valid": None}
    un, uk = listed("UN", "un_sc", **number), listed("UK", "gb_fcdo", **number)
    assert found(PARTIES, "listed_in=UN,UK") == {un.party.pk, uk.party.pk}


def test_divergence_is_that_of_the_day() -> None:
    us, eu = listed("US", "us_ofac", **IMO), listed("EU", "eu_fsf", **IMO)
    Designation.objects.filter(pk=eu.pk).update(
        to_date="2022-05-01", delisted_known_at="2022-05-01T00:00:00Z"
    )
    assert found(PARTIES, "listed_in=US&not_listed_in=EU&as_of=2022-04-30") == set()
    assert found(PARTIES, "listed_in=US&not_listed_in=EU&as_of=2022-05-01") == {
        us.party.pk,
        eu.party.pk,
    }


def test_a_party_says_under_which_ids_other_lists_have_it() -> None:
    us, eu = listed("US", "us_ofac", **IMO), listed("EU", "eu_fsf", **IMO)
    (other,) = client_of(UserFactory()).get(f"{PARTIES}{us.party.pk}/").json()["same_as"]
    assert (other["id"], other["id_space"], other["by"]) == (
        eu.party.pk,
        "eu_fsf",
        {"type": "imo", "value": "9074729"},
    )
    assert [one["id"] for one in other["designations"]] == [eu.pk]


@pytest.mark.parametrize("name", ["listed_in", "not_listed_in"])
def test_an_authority_that_was_never_read_is_refused_rather_than_taken_to_list_nobody(
    name: str,
) -> None:
    listed("US", "us_ofac")
    answer = client_of(UserFactory()).get(f"{PARTIES}?{name}=US,EU")
    assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (
        400,
        "authority-not-read",
        name,
    )
    assert "'EU'" in answer.json()["detail"]
