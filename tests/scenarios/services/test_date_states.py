"""States of packages with days: what a file says, what an act says, and what was before."""

from __future__ import annotations

from datetime import date

import pytest

from scenarios.models import DatedState, Package
from scenarios.selectors.states_at import packages_at
from scenarios.services.load_case import load_case
from scenarios.services.record_act import GivenAct, record_act
from tests.clock import SetClock
from tests.sanctions.factories import member
from tests.scenarios.services.small_case import loaded_small_case
from tests.scenarios.small_world import noon

pytestmark = pytest.mark.django_db

JUNE, JULY, AUGUST = date(2022, 6, 1), date(2022, 7, 1), date(2022, 8, 1)


def state(on: date) -> tuple[str | None, date | None]:
    """Return the state of the package on a day, and since when it has it."""
    key = Package.objects.get(slug="P1").pk
    standing = packages_at([key], as_of=on)[key]
    return standing.state, standing.since


def test_the_state_of_a_file_has_no_day(database_clock: SetClock) -> None:
    database_clock(noon(JUNE))
    document, _ = loaded_small_case()
    assert not DatedState.objects.exists()
    assert state(date(2020, 1, 1)) == (None, None)
    assert document["packages"][0].get("state") is None


def test_an_edited_file_gives_the_new_state_the_day_of_loading(database_clock: SetClock) -> None:
    database_clock(noon(JUNE))
    document, _ = loaded_small_case()
    document["packages"][0]["state"] = "AGREED"
    database_clock(noon(JULY))
    load_case(document=document)
    document["packages"][0]["state"] = "EFFECTIVE"
    database_clock(noon(AUGUST))
    load_case(document=document)
    assert [state(day) for day in (JUNE, JULY, AUGUST)] == [
        (None, None),
        ("AGREED", JULY),
        ("EFFECTIVE", AUGUST),
    ]
    assert load_case(document=document).changes_something is False
    assert DatedState.objects.count() == 3


def test_a_dry_run_dates_nothing(database_clock: SetClock) -> None:
    database_clock(noon(JUNE))
    document, _ = loaded_small_case()
    document["packages"][0]["state"] = "AGREED"
    load_case(document=document, dry_run=True)
    assert not DatedState.objects.exists()


def test_a_file_may_contradict_an_act_from_today_on(database_clock: SetClock) -> None:
    database_clock(noon(JULY))
    document, case = loaded_small_case()
    package = Package.objects.get(slug="P1")
    given = GivenAct(date=JUNE, what="The ban is lifted.", package=package, state="EFFECTIVE")
    record_act(case=case, given=given, reason="Published.", actor=member())
    database_clock(noon(AUGUST))
    document["packages"][0]["state"] = "LAPSED"
    load_case(document=document, keep=True)
    assert [state(day) for day in (date(2022, 5, 31), JUNE, AUGUST)] == [
        (None, None),
        ("EFFECTIVE", JUNE),
        ("LAPSED", AUGUST),
    ]
