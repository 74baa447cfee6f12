"""The difference of two copies, and what it must give when it is played back."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sanctions.domain.deltas import (
    Difference,
    applied,
    carried_over,
    changed_fields,
    differences,
)
from sanctions.domain.kinds import DeltaCause, DeltaKind

OLD = {"name": "NORD", "programs": ["SYRIA", "SDGT"]}

FIELDS = st.fixed_dictionaries(
    {"name": st.sampled_from(["NORD", "SUD"]), "aliases": st.just([])},
    optional={
        "programs": st.lists(st.sampled_from(["SDGT", "SYRIA"]), unique=True),
        "flag": st.sampled_from(["Panama", "Gabon"]),
    },
)
COPIES = st.dictionaries(st.sampled_from("123456"), FIELDS)


def test_each_kind_is_found_by_id() -> None:
    old: dict[str, Any] = {"1": OLD, "2": OLD, "3": OLD}
    new: dict[str, Any] = {"2": OLD, "3": {**OLD, "name": "SUD"}, "4": OLD, "5": OLD}
    found = differences(old=old, new=new, known={"5"})
    assert {change.external_id: change.kind for change in found} == {
        "1": DeltaKind.DELISTED,
        "3": DeltaKind.AMENDED,
        "4": DeltaKind.LISTED,
        "5": DeltaKind.RELISTED,
    }


def test_a_difference_holds_only_the_fields_that_differ() -> None:
    before, after = changed_fields(old=OLD, new={"name": "NORD", "flag": "Panama"})
    assert before == {"programs": ["SYRIA", "SDGT"]}
    assert after == {"flag": "Panama"}


def test_fields_of_a_file_that_a_copy_lacks_are_carried_over() -> None:
    old = {"name": "NORD", "aliases": ["A"]}
    assert carried_over(old=old, new={"name": "SUD"}) == {"name": "SUD", "aliases": ["A"]}
    assert changed_fields(old=old, new={"name": "NORD"}) == ({}, {})


def test_fields_of_a_file_that_is_given_for_the_first_time_differ_from_nothing() -> None:
    assert changed_fields(old={"name": "NORD"}, new={"name": "NORD", "aliases": ["A"]}) == ({}, {})


def test_an_alias_that_is_taken_away_is_a_difference() -> None:
    taken = changed_fields(old={"aliases": ["A"]}, new={"aliases": []})
    assert taken == ({"aliases": ["A"]}, {"aliases": []})


def test_a_renamed_tag_is_no_news() -> None:
    renamed = Difference("1", DeltaKind.AMENDED, {"printed_programs": ["PEESA-EO"]}, {})
    assert not renamed.is_news


def test_a_renamed_tag_beside_another_change_is_news() -> None:
    fields = {"printed_programs": ["PEESA-EO"], "name": "NORD"}
    assert Difference("1", DeltaKind.AMENDED, fields, {"name": "SUD"}).is_news


def test_what_a_newer_parser_reads_is_no_news() -> None:
    change = Difference(
        "1", DeltaKind.AMENDED, {"name": "NORD"}, {"name": "SUD"}, cause=DeltaCause.PARSER
    )
    assert not change.is_news


@given(COPIES, COPIES)
def test_the_difference_played_on_the_old_copy_gives_the_new_one(
    old: dict[str, Any], new: dict[str, Any]
) -> None:
    assert applied(old=old, changes=differences(old=old, new=new)) == new


@given(COPIES)
def test_a_copy_differs_in_nothing_from_itself(copy: dict[str, Any]) -> None:
    assert differences(old=copy, new=copy) == []


@given(COPIES, COPIES)
def test_each_party_changes_at_most_once(old: dict[str, Any], new: dict[str, Any]) -> None:
    touched = [change.external_id for change in differences(old=old, new=new)]
    assert len(touched) == len(set(touched))
