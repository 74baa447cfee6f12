"""Amending programs, instruments and rules: by administrators, with a reason, once seen."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from sanctions.domain.errors import NotAllowedToAmend, TermsChanged, WrongTerms
from sanctions.models import FormerTerms, Program
from sanctions.models.teams import Role
from sanctions.selectors.terms import terms_known_at, terms_of
from sanctions.services.amend_terms import amend_terms
from tests.clock import SetClock
from tests.sanctions.factories import ProgramFactory, UserFactory, member
from tests.sanctions.program_factories import InstrumentFactory, RenewalRuleFactory

pytestmark = pytest.mark.django_db


def amend(row: Any, *, by: Any = None, seen: int = 1, reason: str = "Why.", **changes: Any) -> Any:
    """Amend a row, as an administrator unless somebody else is named."""
    actor = by or member(role=Role.ADMIN)
    return amend_terms(row=row, changes=changes, reason=reason, actor=actor, seen_version=seen)


def test_what_was_said_is_kept_with_author_reason_and_instant(database_clock: SetClock) -> None:
    noon = datetime(2026, 11, 25, 12, tzinfo=UTC)
    database_clock(noon)
    actor = member(role=Role.ADMIN)
    row = amend(ProgramFactory(title="Before"), by=actor, reason=" Looked up. ", title="After")
    assert (row.title, row.version) == ("After", 2)
    former = FormerTerms.objects.get()
    assert (former.terms, former.until) == ({"title": "Before"}, noon)
    assert (former.author, former.reason) == (actor.get_username(), "Looked up.")


@pytest.mark.parametrize("role", [Role.VIEWER, Role.ANALYST, Role.REVIEWER])
def test_only_administrators_amend(role: Role) -> None:
    with pytest.raises(NotAllowedToAmend):
        amend(ProgramFactory(), by=member(role=role), title="After")


def test_a_superuser_amends() -> None:
    assert amend(ProgramFactory(), by=UserFactory(is_superuser=True), title="After").version == 2


def test_who_comes_second_is_told() -> None:
    program = ProgramFactory()
    amend(program, title="First")
    with pytest.raises(TermsChanged):
        amend(program, title="Second")
    assert Program.objects.get().title == "First"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason": " ", "title": "After"}, "reason"),
        ({"colour": "red"}, "colour"),
        ({"bases": ["Nothing"]}, "bases"),
        ({"began_on": "2026-01-02", "ended_on": "2026-01-01"}, "ended_on"),
        ({}, ""),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_stored(
    changes: dict[str, Any], field: str
) -> None:
    program = ProgramFactory()
    with pytest.raises(WrongTerms) as refused:
        amend(program, **changes)
    assert refused.value.field == field
    assert not FormerTerms.objects.exists()


def test_a_rule_recurs_in_one_way_after_an_amendment_too() -> None:
    rule = RenewalRuleFactory()
    with pytest.raises(WrongTerms):
        amend(rule, every_months=6, first_on="2026-01-31")
    row = amend(rule, fixed_days=[], every_months=6, first_on="2026-01-31")
    assert (row.every_months, row.fixed_days) == (6, [])


def test_bases_are_terms_like_others(database_clock: SetClock) -> None:
    before, after = (datetime(2026, month, 1, tzinfo=UTC) for month in (1, 2))
    for identifier in ("Act", "Order"):
        InstrumentFactory(identifier=identifier)
    program = ProgramFactory()
    database_clock(before)
    amend(program, bases=["Act"])
    database_clock(after)
    amend(program, seen=2, bases=["Order", "Act"])
    assert terms_of(program)["bases"] == ["Order", "Act"]
    assert terms_known_at(program, before)["bases"] == ["Act"]


def test_no_chain_of_instruments_goes_round() -> None:
    first = InstrumentFactory(identifier="A")
    second = InstrumentFactory(identifier="B", parent=first)
    third = InstrumentFactory(identifier="C", parent=second)
    with pytest.raises(WrongTerms, match="rests on this very instrument"):
        amend(first, parent=third.identifier)
    with pytest.raises(WrongTerms, match="rests on this very instrument"):
        amend(first, parent=first.identifier)
