"""Programs on pages: the list with its filters, one at a point in time, the board of days."""

from __future__ import annotations

import html
import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from sanctions.models import Program
from sanctions.models.teams import Role
from sanctions.services.amend_terms import amend_terms
from tests.clock import SetClock
from tests.sanctions.factories import DesignationFactory, ProgramFactory, member
from tests.sanctions.program_factories import (
    InstrumentFactory,
    LegalBasisFactory,
    RenewalFactory,
    RenewalRuleFactory,
)
from tests.scenarios.factories import LicenceFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture
def program(client: Client, database_clock: SetClock) -> Program:
    """An active program with a party, on an emergency that was continued to 20 December."""
    database_clock(NOON)
    client.force_login(member())
    made: Program = DesignationFactory().program
    made.title, made.status, made.territories = "Harmful activities", "active", ["ru"]
    made.measures, made.source = ["asset_freeze"], "https://law.example/order"
    made.save()
    statute = InstrumentFactory(identifier="IEEPA", removable_by=["congress"], verified=True)
    order = InstrumentFactory(parent=statute, removable_by=["president"])
    LegalBasisFactory(program=made, instrument=order)
    rule = RenewalRuleFactory(instrument=order, fixed_days=["12-20"], vote="by a notice")
    RenewalFactory(rule=rule, decided_on=date(2025, 12, 1), extends_to=date(2026, 12, 20))
    return made


def words(client: Client, address: str) -> str:
    """Return the words of a page."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    body = answer.content.decode().partition("<main")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", body)).split())


def test_the_list_shows_status_measures_the_next_day_and_how_many(
    client: Client, program: Program
) -> None:
    shown = words(client, "/programs/")
    assert "Harmful activities RUSSIA-EO14024" in shown
    assert "Active asset freeze 20 Dec 2026 unverified 1" in shown


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=harmful", True),
        ("q=14024", True),
        ("q=IEEPA", False),
        ("authority=EU", False),
        ("status=active", True),
        ("status=ended", False),
        ("territory=RU", True),
        ("measure=travel_ban", False),
    ],
)
def test_the_list_is_narrowed(client: Client, program: Program, query: str, found: bool) -> None:
    assert ("Harmful activities" in words(client, f"/programs/?{query}")) is found


def test_a_filter_that_is_no_word_of_ours_is_not_passed_over(
    client: Client, program: Program
) -> None:
    assert client.get("/programs/?status=paused").status_code == 404


def test_a_program_shows_its_chain_and_who_can_take_it_away(
    client: Client, program: Program
) -> None:
    shown = words(client, f"/programs/{program.pk}/")
    assert "E.O. 14024 order unverified An emergency. Taken away by: president" in shown
    assert "which rests on IEEPA order An emergency. Taken away by: congress" in shown


def test_a_program_shows_its_clock_its_acts_and_its_parties(
    client: Client, program: Program
) -> None:
    shown = words(client, f"/programs/{program.pk}/")
    assert "20 Dec 2026 in 25 days ends on its anniversary unless continued" in shown
    assert "an act names the day" in shown
    assert "If nobody acts: It ends." in shown
    assert "renewed until 20 Dec 2026 decided 1 Dec 2025" in shown
    assert "1 designation in force of 1 party" in shown


def test_a_program_is_shown_as_it_was_known(
    client: Client, program: Program, database_clock: SetClock
) -> None:
    database_clock(datetime(2026, 11, 26, tzinfo=UTC))
    amend_terms(
        row=program,
        changes={"title": "Another title"},
        reason="Read in the register.",
        actor=member(role=Role.ADMIN),
        seen_version=1,
    )
    now = words(client, f"/programs/{program.pk}/")
    assert "Another title" in now
    assert "Read in the register." in now
    then = words(client, f"/programs/{program.pk}/?known_at=2026-11-25T12:00:00Z")
    assert "Harmful activities" in then
    assert "Another title" not in then


def test_what_is_no_program_is_not_found(client: Client, program: Program) -> None:
    assert client.get(f"/programs/{'0' * 26}/").status_code == 404


def test_the_board_shows_renewals_beside_what_falls_due_in_cases(
    client: Client, program: Program
) -> None:
    LicenceFactory(expires_local="2026-12-11T00:01")
    shown = words(client, "/calendar/")
    assert shown.index("licence ends") < shown.index("US: National emergency")
    assert "President: by a notice" in shown


def test_the_board_of_one_authority_shows_renewals_alone(client: Client, program: Program) -> None:
    ProgramFactory(authority__code="EU", key="UKR")
    LicenceFactory(expires_local="2026-12-11T00:01")
    shown = words(client, "/calendar/?authority=US")
    assert "licence ends" not in shown
    assert "US: National emergency" in shown
    assert "Nothing falls due" in words(client, "/calendar/?authority=EU")


def test_the_board_of_another_day_says_what_it_leaves_out(client: Client, program: Program) -> None:
    LicenceFactory(expires_local="2027-01-11T00:01")
    shown = words(client, "/calendar/?as_of=2026-12-21")
    assert "Passed, and no act is recorded here 1" in shown
    assert "1 day ago" in shown
    assert "Renewals alone" in shown
    assert "licence ends" not in shown


def test_a_longer_span_goes_on_by_the_rule(client: Client, program: Program) -> None:
    assert "20 Dec 2027" not in words(client, "/calendar/?days=90")
    assert "20 Dec 2027" in words(client, "/calendar/?days=400")
    assert client.get("/calendar/?days=7").status_code == 404


def test_a_month_is_shown_as_a_month(client: Client, program: Program) -> None:
    rule = RenewalRuleFactory(title="Moldova", fixed_days=["01-29"])
    RenewalFactory(
        rule=rule,
        decided_on=date(2026, 8, 22),
        extends_to=date(2027, 1, 1),
        precision="month",
    )
    assert "US: Moldova Jan 2027 in 37 days" in words(client, "/calendar/")
