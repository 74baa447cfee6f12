"""Which designations hold on a day, now and as it was known."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from sanctions.models import Designation, Party
from tests.sanctions.factories import DesignationFactory, PartyFactory, SnapshotFactory

pytestmark = pytest.mark.django_db

FROM, TO = date(2022, 4, 6), date(2025, 4, 2)
LISTED, DELISTED = datetime(2022, 4, 6, 18, tzinfo=UTC), datetime(2025, 4, 2, 18, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def ended() -> Designation:
    """Return a designation that held from April 2022 to April 2025."""
    made: Designation = DesignationFactory(
        from_date=FROM,
        first_seen_on=FROM,
        to_date=TO,
        listed_known_at=LISTED,
        delisted_known_at=DELISTED,
    )
    return made


@pytest.mark.parametrize(
    ("on", "holds"), [(FROM - DAY, False), (FROM, True), (TO - DAY, True), (TO, False)]
)
def test_it_holds_from_its_first_day_until_not_including_its_last(
    ended: Designation, on: date, holds: bool
) -> None:
    assert Designation.objects.in_force(on=on).exists() is holds


def test_before_it_was_known_to_end_it_held(ended: Designation) -> None:
    earlier = Designation.objects.in_force(on=TO, known_at=DELISTED - DAY)
    assert earlier.exists()
    assert not Designation.objects.in_force(on=TO, known_at=DELISTED).exists()


def test_before_it_was_known_it_did_not_hold(ended: Designation) -> None:
    assert not Designation.objects.in_force(on=FROM, known_at=LISTED - DAY).exists()


def test_an_unknown_start_counts_from_the_first_sight() -> None:
    DesignationFactory(from_date=None, first_seen_on=FROM)
    assert not Designation.objects.in_force(on=FROM - DAY).exists()
    assert Designation.objects.in_force(on=FROM).exists()


def test_designated_parties_are_those_with_a_designation_in_force(ended: Designation) -> None:
    PartyFactory()
    assert [*Party.objects.designated(on=FROM)] == [ended.party]
    assert not Party.objects.designated(on=TO).exists()


def test_one_party_has_one_open_designation_of_a_kind() -> None:
    first = DesignationFactory()
    with pytest.raises(IntegrityError, match="designation_open_once"), transaction.atomic():
        DesignationFactory(party=first.party, first_snapshot=first.first_snapshot)


def test_an_end_has_its_instant() -> None:
    with pytest.raises(IntegrityError, match="designation_end_has_instant"), transaction.atomic():
        DesignationFactory(to_date=TO)


def test_it_does_not_end_before_it_begins() -> None:
    with pytest.raises(IntegrityError, match="ends_after_it_begins"), transaction.atomic():
        DesignationFactory(to_date=date(2020, 1, 1), delisted_known_at=DELISTED)


def test_a_copy_that_is_turned_away_says_why() -> None:
    with pytest.raises(IntegrityError, match="turned_away_says_why"), transaction.atomic():
        SnapshotFactory(held=True, reason="")
