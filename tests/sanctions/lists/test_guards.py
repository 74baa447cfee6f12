"""The doubts, each at its edge."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctions.domain.errors import SnapshotHeld, SnapshotRefused, UnknownValue
from sanctions.lists import guards
from sanctions.lists.base import Fault

TODAY = date(2022, 2, 28)


def test_a_count_may_be_the_minimum_and_not_below() -> None:
    guards.check_count(parties=5, previous=9, minimum=5)
    with pytest.raises(SnapshotHeld, match="4 parties, where at least 5 are expected"):
        guards.check_count(parties=4, previous=9, minimum=5)


def test_no_parties_can_never_be_approved() -> None:
    with pytest.raises(SnapshotHeld, match="no parties: 0 of 9") as held:
        guards.check_count(parties=0, previous=9, minimum=5)
    assert not held.value.approvable


@pytest.mark.parametrize(
    ("designations", "allowed"), [(10, 50), (2_500, 50), (2_550, 51), (10_865, 217)]
)
def test_two_percent_or_fifty_whichever_is_more_may_go(designations: int, allowed: int) -> None:
    guards.check_shrinking(going=allowed, designations=designations)
    with pytest.raises(SnapshotHeld, match=f"where at most {allowed} may"):
        guards.check_shrinking(going=allowed + 1, designations=designations)


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_growing_is_never_held(designations: int, more: int) -> None:
    guards.check_shrinking(going=0, designations=designations + more)


def test_five_faults_or_one_in_a_thousand_are_borne() -> None:
    fault = Fault("sdn", 1, "1", "strange")
    guards.check_faults(faults=[fault] * 5, parties=10)
    guards.check_faults(faults=[fault] * 17, parties=17_000)
    guards.check_faults(faults=[fault] * 2, parties=4)
    for count, parties in ((3, 4), (6, 12), (18, 17_000)):
        with pytest.raises(SnapshotHeld, match=f"{count} rows cannot be used"):
            guards.check_faults(faults=[fault] * count, parties=parties)


def test_one_fault_of_nobody_is_not_borne() -> None:
    with pytest.raises(SnapshotHeld, match="sdn line 7: odd"):
        guards.check_faults(faults=[Fault("sdn", 7, None, "odd")], parties=17_000)


def test_today_is_not_the_future() -> None:
    guards.check_dates(published=TODAY, previous=TODAY, today=TODAY)
    with pytest.raises(SnapshotHeld, match="which is after today"):
        guards.check_dates(published=date(2022, 3, 1), previous=None, today=TODAY)


def test_an_older_copy_can_never_be_approved() -> None:
    with pytest.raises(SnapshotHeld, match="older than the copy of 2022-02-28") as held:
        guards.check_dates(published=date(2022, 2, 27), previous=TODAY, today=TODAY)
    assert not held.value.approvable


@pytest.mark.parametrize(
    ("present", "expected", "held"),
    [
        (True, True, False),
        (True, False, False),
        (None, False, False),
        (None, True, True),
        (False, False, True),
        (False, True, True),
    ],
)
def test_an_end_mark_is_missed_where_its_form_or_the_last_copy_had_one(
    present: bool | None, expected: bool, held: bool
) -> None:
    if held:
        with pytest.raises(SnapshotHeld, match="end mark is missing"):
            guards.check_end_mark(present=present, expected=expected)
    else:
        guards.check_end_mark(present=present, expected=expected)


def test_only_the_first_five_of_many_are_shown() -> None:
    with pytest.raises(SnapshotHeld, match=r"7 ids occur twice: 1; 2; 3; 4; 5; …$"):
        guards.check_unique([str(number) for number in range(1, 8)])


def test_a_cell_that_nobody_reads_is_a_fault() -> None:
    guards.finish({"a": "", "note": "x"}, ignore=["note"])
    with pytest.raises(UnknownValue, match="nobody reads"):
        guards.finish({"a": "", "b": "x"})


def test_rows_have_the_numbers_of_their_lines() -> None:
    text = 'a,"b\r\nb"\r\nc\r\n'
    assert [*guards.rows_of("sdn", text)] == [(2, ["a", "b\r\nb"]), (3, ["c"])]


def test_text_that_ends_within_a_row_was_cut() -> None:
    with pytest.raises(SnapshotRefused, match="sdn line 2: cut in the middle of a row"):
        guards.text_of("sdn", b"1,a\r\n2,b")


def test_a_nul_character_refuses_the_file_unless_its_rows_are_looked_at() -> None:
    with pytest.raises(SnapshotRefused, match=r"sdn line 2: a NUL character \(byte 5\)"):
        guards.text_of("sdn", b"1,a\n2\0\n")
    assert guards.text_of("sdn", b"2\0\n", with_nul=True) == "2\0\n"


def test_an_unknown_field_is_held_until_a_person_has_seen_it() -> None:
    guards.check_unread(unread={"e/hue": ["1"]}, known=["e/hue"])
    with pytest.raises(SnapshotHeld) as held:
        guards.check_unread(unread={"e/hue": ["1", "2"], "e/age": ["3"]}, known=["e/hue"])
    assert str(held.value) == "1 unknown fields: e/age in 1 records (3)"


def test_a_narrowed_copy_can_never_be_approved() -> None:
    guards.check_whole(narrowed="")
    with pytest.raises(SnapshotHeld, match="narrowed by SDGT") as held:
        guards.check_whole(narrowed="SDGT")
    assert not held.value.approvable


def test_a_copy_has_as_many_parties_as_it_says() -> None:
    for stated in (None, 9, 10):
        guards.check_stated(rows=10, faults=1, stated=stated)
    for stated in (8, 11):
        with pytest.raises(SnapshotHeld, match=f"the copy itself says {stated}"):
            guards.check_stated(rows=10, faults=1, stated=stated)


@given(
    st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2), min_size=1)
)
def test_rows_survive_being_written_and_read(rows: list[list[str]]) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows(rows)
    content = written.getvalue().encode() + b"\x1a"
    text = guards.text_of("sdn", content, with_nul=True)
    assert [row for _, row in guards.rows_of("sdn", text)] == rows
