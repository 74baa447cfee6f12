"""What differs between two records, as lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.field_changes import FieldChange, field_changes


def test_a_plain_field_tells_both_values() -> None:
    assert field_changes(before={"name": "A"}, after={"name": "B"}) == [
        FieldChange("name", ["A"], ["B"])
    ]


def test_a_list_tells_what_left_and_what_joined() -> None:
    before, after = {"programs": ["X", "Y"]}, {"programs": ["Y", "Z"]}
    assert field_changes(before=before, after=after) == [FieldChange("programs", ["X"], ["Z"])]


def test_a_value_of_several_parts_names_them_and_leaves_out_the_empty() -> None:
    after = {"aliases": [{"name": "B", "type": "aka", "weak": False, "note": ""}]}
    assert field_changes(before={}, after=after) == [
        FieldChange("aliases", [], ["name: B, type: aka"])
    ]


def test_another_order_is_told_whole() -> None:
    assert field_changes(before={"a": ["1", "2"]}, after={"a": ["2", "1"]}) == [
        FieldChange("a", ["1", "2"], ["2", "1"])
    ]


_RECORDS = st.dictionaries(
    st.text(max_size=3), st.one_of(st.text(), st.integers(), st.lists(st.text(max_size=3)))
)


@given(_RECORDS, _RECORDS)
def test_every_field_is_told_once_and_turning_them_round_swaps_the_sides(
    before: dict[str, object], after: dict[str, object]
) -> None:
    there = field_changes(before=before, after=after)
    assert [one.field for one in there] == sorted({*before, *after})
    back = field_changes(before=after, after=before)
    assert [(one.gone, one.came) for one in back] == [(one.came, one.gone) for one in there]
