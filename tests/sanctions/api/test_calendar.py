"""The calendar over REST: the days of a span, what passed, filters, other points in time."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from sanctions.models import RenewalRule
from tests.clock import SetClock
from tests.rest_clients import API, client_of
from tests.sanctions.factories import AuthorityFactory, ProgramFactory, UserFactory
from tests.sanctions.program_factories import (
    InstrumentFactory,
    LegalBasisFactory,
    RenewalFactory,
    RenewalRuleFactory,
)

pytestmark = pytest.mark.django_db
EU = {"code": "EU", "name": "European Union"}


@pytest.fixture
def sunset(database_clock: SetClock) -> RenewalRule:
    """Individual measures to 15 September, of which no later act is recorded in November."""
    database_clock(datetime(2026, 11, 25, tzinfo=UTC))
    authority = AuthorityFactory(**EU)
    decision = InstrumentFactory(authority=authority, identifier="Decision 2014/145/CFSP")
    regulation = InstrumentFactory(
        authority=authority, identifier="Regulation (EU) No 269/2014", parent=decision
    )
    program = ProgramFactory(authority=authority, key="269/2014", catalogue_key="EU-UKR")
    LegalBasisFactory(program=program, instrument=regulation)
    rule: RenewalRule = RenewalRuleFactory(
        instrument=decision, kind="sunset", fixed_days=["03-15", "09-15"]
    )
    RenewalFactory(rule=rule, decided_on=date(2026, 3, 14), extends_to=date(2026, 9, 15))
    return rule


def days(query: str = "") -> list[tuple[str, str, str]]:
    """Return the days of the calendar, with basis and state."""
    return [(row["date"], row["basis"], row["state"]) for row in calendar(query)["results"]]


def calendar(query: str = "") -> Any:
    """Return the calendar."""
    response = client_of(UserFactory()).get(f"{API}/calendar/?{query}")
    assert response.status_code == 200, response.content
    return response.json()


def test_what_passed_without_an_act_stands_before_what_comes(sunset: RenewalRule) -> None:
    assert days("days=200") == [
        ("2026-09-15", "act", "passed"),
        ("2027-03-15", "rule", "ahead"),
    ]
    assert calendar("days=200")["until"] == "2027-06-13"


def test_a_day_names_the_programs_that_rest_on_its_instrument(sunset: RenewalRule) -> None:
    first = calendar()["results"][0]
    assert (first["instrument"], first["programs"]) == ("Decision 2014/145/CFSP", ["269/2014"])
    assert (first["days"], first["lead"], first["kind"]) == (-71, None, "sunset")


def test_on_another_day_it_was_still_to_come(sunset: RenewalRule) -> None:
    assert days("as_of=2026-09-01") == [("2026-09-15", "act", "ahead")]
    assert calendar("as_of=2026-09-09")["results"][0]["lead"] == 7


def test_an_act_that_was_not_known_does_not_count(sunset: RenewalRule) -> None:
    assert days("known_at=2026-11-24T00:00:00Z") == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("authority=EU", 1),
        ("authority=US", 0),
        ("kind=sunset", 1),
        ("kind=review", 0),
        ("if_nobody_acts=lapses", 1),
        ("program=269/2014", 1),
        ("program=EU-UKR", 1),
        ("program=833/2014", 0),
    ],
)
def test_the_calendar_is_narrowed(sunset: RenewalRule, query: str, found: int) -> None:
    assert len(days(query)) == found


@pytest.mark.parametrize(
    ("name", "value"),
    [("days", "0"), ("days", "1501"), ("days", "-1"), ("days", "x"), ("day", "3"), ("kind", "x")],
)
def test_what_means_nothing_is_refused(name: str, value: str) -> None:
    response = client_of(UserFactory()).get(f"{API}/calendar/?{name}={value}")
    assert (response.status_code, response.json()["field"]) == (400, name)


def test_what_is_about_ended_programs_alone_is_left_out(sunset: RenewalRule) -> None:
    program = sunset.instrument.children.get().based.get().program
    program.status, program.ended_on = "ended", date(2026, 9, 15)
    program.save()
    assert days() == []
    assert days("as_of=2026-09-01") == []
    assert days("as_of=2026-03-01") == [("2026-03-15", "rule", "ahead")]


def test_an_instrument_that_ended_comes_up_no_more(sunset: RenewalRule) -> None:
    sunset.instrument.ended_on = date(2026, 10, 1)
    sunset.instrument.save()
    assert days("days=400") == []
