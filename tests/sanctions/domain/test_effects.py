"""What a package does to a party: each pair of states is one class."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanctions.domain.effects import EffectClass, effect_on
from sanctions.domain.ownership import Holdings
from sanctions.domain.ownership_rules import OwnershipRule
from sanctions.domain.party_states import Designated, PartyState, Standing, standing_under
from tests.sanctions.domain.test_ownership import NAMES, RULES, US, graphs, stake


def designated(party: str, program: str = "P", **more: object) -> Designated:
    return Designated(
        id=f"{party}-{program}",
        party=party,
        authority="US",
        program=program,
        **more,  # type: ignore[arg-type]
    )


HALVES = Holdings(
    stakes=(stake("a", "b", "50"), stake("c", "d", "40", "60"), stake("e", "c", "60"))
)


def standing(*rows: Designated, holdings: Holdings = HALVES) -> Standing:
    return standing_under(rows, holdings=holdings, rule=US)


A, B, C, D = (designated(party) for party in "abcd")


@pytest.mark.parametrize(
    ("before", "after", "party", "expected"),
    [
        ((A,), (), "a", EffectClass.FREED),
        ((A,), (), "b", EffectClass.COLLATERAL_FREED),
        ((A,), (A,), "a", EffectClass.STILL_LISTED),
        ((A, designated("a", "Q")), (A,), "a", EffectClass.STILL_LISTED_OTHER_PROGRAM),
        ((A,), (A, B), "b", EffectClass.NEWLY_LISTED),
        ((A, B), (A,), "b", EffectClass.STILL_BLOCKED_BY_OWNER),
        ((A,), (A,), "b", EffectClass.STILL_BLOCKED_BY_OWNER),
        ((), (A,), "a", EffectClass.NEWLY_BLOCKED),
        ((), (A,), "b", EffectClass.NEWLY_BLOCKED),
        ((C,), (C, D), "d", EffectClass.RESOLVED_UNKNOWN),
        ((C,), (), "d", EffectClass.RESOLVED_UNKNOWN),
        ((C, D), (C,), "d", EffectClass.BECAME_UNKNOWN),
        ((C,), (C,), "d", EffectClass.UNCHANGED),
        ((A,), (), "e", EffectClass.UNCHANGED),
    ],
)
def test_each_pair_of_states_is_one_class(
    before: tuple[Designated, ...],
    after: tuple[Designated, ...],
    party: str,
    expected: EffectClass,
) -> None:
    assert effect_on(party, before=standing(*before), after=standing(*after)) is expected


def test_a_measure_that_does_not_block_is_a_restriction() -> None:
    one = standing(designated("a", measure="sectoral_finance"))
    assert one.state_of("a") is PartyState.FREE
    assert one.restrictions_of("a") == {"sectoral_finance"}


def test_a_class_named_in_the_order_is_blocked_by_definition_where_nothing_else_lists_it() -> None:
    defined = designated("a", "CLASS", by_definition=True)
    assert standing(defined).state_of("a") is PartyState.BLOCKED_BY_DEFINITION
    assert standing(defined, A).state_of("a") is PartyState.BLOCKED_LISTED
    assert standing(defined).state_of("b") is PartyState.BLOCKED_DERIVED


def test_a_designation_holds_from_its_first_day_until_before_its_last() -> None:
    one = designated("a", from_date=date(2025, 1, 1), to_date=date(2025, 2, 1))
    days = [date(2024, 12, 31), date(2025, 1, 1), date(2025, 1, 31), date(2025, 2, 1)]
    assert [one.in_force(day) for day in days] == [False, True, True, False]


@settings(deadline=None)
@given(graphs(), st.sets(st.sampled_from(NAMES), max_size=4), st.sampled_from(NAMES), RULES)
def test_relief_and_its_exact_reversal_restore_the_same_states(
    holdings: Holdings, listed: set[str], freed: str, rule: OwnershipRule
) -> None:
    rows = [designated(party) for party in sorted(listed)]
    less = [one for one in rows if one.party != freed]
    back = [*less, *(one for one in rows if one.party == freed)]
    before, after, again = (
        standing_under(some, holdings=holdings, rule=rule) for some in (rows, less, back)
    )
    assert [before.state_of(party) for party in NAMES] == [again.state_of(party) for party in NAMES]
    blocked = (after.blocked.possibly, before.blocked.possibly)
    assert blocked[0] <= blocked[1]
