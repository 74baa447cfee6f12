"""What would free a party: the smallest sets, held to trying every set."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanctions.domain.ownership import Holdings, is_free
from sanctions.domain.ownership_rules import OwnershipRule
from sanctions.domain.party_states import Designated
from sanctions.domain.releases import TooManyDesignations, releases_of
from tests.sanctions.domain.test_ownership import NAMES, RULES, US, graphs, stake


def listed(*parties: str) -> tuple[Designated, ...]:
    """One designation for each time that a party is named."""
    return tuple(
        Designated(id=f"d{number}", party=party, authority="US", program="P")
        for number, party in enumerate(parties)
    )


def tried(
    party: str, designated: tuple[Designated, ...], holdings: Holdings, rule: OwnershipRule
) -> set[frozenset[str]]:
    """The obvious model: try every set of designations, the small ones first."""
    found: set[frozenset[str]] = set()
    ids = [one.id for one in designated]
    for size in range(len(ids) + 1):
        for removed in map(frozenset, combinations(ids, size)):
            if any(smaller <= removed for smaller in found):
                continue
            left = {one.party for one in designated if one.id not in removed}
            if is_free(party, listed=left, holdings=holdings, rule=rule):
                found.add(removed)
    return found


@settings(max_examples=300, deadline=None)
@given(graphs(), st.lists(st.sampled_from(NAMES), max_size=6), st.sampled_from(NAMES), RULES)
def test_the_smallest_sets_are_those_found_by_trying_all(
    holdings: Holdings, parties: list[str], party: str, rule: OwnershipRule
) -> None:
    designated = listed(*parties)
    found = releases_of(party, designated=designated, holdings=holdings, rule=rule)
    assert found == tried(party, designated, holdings, rule)


def test_a_free_party_needs_nothing_removed() -> None:
    found = releases_of("b", designated=listed("a"), holdings=Holdings(), rule=US)
    assert found == {frozenset()}


def test_a_party_that_is_listed_twice_needs_both_removed() -> None:
    found = releases_of("a", designated=listed("a", "a"), holdings=Holdings(), rule=US)
    assert found == {frozenset({"d0", "d1"})}


def test_either_of_two_holders_may_be_enough() -> None:
    halves = Holdings(stakes=(stake("a", "c", "25"), stake("b", "c", "25")))
    found = releases_of("c", designated=listed("a", "b"), holdings=halves, rule=US)
    assert found == {frozenset({"d0"}), frozenset({"d1"})}


def test_twenty_relevant_designations_are_searched_and_one_more_is_refused() -> None:
    parties = [f"p{number}" for number in range(21)]
    each = Holdings(stakes=tuple(stake(party, "x", "50") for party in parties))
    found = releases_of("x", designated=listed(*parties[:20]), holdings=each, rule=US)
    assert [len(one) for one in found] == [20]
    with pytest.raises(TooManyDesignations, match="21 relevant designations, at most 20"):
        releases_of("x", designated=listed(*parties), holdings=each, rule=US)


def test_designations_that_cannot_reach_the_party_do_not_count() -> None:
    far = [f"far{number}" for number in range(30)]
    found = releases_of("a", designated=listed("a", *far), holdings=Holdings(), rule=US)
    assert found == {frozenset({"d0"})}
