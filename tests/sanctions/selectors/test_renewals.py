"""Which day is for which programs: along chains, as of a day, as known at an instant."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sanctions.domain.program_kinds import ClockBasis
from sanctions.models import Instrument, Program, RenewalRule
from sanctions.models.teams import Role
from sanctions.selectors.programs import basis_chains, program_overview
from sanctions.selectors.renewals import Clocks, passed
from sanctions.services.amend_terms import amend_terms
from sanctions.services.load_programs import load_programs
from tests.clock import SetClock
from tests.sanctions.factories import ProgramFactory, member
from tests.sanctions.program_factories import (
    InstrumentFactory,
    LegalBasisFactory,
    RenewalFactory,
    RenewalRuleFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture
def emergency() -> RenewalRule:
    """An emergency, an order that widens it, and a program on each."""
    statute = InstrumentFactory(identifier="IEEPA", kind="statute")
    first = InstrumentFactory(identifier="E.O. 13660", parent=statute)
    second = InstrumentFactory(identifier="E.O. 13661", parent=first)
    for key, order in (("UKRAINE-EO13660", first), ("UKRAINE-EO13661", second)):
        LegalBasisFactory(program=ProgramFactory(key=key), instrument=order)
    rule: RenewalRule = RenewalRuleFactory(instrument=first, fixed_days=["03-06"])
    return rule


def test_one_day_is_about_all_that_rests_on_the_instrument(emergency: RenewalRule) -> None:
    (event,) = Clocks().events(on=TODAY, until=date(2027, 6, 1))
    assert event.program_keys == ["UKRAINE-EO13660", "UKRAINE-EO13661"]
    assert (event.on, event.days, event.day.basis) == (date(2027, 3, 6), 101, ClockBasis.RULE)


def test_a_rule_of_the_order_that_widens_is_not_about_what_it_widens(
    emergency: RenewalRule,
) -> None:
    second = Instrument.objects.get(identifier="E.O. 13661")
    RenewalRuleFactory(instrument=second, fixed_days=["01-10"])
    first, other = (Program.objects.get(key=f"UKRAINE-EO{number}") for number in (13660, 13661))
    clocks = Clocks()
    found = [clocks.next_of(one, on=TODAY) for one in (first, other)]
    assert [event and event.on for event in found] == [date(2027, 3, 6), date(2027, 1, 10)]


def test_a_program_that_ended_is_no_longer_named(emergency: RenewalRule) -> None:
    Program.objects.filter(key="UKRAINE-EO13660").update(status="ended", ended_on=date(2027, 1, 1))
    (event,) = Clocks().events(on=TODAY, until=date(2027, 6, 1))
    assert event.program_keys == ["UKRAINE-EO13661"]


def test_a_chain_goes_up_to_the_statute(emergency: RenewalRule) -> None:
    program = Program.objects.get(key="UKRAINE-EO13661")
    (chain,) = basis_chains(program)
    assert [one.identifier for one in chain] == ["E.O. 13661", "E.O. 13660", "IEEPA"]


def test_an_overview_tells_the_clock_the_acts_and_the_status(emergency: RenewalRule) -> None:
    RenewalFactory(rule=emergency, decided_on=date(2025, 2, 1), extends_to=date(2026, 3, 6))
    program = Program.objects.get(key="UKRAINE-EO13661")
    found = program_overview(program=program, on=TODAY, known_at=NOON + timedelta(days=9999))
    assert [event.on for event in passed(found.clock)] == [date(2026, 3, 6)]
    assert found.next_event is not None
    assert found.next_event.on == date(2027, 3, 6)
    assert [act.extends_to for act in found.renewals] == [date(2026, 3, 6)]
    assert found.status == "unknown"


def test_a_rule_counts_as_it_was_known(emergency: RenewalRule, database_clock: SetClock) -> None:
    RenewalRule.objects.update(made_at=NOON - timedelta(days=2))
    database_clock(NOON)
    amend_terms(
        row=emergency,
        changes={"fixed_days": ["04-01"]},
        reason="Read again.",
        actor=member(role=Role.ADMIN),
        seen_version=1,
    )
    until = date(2027, 6, 1)
    instants = (NOON - timedelta(days=3), NOON - timedelta(days=1), NOON)
    found = [[one.on for one in Clocks(at).events(on=TODAY, until=until)] for at in instants]
    assert found == [[], [date(2027, 3, 6)], [date(2027, 4, 1)]]


def test_the_shipped_clocks_of_a_day_are_these(database_clock: SetClock) -> None:
    database_clock(NOON)
    load_programs()
    events = Clocks().events(on=TODAY, until=TODAY + timedelta(days=90))
    on_russia = [
        (str(event.on), event.instrument.identifier, event.day.state.value)
        for event in events
        if any("ru" in program.territories for program in event.programs)
    ]
    assert on_russia == [
        ("2026-04-15", "E.O. 14024", "passed"),
        ("2026-07-31", "Decision 2014/512/CFSP", "passed"),
        ("2026-09-15", "Decision 2014/145/CFSP", "passed"),
        ("2026-10-09", "Decision (CFSP) 2024/2643", "passed"),
        ("2027-01-31", "Decision 2014/512/CFSP", "ahead"),
    ]


def test_on_new_year_the_sectoral_measures_were_to_end_in_july(database_clock: SetClock) -> None:
    database_clock(NOON)
    load_programs()
    program = Program.objects.get(key="833/2014")
    event = Clocks().next_of(program, on=date(2026, 1, 5))
    assert event is not None
    assert (event.on, event.day.basis, event.verified) == (
        date(2026, 7, 31),
        ClockBasis.ACT,
        True,
    )


def test_the_clocks_ask_the_same_number_of_queries_however_many_there_are(
    emergency: RenewalRule,
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            Clocks().events(on=TODAY, until=date(2027, 6, 1))
        return len(queries)

    few = asked()
    load_programs()
    assert asked() == few
