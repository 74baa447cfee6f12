"""What can be said of programs and their clocks, and what is refused with the key that is wrong."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sanctions.domain import program_terms as terms_of
from sanctions.domain.errors import WrongTerms
from sanctions.domain.program_files import PROGRAM_DEFAULTS, RULE_DEFAULTS
from sanctions.domain.program_kinds import ProgramStatus

RULE = {**RULE_DEFAULTS, "kind": "sunset", "if_nobody_acts": "lapses"}


def test_terms_come_out_in_their_one_form() -> None:
    found = terms_of.checked(
        terms_of.PROGRAM,
        {"title": " Iran ", "measures": ["travel_ban", "travel_ban"], "began_on": "2010-07-01"},
    )
    assert found == {"title": "Iran", "measures": ["travel_ban"], "began_on": "2010-07-01"}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("title", 3),
        ("title", "a\x00b"),
        ("measures", ["freeze"]),
        ("measures", "asset_freeze"),
        ("territories", ["RU"]),
        ("status", "paused"),
        ("began_on", "15 March"),
        ("began_on", 2026),
        ("url", "javascript:alert(1)"),
        ("verified", "yes"),
        ("bases", [""]),
        ("colour", "red"),
    ],
)
def test_what_cannot_be_stored_is_refused_by_its_key(key: str, value: Any) -> None:
    with pytest.raises(WrongTerms) as refused:
        terms_of.checked(terms_of.PROGRAM, {key: value})
    assert refused.value.field == key


@pytest.mark.parametrize("value", ["02-30", "04-31", "13-01", "3-15", "03-15 ", 315])
def test_a_fixed_day_is_one_of_some_year(value: Any) -> None:
    with pytest.raises(WrongTerms, match="03-15"):
        terms_of.checked(terms_of.RULE, {"fixed_days": [value]})


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({}, "fixed_days"),
        ({"fixed_days": ["03-15"], "every_days": 30, "first_on": "2026-01-01"}, "fixed_days"),
        ({"every_months": 6}, "first_on"),
        ({"fixed_days": ["03-15"], "first_on": "2026-01-02", "last_on": "2026-01-01"}, "last_on"),
    ],
)
def test_a_rule_recurs_in_one_way(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(WrongTerms) as refused:
        terms_of.check_rule({**RULE, **changes})
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"decided_on": None}, "decided_on"),
        ({"extends_to": None}, "extends_to"),
        ({"extends_to": "2026-01-01"}, "extends_to"),
        ({"precision": "year"}, "precision"),
        ({"precision": "month"}, "extends_to"),
    ],
)
def test_a_renewal_says_when_and_until_when(changes: dict[str, Any], field: str) -> None:
    whole = {
        "decided_on": "2026-03-14",
        **terms_of.RENEWAL_DEFAULTS,
        "extends_to": "2026-09-15",
        **changes,
    }
    with pytest.raises(WrongTerms) as refused:
        terms_of.check_renewal(whole)
    assert refused.value.field == field


def test_an_active_program_has_not_ended() -> None:
    with pytest.raises(WrongTerms, match="ended_on"):
        terms_of.check_program({**PROGRAM_DEFAULTS, "status": "active", "ended_on": "2025-07-01"})


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2004, 5, 10), ProgramStatus.NOT_YET),
        (date(2004, 5, 11), ProgramStatus.ACTIVE),
        (date(2025, 6, 30), ProgramStatus.ACTIVE),
        (date(2025, 7, 1), ProgramStatus.ENDED),
    ],
)
def test_a_program_that_ended_was_active_before(on: date, expected: ProgramStatus) -> None:
    found = terms_of.status_on(
        ProgramStatus.ENDED, began_on=date(2004, 5, 11), ended_on=date(2025, 7, 1), on=on
    )
    assert found is expected


def test_a_status_that_nobody_knows_stays_unknown() -> None:
    found = terms_of.status_on(
        ProgramStatus.UNKNOWN, began_on=None, ended_on=None, on=date(2026, 1, 1)
    )
    assert found is ProgramStatus.UNKNOWN
