"""News of lists becomes evidence on the conditions that wait for it: once, and only news."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from sanctions.domain.kinds import DeltaKind
from sanctions.models import Delta, Designation, ListEntry, Snapshot
from scenarios.models import Assessment, CaseDesignation, ChangeEvent, Condition, Source
from scenarios.services.apply_list_deltas import Applied, apply_list_deltas
from scenarios.services.settle_assessments import settle_assessments
from tests.clock import SetClock
from tests.sanctions.factories import (
    DeltaFactory,
    DesignationFactory,
    ListEntryFactory,
    PartyFactory,
    ProgramFactory,
    SnapshotFactory,
)
from tests.scenarios.factories import (
    CaseDesignationFactory,
    CasePartyFactory,
    PackageFactory,
    StepFactory,
)
from tests.scenarios.small_world import World, current, evaluate_whole, make_world, noon, told

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 2)
PUBLISHED = date(2026, 6, 1)
NOTHING = Applied(deltas=0, assessments=0, events=0)


class Listed:
    """A party that the case and the list both name, and what becomes of it on the list."""

    def __init__(self, world: World, number: str, *, program: str = "RUSSIA-EO14024") -> None:
        self.party = PartyFactory(external_id=number, name=f"BANK {number}")
        self.entry: ListEntry = ListEntryFactory(party=self.party)
        self.designation: Designation = DesignationFactory(
            party=self.party,
            first_snapshot=self.entry.first_snapshot,
            program=ProgramFactory(key=program),
        )
        in_case = CasePartyFactory(
            case=world.case, listed_as_list="us_ofac_sdn", listed_as_id=number
        )
        self.slug: str = CaseDesignationFactory(
            case=world.case, party=in_case, program=program
        ).slug

    def leaves(self, **more: Any) -> Delta:
        """Take the party off the list, as an import does."""
        copy = SnapshotFactory(published=PUBLISHED, **more.pop("copy", {}))
        self.designation.to_date = PUBLISHED
        self.designation.delisted_known_at = datetime(2026, 6, 1, 12, tzinfo=UTC)
        self.designation.last_snapshot = copy
        self.designation.save()
        return self.news(DeltaKind.DELISTED, copy=copy, **more)

    def returns(self) -> Delta:
        """Put the party on the list again."""
        copy = SnapshotFactory(published=TODAY)
        DesignationFactory(party=self.party, first_snapshot=copy, program=self.designation.program)
        return self.news(DeltaKind.RELISTED, copy=copy)

    def news(self, kind: DeltaKind, *, copy: Snapshot, **more: Any) -> Delta:
        """Make the delta of the copy."""
        made: Delta = DeltaFactory(
            entry=self.entry, party=self.party, snapshot=copy, kind=kind.value, **more
        )
        return made


@pytest.fixture
def world(database_clock: SetClock) -> World:
    """Make a case whose gate waits for a package of delistings."""
    database_clock(noon(PUBLISHED))
    world = make_world(["delisted"])
    condition = world.conditions["delisted"]
    condition.fulfilled_by = PackageFactory(case=world.case, slug="P2")
    condition.save()
    return world


Removal = Callable[..., None]


@pytest.fixture
def removal(world: World, database_clock: SetClock) -> Removal:
    """Return what lets the package remove parties' designations, and evaluates the case in May."""

    def remove(*parties: Listed, **more: Any) -> None:
        package = world.conditions["delisted"].fulfilled_by
        given = {"removes_designations": [party.slug for party in parties], **more}
        StepFactory(package=package, **given)
        database_clock(noon(date(2026, 5, 1)))
        evaluate_whole(world.case)
        database_clock(noon(TODAY))

    return remove


def test_a_delisting_meets_the_condition_opens_the_gate_and_flags_the_scenario(
    world: World, removal: Removal
) -> None:
    bank = Listed(world, "17013")
    removal(bank)
    delta = bank.leaves()
    assert apply_list_deltas() == Applied(deltas=1, assessments=1, events=2)
    events = list(ChangeEvent.objects.all())
    assert told(events) == [
        ("delisted", "NOT_MET", "MET", "EVIDENCE", "3"),
        ("main", "NOT_MET", "MET", "EVIDENCE", "3"),
    ]
    assert {(event.delta, event.actor, event.valid_from) for event in events} == {
        (delta, None, PUBLISHED)
    }
    assert world.state() == "GATE_OPEN"


def test_the_assessment_is_the_authoritys_and_cites_the_copy(
    world: World, removal: Removal
) -> None:
    bank = Listed(world, "17013")
    removal(bank)
    bank.leaves()
    apply_list_deltas()
    made = Assessment.objects.get(delta__isnull=False)
    assert (made.status, made.assessor, made.date) == ("MET", "US", PUBLISHED)
    assert (made.origin, made.entered_by) == ("list_delta", None)
    assert made.recorded == noon(TODAY)
    assert made.reason == (
        "us_ofac_sdn of 2026-06-01 no longer names BANK 17013 (17013): "
        "1 of 1 designations that the package removes are gone"
    )
    source = Source.objects.get(case=world.case, key="us_ofac_sdn-2026-06-01")
    assert made.sources == [source.key]
    assert (source.publisher, source.published, source.grade) == (
        "Office of Foreign Assets Control",
        PUBLISHED,
        "A1",
    )
    assert Condition.objects.get(slug="delisted").version == 2


