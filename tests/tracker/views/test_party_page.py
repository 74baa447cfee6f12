"""What the page of a party shows: bars, numbers, dates, relations, and what lists changed."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from sanctions.models import ListEntry, Party
from tests.sanctions.factories import (
    DeltaFactory,
    DesignationFactory,
    ListEntryFactory,
    PartyDateFactory,
    PartyFactory,
    PartyIdentifierFactory,
    ProgramFactory,
    RelationFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry() -> ListEntry:
    """A party on a list."""
    made: ListEntry = ListEntryFactory(party=PartyFactory(name="NORTHERN BANK"))
    return made


def shown(client: Client, party: Party, query: str = "") -> str:
    """Return the page, in one line, at a day on which its lists were read."""
    answer = client.get(f"/parties/{party.pk}/?as_of=2022-03-01{query}")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_each_measure_has_its_bar_and_names_its_copy(as_analyst: Client, entry: ListEntry) -> None:
    copy = entry.first_snapshot
    program = ProgramFactory(key="SSI")
    for measure in ("sectoral_finance", "services_ban"):
        DesignationFactory(party=entry.party, first_snapshot=copy, program=program, measure=measure)
    page = shown(as_analyst, entry.party)
    assert "SSI: sectoral finance" in page
    assert "SSI: services ban" in page
    assert page.count("lane-band") == 2
    assert f"/copies/{copy.pk}/" in page


def test_a_designation_that_begins_later_is_shown_as_such(
    as_analyst: Client, entry: ListEntry
) -> None:
    DesignationFactory(
        party=entry.party, first_snapshot=entry.first_snapshot, from_date=date(2027, 1, 25)
    )
    page = shown(as_analyst, entry.party)
    assert "designated from a later day" in page
    assert "lane-band tone-blue" in page
    assert "25 Jan 2027" in page


def test_numbers_say_whether_their_check_digits_agree(as_analyst: Client, entry: ListEntry) -> None:
    PartyIdentifierFactory(entry=entry)
    assert "check digit agrees" in shown(as_analyst, entry.party)
    PartyIdentifierFactory(entry=entry, value="9074720", valid=False)
    assert "check digit is wrong" in shown(as_analyst, entry.party)


def test_a_date_that_is_no_plain_day_shows_its_bounds(as_analyst: Client, entry: ListEntry) -> None:
    PartyDateFactory(
        entry=entry,
        raw="circa 1975",
        precision="year",
        approximate=True,
        from_earliest=date(1975, 1, 1),
        to_latest=date(1975, 12, 31),
    )
    page = shown(as_analyst, entry.party)
    assert "circa 1975" in page
    assert "1 Jan 1975" in page
    assert "31 Dec 1975" in page


def test_relations_point_the_way_that_the_list_prints_them(
    as_analyst: Client, entry: ListEntry
) -> None:
    other = ListEntryFactory(party=PartyFactory(name="OWNER HOLDING"))
    RelationFactory(entry=entry, type="Owned or Controlled By", other=other.party)
    RelationFactory(
        entry=entry, type="Linked To", other=None, other_external_id="", other_name="NOBODY KNOWN"
    )
    page = shown(as_analyst, entry.party)
    assert "This party is:" in page
    assert "Others are, to this party:" not in page
    assert f"/parties/{other.party.pk}/" in page
    assert "NOBODY KNOWN" in page
    back = shown(as_analyst, other.party)
    assert "Others are, to this party:" in back
    assert "This party is:" not in back
    assert f"/parties/{entry.party.pk}/" in back


def test_what_a_list_changed_is_told_before_and_after(as_analyst: Client, entry: ListEntry) -> None:
    DeltaFactory(
        entry=entry,
        kind="amended",
        before={"name": "OLD BANK"},
        after={"name": "NORTHERN BANK"},
        designations=[
            {
                "what": "began",
                "program": "SDGT",
                "measure": "asset_freeze",
                "from_date": None,
                "basis": "",
            }
        ],
    )
    page = shown(as_analyst, entry.party)
    assert '<del class="gone">OLD BANK</del>' in page
    assert '<ins class="came">NORTHERN BANK</ins>' in page
    assert "begins: SDGT, asset freeze" in page


def test_the_same_party_on_another_list_is_named_with_the_number(
    as_analyst: Client, entry: ListEntry
) -> None:
    PartyIdentifierFactory(entry=entry)
    other = ListEntryFactory(party=PartyFactory(id_space="eu_fsf", name="BANQUE DU NORD"))
    PartyIdentifierFactory(entry=other)
    page = shown(as_analyst, entry.party)
    assert "The same party on other lists" in page
    assert "BANQUE DU NORD" in page
