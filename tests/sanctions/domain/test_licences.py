"""Licences: which one holds at an instant, and what it does for whom."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from sanctions.domain.licences import CoverState, Licence, cover_of, licence_at
from sanctions.domain.ownership import Holdings
from sanctions.domain.party_states import PartyState, standing_under
from tests.sanctions.domain.test_effects import designated
from tests.sanctions.domain.test_ownership import US, stake

ZONE = ZoneInfo("America/New_York")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


FIRST = Licence(
    id="134",
    series="OIL",
    authority="US",
    begins=at("2026-03-12T00:00"),
    expires=at("2026-04-11T00:01"),
    cut_off=date(2026, 3, 12),
)
SECOND = Licence(
    id="134A",
    series="OIL",
    authority="US",
    begins=at("2026-03-19T00:00"),
    expires=at("2026-04-11T00:01"),
    cut_off=date(2026, 3, 12),
    supersedes="134",
)
THIRD = Licence(
    id="134B",
    series="OIL",
    authority="US",
    begins=at("2026-04-17T00:00"),
    expires=at("2026-05-16T00:01"),
    cut_off=date(2026, 4, 17),
)
LADDER = (FIRST, SECOND, THIRD)


@pytest.mark.parametrize(
    ("instant", "answer"),
    [
        ("2026-03-11T23:59", None),
        ("2026-03-12T00:00", "134"),
        ("2026-03-18T23:59", "134"),
        ("2026-03-19T00:00", "134A"),
        ("2026-04-11T00:00", "134A"),
        ("2026-04-11T00:01", None),
        ("2026-04-16T23:59", None),
        ("2026-04-17T00:00", "134B"),
    ],
)
def test_a_ladder_answers_by_the_minute_and_has_its_gap(instant: str, answer: str | None) -> None:
    found = licence_at(LADDER, series="OIL", at=at(instant), loaded=date(2026, 3, 10))
    assert (found.id if found else None) == answer


@pytest.mark.parametrize(
    ("loaded", "answer"),
    [(date(2026, 3, 12), "134"), (date(2026, 3, 13), None), (None, "134")],
)
def test_a_cut_off_includes_its_day(loaded: date | None, answer: str | None) -> None:
    found = licence_at(LADDER, series="OIL", at=at("2026-03-15T12:00"), loaded=loaded)
    assert (found.id if found else None) == answer


def test_the_same_instant_in_another_zone_has_the_same_answer() -> None:
    instant = at("2026-04-11T00:00").astimezone(ZoneInfo("Asia/Tokyo"))
    found = licence_at(LADDER, series="OIL", at=instant)
    assert found is SECOND


def test_another_series_is_not_asked() -> None:
    assert licence_at(LADDER, series="GAS", at=at("2026-03-15T12:00")) is None


HOLDINGS = Holdings(
    stakes=(
        stake("l", "owned", "100"),
        stake("o", "theirs", "100"),
        stake("l", "residual", "60"),
        stake("o", "residual", "20"),
        stake("l", "both", "30"),
        stake("o", "both", "30"),
    )
)
STANDING = standing_under([designated("l"), designated("o")], holdings=HOLDINGS, rule=US)


@pytest.mark.parametrize(
    ("party", "state"),
    [
        ("l", CoverState.AUTHORISED),
        ("owned", CoverState.AUTHORISED),
        ("residual", CoverState.AUTHORISED_WITH_RESIDUAL),
        ("theirs", PartyState.BLOCKED_DERIVED),
        ("both", PartyState.BLOCKED_DERIVED),
        ("o", PartyState.BLOCKED_LISTED),
        ("nobody", PartyState.FREE),
    ],
)
def test_a_licence_covers_what_its_parties_alone_block(
    party: str, state: PartyState | CoverState
) -> None:
    licence = Licence(id="8", series="8", authority="US", covers=("l",), owned_entities=True)
    assert cover_of(party, licence=licence, standing=STANDING, holdings=HOLDINGS) is state


def test_without_the_clause_owned_firms_stay_blocked() -> None:
    licence = Licence(id="8", series="8", authority="US", covers=("l",))
    states = [
        cover_of(party, licence=licence, standing=STANDING, holdings=HOLDINGS)
        for party in ("l", "owned")
    ]
    assert states == [CoverState.AUTHORISED, PartyState.BLOCKED_DERIVED]
