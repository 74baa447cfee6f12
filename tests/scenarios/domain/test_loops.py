"""The circles in who waits for whom."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scenarios.domain.loops import loops_of

names = st.sampled_from("abcdef")


def test_a_circle_is_told_as_a_way_round_from_its_first_name() -> None:
    links = [("P1", "peace"), ("peace", "truce"), ("truce", "relief"), ("relief", "P1")]
    assert loops_of(links) == (("P1", "peace", "truce", "relief"),)


def test_what_only_waits_for_a_circle_is_not_in_it() -> None:
    assert loops_of([("a", "b"), ("b", "a"), ("c", "a")]) == (("a", "b"),)


def test_two_circles_are_told_apart() -> None:
    links = [("a", "b"), ("b", "a"), ("b", "c"), ("c", "d"), ("d", "c")]
    assert loops_of(links) == (("a", "b"), ("c", "d"))


def test_of_two_ways_round_the_shorter_is_told() -> None:
    assert loops_of([("a", "b"), ("b", "c"), ("c", "a"), ("b", "a")]) == (("a", "b"),)


def test_what_waits_for_itself_is_a_circle_of_one() -> None:
    assert loops_of([("a", "a"), ("a", "b")]) == (("a",),)


def test_without_a_circle_there_is_none() -> None:
    assert loops_of([("a", "b"), ("b", "c")]) == ()


@given(st.sets(st.tuples(names, names), max_size=14))
def test_circles_are_those_of_brute_force(links: set[tuple[str, str]]) -> None:
    reached = {(one, other) for one, other in links}
    for middle in "abcdef":
        for one in "abcdef":
            for other in "abcdef":
                if (one, middle) in reached and (middle, other) in reached:
                    reached.add((one, other))
    circles = {
        frozenset(other for other in "abcdef" if {(one, other), (other, one)} <= reached)
        for one in "abcdef"
        if (one, one) in reached
    }
    found = loops_of(links)
    assert {min(circle) for circle in circles} == {way[0] for way in found}
    for way in found:
        assert any(circle.issuperset(way) for circle in circles)
        assert all(step in links for step in zip(way, (*way[1:], way[0]), strict=True))
