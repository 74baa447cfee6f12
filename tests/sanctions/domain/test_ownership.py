"""Who is blocked by ownership: the rules of three authorities, held to a model that just walks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanctions.domain.ownership import Control, Holdings, Stake, blocked_set, is_free
from sanctions.domain.ownership_rules import OwnershipRule, rule_of

TODAY = date(2026, 1, 1)
US, EU, UK = (rule_of(authority, day=TODAY) for authority in ("US", "EU", "UK"))
NAMES = "abcdefg"


def stake(owner: str, owned: str, low: str, high: str | None = None) -> Stake:
    return Stake(owner, owned, Decimal(low), Decimal(high or low))


def walked(
    listed: Iterable[str], holdings: Holdings, rule: OwnershipRule, *, high: bool
) -> set[str]:
    """The obvious model: add whoever meets the rule until nobody does, group by group."""
    listed = set(listed)
    groups = [listed] if rule.aggregate else [{party} for party in listed]
    if rule.joint and not rule.aggregate:
        groups += [set(members) & listed for members in holdings.joint]
    blocked: set[str] = set()
    for group in groups:
        members = set(group)
        while True:
            new = {
                party
                for party in NAMES
                if party not in members
                and (
                    meets(party, members, holdings, rule, high=high)
                    or (
                        rule.control
                        and any(
                            link.controlled == party and link.controller in members
                            for link in holdings.controls
                        )
                    )
                )
            }
            if not new:
                break
            members |= new
        blocked |= members
    return blocked


def meets(
    party: str, members: set[str], holdings: Holdings, rule: OwnershipRule, *, high: bool
) -> bool:
    held = [one for one in holdings.stakes if one.owned == party and one.owner in members]
    total = sum((one.high if high else one.low for one in held), Decimal(0))
    return bool(held) and rule.meets(total)


PERCENTS = st.sampled_from(["10", "24.99", "25", "30", "49.99", "50", "50.01", "60", "100"])


@st.composite
def stakes(draw: st.DrawFn) -> Stake:
    owner, owned = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=2, unique=True))
    low, high = sorted((Decimal(draw(PERCENTS)), Decimal(draw(PERCENTS))))
    return Stake(owner, owned, low, draw(st.sampled_from([low, high])))


@st.composite
def graphs(draw: st.DrawFn) -> Holdings:
    pair = st.lists(st.sampled_from(NAMES), min_size=2, max_size=2, unique=True)
    group = st.lists(st.sampled_from(NAMES), min_size=2, max_size=3, unique=True)
    return Holdings(
        stakes=tuple(draw(st.lists(stakes(), max_size=14))),
        controls=tuple(Control(*one) for one in draw(st.lists(pair, max_size=3))),
        joint=tuple(frozenset(one) for one in draw(st.lists(group, max_size=2))),
    )


LISTED = st.sets(st.sampled_from(NAMES), max_size=4)
RULES = st.sampled_from(
    [
        US,
        EU,
        UK,
        rule_of("US", day=date(2010, 1, 1)),
        rule_of("EU", day=date(2020, 1, 1)),
        rule_of("UN", day=TODAY),
    ]
)


@settings(max_examples=2_000, deadline=None)
@given(graphs(), LISTED, RULES)
def test_the_least_sets_are_those_of_a_model_that_walks(
    holdings: Holdings, listed: set[str], rule: OwnershipRule
) -> None:
    found = blocked_set(listed, holdings=holdings, rule=rule)
    assert found.surely == walked(listed, holdings, rule, high=False)
    assert found.possibly == walked(listed, holdings, rule, high=True)


@settings(deadline=None)
@given(graphs(), LISTED, st.sampled_from(NAMES), RULES)
def test_listing_somebody_frees_nobody(
    holdings: Holdings, listed: set[str], one: str, rule: OwnershipRule
) -> None:
    before = blocked_set(listed, holdings=holdings, rule=rule)
    after = blocked_set(listed | {one}, holdings=holdings, rule=rule)
    assert before.surely <= after.surely
    assert before.possibly <= after.possibly


@settings(deadline=None)
@given(graphs(), stakes(), LISTED, RULES)
def test_another_stake_frees_nobody(
    holdings: Holdings, one: Stake, listed: set[str], rule: OwnershipRule
) -> None:
    more = Holdings(
        stakes=(*holdings.stakes, one), controls=holdings.controls, joint=holdings.joint
    )
    before = blocked_set(listed, holdings=holdings, rule=rule)
    after = blocked_set(listed, holdings=more, rule=rule)
    assert before.surely <= after.surely
    assert before.possibly <= after.possibly


@settings(deadline=None)
@given(graphs(), LISTED, RULES)
def test_the_order_of_rows_changes_nothing(
    holdings: Holdings, listed: set[str], rule: OwnershipRule
) -> None:
    turned = Holdings(
        stakes=holdings.stakes[::-1],
        controls=holdings.controls[::-1],
        joint=holdings.joint[::-1],
    )
    one = blocked_set(listed, holdings=holdings, rule=rule)
    other = blocked_set(listed, holdings=turned, rule=rule)
    assert (one.surely, one.possibly) == (other.surely, other.possibly)


@settings(deadline=None)
@given(graphs(), LISTED, RULES, st.sampled_from(NAMES))
def test_free_is_who_is_not_even_possibly_blocked(
    holdings: Holdings, listed: set[str], rule: OwnershipRule, party: str
) -> None:
    possibly = blocked_set(listed, holdings=holdings, rule=rule).possibly
    free = is_free(party, listed=listed, holdings=holdings, rule=rule)
    assert free == (party not in possibly)


@settings(deadline=None)
@given(graphs(), LISTED, RULES)
def test_what_brought_a_party_in_was_in_before_it(
    holdings: Holdings, listed: set[str], rule: OwnershipRule
) -> None:
    found = blocked_set(listed, holdings=holdings, rule=rule)
    seen = set(listed)
    for party, why in found.derived.items():
        assert why.through
        assert set(why.through) <= seen
        seen.add(party)


def test_a_share_counts_whole_down_a_chain() -> None:
    chain = Holdings(stakes=(stake("a", "b", "50"), stake("b", "c", "50"), stake("c", "d", "50")))
    assert blocked_set({"a"}, holdings=chain, rule=US).surely == {"a", "b", "c", "d"}


@pytest.mark.parametrize(("rule", "blocked"), [(US, True), (EU, True), (UK, False)])
def test_an_exact_half_blocks_where_the_rule_says_so(rule: OwnershipRule, blocked: bool) -> None:
    half = Holdings(stakes=(stake("a", "b", "50.000"),))
    assert ("b" in blocked_set({"a"}, holdings=half, rule=rule).surely) is blocked


@pytest.mark.parametrize(("rule", "blocked"), [(US, True), (EU, True), (UK, False)])
def test_two_listed_holders_are_added_where_the_rule_says_so(
    rule: OwnershipRule, blocked: bool
) -> None:
    both = Holdings(stakes=(stake("a", "c", "30"), stake("b", "c", "30")))
    assert ("c" in blocked_set({"a", "b"}, holdings=both, rule=rule).surely) is blocked


def test_a_joint_arrangement_adds_its_listed_members_under_the_uk_rule() -> None:
    both = Holdings(stakes=(stake("a", "c", "30"), stake("b", "c", "30")), joint=(frozenset("ab"),))
    assert blocked_set({"a", "b"}, holdings=both, rule=UK).surely == {"a", "b", "c"}
    assert blocked_set({"a"}, holdings=both, rule=UK).surely == {"a"}


@pytest.mark.parametrize(("rule", "blocked"), [(US, False), (EU, True), (UK, True)])
def test_control_blocks_where_the_rule_counts_it(rule: OwnershipRule, blocked: bool) -> None:
    led = Holdings(controls=(Control("a", "b"),))
    assert ("b" in blocked_set({"a"}, holdings=led, rule=rule).surely) is blocked


def test_parties_that_hold_each_other_up_without_a_listed_one_stay_free() -> None:
    ring = Holdings(stakes=(stake("b", "c", "60"), stake("c", "b", "60")))
    assert blocked_set({"a"}, holdings=ring, rule=US).possibly == {"a"}


def test_between_the_lows_and_the_highs_it_is_unknown() -> None:
    unsure = Holdings(stakes=(stake("a", "b", "45", "55"), stake("b", "c", "100")))
    found = blocked_set({"a"}, holdings=unsure, rule=US)
    assert [party for party in "abc" if found.is_unknown(party)] == ["b", "c"]


def test_sums_and_owners_are_those_of_the_whole_set() -> None:
    both = Holdings(stakes=(stake("a", "c", "60"), stake("b", "c", "10"), stake("c", "b", "50")))
    why = blocked_set({"a"}, holdings=both, rule=US).derived["c"]
    assert (why.total, why.owners, why.through) == (Decimal(70), ("a", "b"), ("a",))


@pytest.mark.parametrize(
    ("authority", "day", "threshold_met", "aggregates"),
    [
        ("US", date(2014, 8, 12), True, False),
        ("US", date(2014, 8, 13), True, True),
        ("EU", date(2024, 7, 2), False, True),
        ("EU", date(2024, 7, 3), True, True),
        ("UK", date(2024, 7, 3), False, False),
        ("UN", date(2010, 1, 1), True, True),
    ],
)
def test_rules_are_dated(authority: str, day: date, threshold_met: bool, aggregates: bool) -> None:
    rule = rule_of(authority, day=day)
    assert (rule.meets(Decimal(50)), rule.aggregate) == (threshold_met, aggregates)


def test_a_rule_of_the_case_stands_before_the_shipped_one_while_it_is_in_force() -> None:
    own = OwnershipRule(authority="US", threshold=Decimal(25), to_date=date(2026, 2, 1))
    assert rule_of("US", day=date(2026, 1, 31), own=[own]) is own
    assert rule_of("US", day=date(2026, 2, 1), own=[own]) == US
