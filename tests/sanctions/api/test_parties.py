"""Parties, designations and lists over REST, today and at another point in time."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from sanctions.models import Designation
from tests.clock import SetClock
from tests.rest_clients import API, client_of, ids
from tests.sanctions.factories import (
    AuthorityFactory,
    DesignationFactory,
    PartyFactory,
    PartyIdentifierFactory,
    PartyNameFactory,
    SanctionsListFactory,
    SnapshotFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
PARTIES, DESIGNATIONS = f"{API}/parties/", f"{API}/designations/"


@pytest.fixture
def ended(database_clock: SetClock) -> Designation:
    """In force from February to May 2022; that it ended we knew in June."""
    database_clock(datetime(2022, 7, 1, tzinfo=UTC))
    made: Designation = DesignationFactory(
        to_date=date(2022, 5, 1), delisted_known_at=datetime(2022, 6, 1, tzinfo=UTC)
    )
    return made


def test_a_party_is_shown_with_all_that_the_lists_say_of_it() -> None:
    designation = DesignationFactory()
    PartyNameFactory(party=designation.party, name="РОСНЕФТЬ")
    PartyIdentifierFactory(party=designation.party)
    shown = client_of(UserFactory()).get(f"{PARTIES}{designation.party.pk}/").json()
    assert shown["name"] == designation.party.name
    assert shown["names"][0]["name"] == "РОСНЕФТЬ"
    assert shown["identifiers"][0]["value"] == "9074729"
    assert shown["designations"][0]["program"] == "RUSSIA-EO14024"
    assert shown["freshness"]["source_version"].startswith("us_ofac_sdn@2022-02-17#")


def test_a_list_of_parties_says_on_which_copies_it_rests() -> None:
    DesignationFactory()
    page = client_of(UserFactory()).get(PARTIES).json()
    assert set(page) == {"as_of", "known_at", "freshness", "next", "previous", "results"}
    assert page["freshness"]["only_excerpts"] is False


@pytest.mark.parametrize(
    ("query", "in_force"),
    [
        ("", False),
        ("as_of=2022-02-16", False),
        ("as_of=2022-02-17", True),
        ("as_of=2022-04-30", True),
        ("as_of=2022-05-01", False),
        ("as_of=2022-05-01&known_at=2022-05-31T00:00:00Z", True),
        ("as_of=2022-05-01&known_at=2022-06-01T00:00:00Z", False),
        ("as_of=2022-04-30&known_at=2022-02-17T00:00:00Z", False),
    ],
)
def test_what_is_in_force_is_that_of_the_point_in_time(
    ended: Designation, query: str, in_force: bool
) -> None:
    client = client_of(UserFactory())
    party = client.get(f"{PARTIES}{ended.party.pk}/?{query}").json()
    assert bool(party["designations"]) is in_force
    listed = client.get(f"{PARTIES}?listed_in=US&{query}")
    assert (ids(listed) == [ended.party.pk]) is in_force
    if query:
        assert bool(ids(client.get(f"{DESIGNATIONS}?{query}"))) is in_force


def test_an_ended_designation_is_never_gone(ended: Designation) -> None:
    client = client_of(UserFactory())
    assert ids(client.get(DESIGNATIONS)) == [ended.pk]
    assert ids(client.get(f"{DESIGNATIONS}?current=true")) == []
    shown = client.get(f"{DESIGNATIONS}{ended.pk}/").json()
    assert (shown["to_date"], shown["party"]["id"]) == ("2022-05-01", ended.party.pk)


def test_parties_are_narrowed() -> None:
    us = DesignationFactory()
    eu_list = SanctionsListFactory(key="eu_fsf", authority=AuthorityFactory(code="EU"))
    eu = DesignationFactory(first_snapshot=SnapshotFactory(sanctions_list=eu_list))
    both = DesignationFactory(party=us.party, first_snapshot=eu.first_snapshot).party
    vessel = PartyFactory(kind="vessel")
    PartyIdentifierFactory(party=vessel, value="9074729")
    client = client_of(UserFactory())

    def found(query: str) -> set[str]:
        return set(ids(client.get(f"{PARTIES}?{query}")))

    assert found("listed_in=US&not_listed_in=EU") == set()
    assert found("listed_in=EU&not_listed_in=US") == {eu.party.pk}
    assert found("listed_in=EU") == {eu.party.pk, both.pk}
    assert vessel.pk in found("kind=vessel")
    assert found("identifier=9074729") == {vessel.pk}
    assert set(ids(client.get(f"{DESIGNATIONS}?list=eu_fsf&party={both.pk}"))) != set()


def test_every_list_says_its_terms_and_its_age() -> None:
    DesignationFactory()
    shown: list[dict[str, Any]] = client_of(UserFactory()).get(f"{API}/lists/").json()
    sdn = next(one for one in shown if one["key"] == "us_ofac_sdn")
    assert sdn["licence"]
    assert (sdn["parties"], sdn["published"]) == (1, "2022-02-17")
