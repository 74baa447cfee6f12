"""Programs over REST: their terms on a day and as known, filters, amending, renewals."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from sanctions.models import Program, Renewal
from sanctions.models.teams import Role
from tests.clock import SetClock
from tests.rest_clients import API, client_of
from tests.sanctions.factories import (
    AuthorityFactory,
    DesignationFactory,
    ProgramFactory,
    UserFactory,
    member,
)
from tests.sanctions.program_factories import (
    InstrumentFactory,
    LegalBasisFactory,
    RenewalFactory,
    RenewalRuleFactory,
)
from tracker.domain.kinds import Scope

pytestmark = pytest.mark.django_db
PROGRAMS, RULES = f"{API}/programs/", f"{API}/renewal-rules/"
NOON = datetime(2022, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def program(database_clock: SetClock) -> Program:
    """A program with a designation and an emergency that was continued."""
    database_clock(NOON)
    made: Program = DesignationFactory().program
    Program.objects.filter(pk=made.pk).update(
        status="active", territories=["ru"], measures=["asset_freeze", "import_ban"]
    )
    basis = LegalBasisFactory(program=made)
    RenewalFactory(rule=RenewalRuleFactory(instrument=basis.instrument))
    made.refresh_from_db()
    return made


def keys(query: str) -> list[str]:
    """Return the tags of the programs on a page."""
    response = client_of(UserFactory()).get(f"{PROGRAMS}?{query}")
    assert response.status_code == 200, response.content
    return [row["key"] for row in response.json()["results"]]


def test_a_program_is_shown_with_what_it_holds_and_when_it_comes_up(program: Program) -> None:
    shown = client_of(UserFactory()).get(f"{PROGRAMS}{program.pk}/").json()
    assert (shown["key"], shown["status"], shown["bases"]) == (
        "RUSSIA-EO14024",
        "active",
        ["E.O. 14024"],
    )
    assert (shown["designation_count"], shown["party_count"]) == (1, 1)
    event = shown["next_event"]
    assert (event["date"], event["basis"], event["days"]) == ("2023-04-15", "act", 318)
    assert (event["if_nobody_acts"], event["then"]) == ("lapses", "It ends.")


def test_counts_are_of_the_day(program: Program) -> None:
    client = client_of(UserFactory())
    shown = client.get(f"{PROGRAMS}{program.pk}/?as_of=2022-02-01").json()
    assert (shown["designation_count"], shown["party_count"]) == (0, 0)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("authority=US", True),
        ("authority=EU", False),
        ("status=active", True),
        ("status=ended", False),
        ("territory=ru", True),
        ("territory=by", False),
        ("measure=import_ban", True),
        ("measure=travel_ban", False),
        ("key=RUSSIA-EO14024", True),
        ("expires_before=2023-04-16", True),
        ("expires_before=2023-04-15", False),
        ("mapped=false", False),
    ],
)
def test_programs_are_narrowed_by_what_is_known(program: Program, query: str, found: bool) -> None:
    assert keys(query) == ([program.key] if found else [])


def test_a_status_is_that_of_the_day(database_clock: SetClock) -> None:
    database_clock(datetime(2026, 11, 25, tzinfo=UTC))
    ProgramFactory(
        key="SYRIA", status="ended", began_on=date(2004, 5, 11), ended_on=date(2025, 7, 1)
    )
    assert keys("status=ended") == ["SYRIA"]
    assert keys("status=active&as_of=2025-06-30") == ["SYRIA"]
    assert keys("status=ended&as_of=2025-06-30") == []
    assert keys("status=not_yet&as_of=2004-01-01") == ["SYRIA"]
    assert keys("status=unknown") == []


def test_what_nobody_reviewed_is_unknown(database_clock: SetClock) -> None:
    database_clock(NOON)
    ProgramFactory(key="NEPTUNE")
    assert keys("status=unknown") == ["NEPTUNE"]
    assert keys("status=active") == []


def amend(row: Any, at: str, **changes: Any) -> Any:
    """Amend a row as an administrator who has just read it."""
    client = client_of(member(role=Role.ADMIN))
    tag = client.get(f"{at}{row.pk}/")["ETag"]
    return client.patch(f"{at}{row.pk}/", changes, headers={"If-Match": tag})


def test_an_administrator_amends_and_what_was_said_stays(
    program: Program, database_clock: SetClock
) -> None:
    database_clock(datetime(2022, 6, 2, tzinfo=UTC))
    answer = amend(program, PROGRAMS, title="Harmful activities", reason="The order's words.")
    assert (answer.status_code, answer.json()["title"]) == (200, "Harmful activities")
    assert answer.json()["version"] == 2
    client = client_of(UserFactory())
    history = client.get(f"{PROGRAMS}{program.pk}/history/").json()
    assert history["former"][0]["terms"] == {"title": "Program RUSSIA-EO14024"}
    assert history["former"][0]["reason"] == "The order's words."
    before = client.get(f"{PROGRAMS}{program.pk}/?known_at=2022-06-01T12:00:00Z").json()
    assert before["title"] == "Program RUSSIA-EO14024"


def test_a_new_basis_is_a_new_clock(program: Program) -> None:
    other = InstrumentFactory(identifier="E.O. 14114")
    RenewalRuleFactory(instrument=other, fixed_days=["12-22"])
    answer = amend(program, PROGRAMS, bases=["E.O. 14114"], reason="It rests on that one.")
    assert answer.json()["bases"] == ["E.O. 14114"]
    assert answer.json()["next_event"]["date"] == "2022-12-22"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": "x"}, "reason"),
        ({"title": "x", "reason": " "}, "reason"),
        ({"colour": "red", "reason": "Why."}, "colour"),
        ({"measures": ["freeze"], "reason": "Why."}, "measures[0]"),
        ({"bases": ["E.O. 1"], "reason": "Why."}, "bases"),
        ({"began_on": "2022-02-30", "reason": "Why."}, "began_on"),
        ({"ended_on": "2022-02-20", "reason": "Why."}, "ended_on"),
        ({"status": "active", "reason": "Why."}, None),
    ],
)
def test_an_amendment_that_cannot_be_is_refused_by_name(
    program: Program, changes: dict[str, Any], field: str | None
) -> None:
    answer = amend(program, PROGRAMS, **changes)
    assert (answer.status_code, answer.json().get("field")) == (400, field)
    program.refresh_from_db()
    assert program.version == 1


def test_an_amendment_names_the_state_that_it_changes(program: Program) -> None:
    client = client_of(member(role=Role.ADMIN))
    body = {"title": "x", "reason": "Why."}
    assert client.patch(f"{PROGRAMS}{program.pk}/", body).status_code == 428
    stale = client.patch(f"{PROGRAMS}{program.pk}/", body, headers={"If-Match": '"old"'})
    assert stale.status_code == 412


def test_an_instrument_cannot_rest_on_what_rests_on_it() -> None:
    order = InstrumentFactory()
    regulation = InstrumentFactory(identifier="31 CFR part 587", parent=order)
    answer = amend(order, f"{API}/instruments/", parent=regulation.identifier, reason="Why.")
    assert (answer.status_code, answer.json()["field"]) == (400, "parent")


def test_instruments_are_found_by_what_rests_on_them(program: Program) -> None:
    InstrumentFactory(authority=AuthorityFactory(code="EU"), identifier="Decision 1")
    client = client_of(UserFactory())
    page = client.get(f"{API}/instruments/?program=RUSSIA-EO14024").json()
    assert [row["identifier"] for row in page["results"]] == ["E.O. 14024"]


def test_an_analyst_records_a_renewal_and_the_next_day_moves(program: Program) -> None:
    rule = Renewal.objects.get().rule
    client = client_of(member())
    terms = {"decided_on": "2022-05-30", "extends_to": "2024-04-15", "act": "a notice"}
    answer = client.post(f"{RULES}{rule.pk}/renewals/", terms)
    assert (answer.status_code, answer.json()["author"] != "") == (201, True)
    shown = client.get(f"{PROGRAMS}{program.pk}/").json()
    assert shown["next_event"]["date"] == "2024-04-15"
    rule_shown = client.get(f"{RULES}{rule.pk}/").json()
    assert [one["extends_to"] for one in rule_shown["renewals"]] == ["2023-04-15", "2024-04-15"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"extends_to": None}, "extends_to"),
        ({"extends_to": "2020-01-01"}, "extends_to"),
        ({"precision": "month"}, "extends_to"),
        ({"source": "ftp://x"}, "source"),
    ],
)
def test_a_renewal_that_cannot_be_is_refused_by_name(
    program: Program, changes: dict[str, Any], field: str
) -> None:
    terms = {"decided_on": "2022-05-30", "extends_to": "2024-04-15", **changes}
    rule = Renewal.objects.get().rule
    answer = client_of(member()).post(f"{RULES}{rule.pk}/renewals/", terms)
    assert (answer.status_code, answer.json()["field"]) == (400, field)


def test_a_rule_that_is_withdrawn_counts_no_more(program: Program) -> None:
    rule = Renewal.objects.get().rule
    answer = amend(rule, RULES, withdrawn=True, reason="It was a mistake.")
    assert answer.status_code == 200, answer.content
    shown = client_of(UserFactory()).get(f"{PROGRAMS}{program.pk}/").json()
    assert shown["next_event"] is None


def test_a_scope_opens_no_more_than_a_role_allows(program: Program) -> None:
    client = client_of(member(role=Role.ADMIN), Scope.READ, Scope.ASSESS)
    body = {"title": "x", "reason": "Why."}
    assert client.patch(f"{PROGRAMS}{program.pk}/", body).status_code == 403
