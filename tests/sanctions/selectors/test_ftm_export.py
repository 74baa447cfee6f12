"""The export of the parties: who is in it, on which day, and how much it asks for."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sanctions.domain.ftm_entities import Entity
from sanctions.models import Designation, Party
from sanctions.selectors.ftm_export import ftm_entities
from tests.clock import SetClock
from tests.sanctions.factories import (
    DesignationFactory,
    ListEntryFactory,
    PartyAddressFactory,
    PartyDateFactory,
    PartyIdentifierFactory,
    PartyNameFactory,
    RelationFactory,
    SnapshotFactory,
)

pytestmark = pytest.mark.django_db


def _party(**options: Any) -> Party:
    """Make a party of the list with everything that can be exported of it."""
    designation: Designation = DesignationFactory(**options)
    entry = ListEntryFactory(party=designation.party, first_snapshot=designation.first_snapshot)
    for factory in (PartyNameFactory, PartyIdentifierFactory, PartyDateFactory):
        factory(entry=entry)
    PartyAddressFactory(entry=entry)
    return designation.party


def _export(**options: Any) -> list[Entity]:
    return [*ftm_entities(parties=Party.objects.all(), **options)]


def _schemata(**options: Any) -> list[str]:
    return [entity["schema"] for entity in _export(**options)]


def test_a_party_is_exported_with_all_that_the_list_says() -> None:
    party = _party()
    exported = _export()
    assert exported[0]["id"] == f"us-ofac-{party.external_id}"
    assert sorted(entity["schema"] for entity in exported) == [
        "Address",
        "Identification",
        "Organization",
        "Sanction",
    ]


def test_a_party_without_an_entry_on_a_list_is_not_exported() -> None:
    DesignationFactory()
    assert _export() == []


def test_an_excerpt_is_not_exported() -> None:
    ListEntryFactory(party=_party(), first_snapshot=SnapshotFactory(sanctions_list__key="other"))
    ListEntryFactory(is_excerpt=True)
    assert _schemata().count("Organization") == 1


def test_a_list_is_exported_with_what_it_says_alone() -> None:
    party = _party()
    other = SnapshotFactory(sanctions_list__key="us_ofac_cons")
    ListEntryFactory(party=party, first_snapshot=other)
    (entity,) = _export(list_key="us_ofac_cons")
    assert entity["datasets"] == ["us_ofac_cons"]
    assert _export()[0]["datasets"] == ["us_ofac_cons", "us_ofac_sdn"]


def test_a_day_has_the_designations_in_force_on_it(database_clock: SetClock) -> None:
    database_clock(datetime(2023, 1, 1, tzinfo=UTC))
    _party(to_date=date(2022, 5, 1), delisted_known_at=datetime(2022, 5, 2, tzinfo=UTC))
    assert "Sanction" in _schemata(as_of=date(2022, 4, 30))
    assert _schemata(as_of=date(2022, 5, 1)) == []
    ended = next(entity for entity in _export() if entity["schema"] == "Sanction")
    assert ended["properties"]["endDate"] == ["2022-05-01"]
    assert "topics" not in _export()[0]["properties"]


def test_a_link_points_only_to_who_is_exported_too() -> None:
    entry = _party().entries.get()
    RelationFactory(entry=entry)
    RelationFactory(entry=entry, other=_party())
    assert _schemata().count("UnknownLink") == 1


def test_who_left_was_seen_last_in_the_copy_before() -> None:
    days = (date(2022, 2, 17), date(2022, 3, 1), date(2022, 4, 1))
    copies = [
        SnapshotFactory(published=day, imported_at=datetime(2022, 5, at, tzinfo=UTC))
        for at, day in enumerate(days, 1)
    ]
    ListEntryFactory(present=False, first_snapshot=copies[0], changed_snapshot=copies[2])
    (entity,) = _export()
    told = (entity["first_seen"], entity["last_seen"], entity["last_change"])
    assert told == ("2022-02-17", "2022-03-01", "2022-04-01")


def test_four_parties_ask_for_as_many_queries_as_one() -> None:
    counts = []
    for more in (1, 3):
        for _ in range(more):
            RelationFactory(entry=_party().entries.get(), other=_party())
        with CaptureQueriesContext(connection) as asked:
            _export()
        counts.append(len(asked))
    assert counts == [13, 13]
