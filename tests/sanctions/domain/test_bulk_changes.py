"""Many parties, one change."""

from __future__ import annotations

from sanctions.domain.bulk_changes import SAME_CHANGE, SAME_FIELDS, BulkChanges


def _counted(count: int, *, same: bool) -> str:
    bulk = BulkChanges()
    changes = [
        ({"address": [{"n": one}]}, {"address": [{"n": one}, {"x": 0 if same else one}]})
        for one in range(count)
    ]
    for before, after in changes:
        bulk.add(before=before, after=after)
    return bulk.name_of(before=changes[0][0], after=changes[0][1])


def test_the_same_items_added_to_twenty_are_one_change() -> None:
    assert _counted(SAME_CHANGE, same=True).startswith("address #")
    assert _counted(SAME_CHANGE - 1, same=True) == ""


def test_the_same_field_of_fifty_is_one_change_whatever_was_done_to_it() -> None:
    assert _counted(SAME_FIELDS, same=False) == "address"
    assert _counted(SAME_FIELDS - 1, same=False) == ""


def test_remarks_count_only_where_nothing_else_changed() -> None:
    bulk = BulkChanges()
    for one in range(SAME_FIELDS):
        bulk.add(before={"remarks": f"{one}"}, after={"remarks": f"{one}.", "flag": "Gabon"})
    assert bulk.name_of(before={"remarks": "0"}, after={"remarks": "0.", "flag": "Gabon"})
    assert bulk.name_of(before={"remarks": "0"}, after={"remarks": "0."}) == ""