def test_the_same_delta_counts_once(world: World, removal: Removal) -> None:
    bank = Listed(world, "17013")
    removal(bank)
    bank.leaves()
    apply_list_deltas()
    assert apply_list_deltas() == NOTHING
    assert Assessment.objects.filter(delta__isnull=False).count() == 1
    assert ChangeEvent.objects.count() == 2


@pytest.mark.parametrize("copy", [{"is_excerpt": True}, {"is_baseline": True}])
def test_what_is_no_news_never_counts(
    world: World, removal: Removal, copy: dict[str, bool]
) -> None:
    bank = Listed(world, "17013")
    removal(bank)
    bank.leaves(is_news=False, copy=copy)
    assert apply_list_deltas() == NOTHING
    assert not Assessment.objects.filter(delta__isnull=False).exists()


def test_part_of_a_package_is_partial(world: World, removal: Removal) -> None:
    bank, broker = Listed(world, "17013"), Listed(world, "17014")
    removal(bank, broker)
    bank.leaves()
    apply_list_deltas()
    assert told(ChangeEvent.objects.all()) == [
        ("delisted", "NOT_MET", "PARTIAL", "EVIDENCE", "1"),
    ]
    broker.leaves()
    apply_list_deltas()
    assert current(world.gate).status == "MET"


def test_a_step_that_removes_nothing_is_not_known_to_be_done(
    world: World, removal: Removal
) -> None:
    bank = Listed(world, "17013")
    StepFactory(package=world.conditions["delisted"].fulfilled_by, instrument="US.GL", licence="8")
    removal(bank)
    bank.leaves()
    apply_list_deltas()
    assert current(world.conditions["delisted"]).status == "PARTIAL"


def test_a_designation_that_no_list_shows_is_not_known_to_be_gone(
    world: World, removal: Removal
) -> None:
    bank = Listed(world, "17013")
    elsewhere = CaseDesignationFactory(case=world.case)
    removal(bank, removes_designations=[bank.slug, elsewhere.slug])
    bank.leaves()
    apply_list_deltas()
    assert current(world.conditions["delisted"]).status == "PARTIAL"


def test_a_step_that_removes_a_program_removes_its_designations(
    world: World, removal: Removal
) -> None:
    bank = Listed(world, "17013", program="SYRIA")
    removal(bank, removes_designations=None, removes_program="SYRIA", authority="US")
    bank.leaves()
    apply_list_deltas()
    assert current(world.conditions["delisted"]).status == "MET"


def test_leaving_one_program_counts_for_that_program(
    world: World, removal: Removal, database_clock: SetClock
) -> None:
    bank = Listed(world, "17013", program="SYRIA")
    DesignationFactory(
        party=bank.party,
        first_snapshot=bank.entry.first_snapshot,
        program=ProgramFactory(key="SDGT"),
    )
    removal(bank)
    bank.designation.to_date = PUBLISHED
    bank.designation.delisted_known_at = datetime(2026, 6, 1, 12, tzinfo=UTC)
    bank.designation.save()
    copy = SnapshotFactory(published=PUBLISHED)
    fields = {"before": {"programs": ["SDGT", "SYRIA"]}, "after": {"programs": ["SDGT"]}}
    bank.news(DeltaKind.AMENDED, copy=copy, **fields)
    apply_list_deltas()
    database_clock(noon(TODAY) + timedelta(hours=24))
    settle_assessments()
    assert current(world.conditions["delisted"]).status == "MET"


def test_another_spelling_of_the_name_says_nothing(world: World, removal: Removal) -> None:
    bank = Listed(world, "17013")
    removal(bank)
    copy = SnapshotFactory(published=PUBLISHED)
    bank.news(DeltaKind.AMENDED, copy=copy, before={"name": "BANC"}, after={"name": "BANK"})
    assert apply_list_deltas() == Applied(deltas=1, assessments=0, events=0)


def test_a_party_that_returns_breaches_what_was_met(world: World, removal: Removal) -> None:
    bank = Listed(world, "17013")
    removal(bank)
    bank.leaves()
    apply_list_deltas()
    bank.returns()
    apply_list_deltas()
    assert told(ChangeEvent.objects.all())[2:] == [
        ("delisted", "MET", "BREACHED", "EVIDENCE", "3"),
        ("main", "MET", "BREACHED", "EVIDENCE", "3"),
    ]


def test_a_party_that_is_listed_says_nothing_of_what_was_never_met(
    world: World, removal: Removal
) -> None:
    bank = Listed(world, "17013")
    removal(bank)
    bank.news(DeltaKind.LISTED, copy=SnapshotFactory(published=PUBLISHED))
    assert apply_list_deltas() == Applied(deltas=1, assessments=0, events=0)


def test_a_party_that_no_case_names_is_passed_over(world: World, removal: Removal) -> None:
    bank = Listed(world, "17013")
    removal(bank)
    delta = DeltaFactory(kind=DeltaKind.DELISTED.value)
    assert apply_list_deltas() == Applied(deltas=1, assessments=0, events=0)
    delta.refresh_from_db()
    assert delta.applied_to_cases_at == noon(TODAY)


def test_a_list_of_another_authority_says_nothing(world: World, removal: Removal) -> None:
    bank = Listed(world, "17013")
    removal(bank)
    CaseDesignation.objects.filter(slug=bank.slug).update(authority="EU")
    bank.leaves()
    assert apply_list_deltas() == Applied(deltas=1, assessments=0, events=0)
