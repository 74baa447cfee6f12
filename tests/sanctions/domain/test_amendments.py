"""Former terms laid back over the present ones, and a shipped file merged with a team's word."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from sanctions.domain.amendments import as_known, differing, merged

FIRST, SECOND, THIRD = (datetime(2026, month, 1, tzinfo=UTC) for month in (1, 2, 3))


def test_terms_are_known_as_they_were_until_each_amendment() -> None:
    former = [(THIRD, {"title": "b"}), (SECOND, {"title": "a", "note": ""})]
    now = {"title": "c", "note": "n"}
    assert as_known(now, former=former, known_at=FIRST) == {"title": "a", "note": ""}
    assert as_known(now, former=former, known_at=SECOND) == {"title": "b", "note": "n"}
    assert as_known(now, former=former, known_at=THIRD) == now


def test_what_nobody_touched_follows_the_file() -> None:
    found = merged(loaded={"title": "a"}, present={"title": "a"}, shipped={"title": "b"})
    assert (found.changes, found.conflicts) == ({"title": "b"}, ())


def test_what_a_team_amended_stays_while_the_file_says_the_same() -> None:
    found = merged(loaded={"title": "a"}, present={"title": "ours"}, shipped={"title": "a"})
    assert (found.changes, found.conflicts) == ({}, ())


def test_what_both_amended_stays_and_is_a_conflict() -> None:
    found = merged(loaded={"title": "a"}, present={"title": "ours"}, shipped={"title": "b"})
    assert (found.changes, found.conflicts) == ({}, ("title",))


def test_what_both_amended_alike_is_no_conflict() -> None:
    found = merged(loaded={"title": "a"}, present={"title": "b"}, shipped={"title": "b"})
    assert (found.changes, found.conflicts) == ({}, ())


def test_only_what_differs_is_a_change() -> None:
    assert differing({"a": 1, "b": 2}, {"a": 1, "b": 3, "c": None}) == {"b": 3, "c": None}


TERMS = st.fixed_dictionaries({key: st.integers(0, 3) for key in "abc"})


@given(TERMS, TERMS, TERMS)
def test_a_merge_takes_each_key_from_one_side_and_loses_no_word_of_the_team(
    loaded: dict[str, int], present: dict[str, int], shipped: dict[str, int]
) -> None:
    found = merged(loaded=loaded, present=present, shipped=shipped)
    for key in "abc":
        if key in found.changes:
            assert present[key] == loaded[key] != shipped[key] == found.changes[key]
        if key in found.conflicts:
            assert present[key] != loaded[key] != shipped[key] != present[key]
