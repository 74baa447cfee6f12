"""What begins, ends and changes, so that the open designations are those of the record."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sanctions.domain.designations import (
    DesignationChange,
    OpenDesignation,
    WantedDesignation,
    change_designations,
    wanted_designations,
)
from sanctions.domain.records import Fields

EARLY, LATE = date(2014, 3, 17), date(2022, 2, 28)


def _measure(_program: str) -> str:
    return "asset_freeze"


def test_a_program_without_measures_has_its_own() -> None:
    fields: Fields = {
        "programs": ["A", "B"],
        "designations": [{"program": "A", "measure": "travel_ban", "from_date": "2014-03-17"}],
    }
    assert wanted_designations(fields, measure_of=_measure) == [
        WantedDesignation("A", "travel_ban", EARLY),
        WantedDesignation("B", "asset_freeze", assumed=True),
    ]


def test_one_that_is_told_twice_began_on_the_earlier_day_by_both_acts() -> None:
    fields: Fields = {
        "programs": ["A"],
        "designations": [
            {"program": "A", "measure": "travel_ban", "from_date": day, "basis": basis}
            for day, basis in (("2022-02-28", "Act 2"), ("2014-03-17", "Act 1"), (None, "Act 2"))
        ],
    }
    assert wanted_designations(fields, measure_of=_measure) == [
        WantedDesignation("A", "travel_ban", EARLY, "Act 2; Act 1")
    ]


def test_an_assumed_measure_means_whatever_stands_under_the_program() -> None:
    stored = [OpenDesignation("1", "A", "travel_ban"), OpenDesignation("2", "A", "port_ban")]
    wanted = [WantedDesignation("A", "asset_freeze", assumed=True)]
    assert change_designations(stored=stored, wanted=wanted) == DesignationChange()


def test_a_day_that_is_not_told_again_stays() -> None:
    stored = [OpenDesignation("1", "A", "travel_ban", EARLY, "Act 1")]
    wanted = [WantedDesignation("A", "travel_ban")]
    assert change_designations(stored=stored, wanted=wanted) == DesignationChange()


def test_what_our_parser_reads_otherwise_is_put_right_and_the_rest_ends_and_begins() -> None:
    stored = [OpenDesignation("1", "A", "asset_freeze", EARLY), OpenDesignation("2", "B", "other")]
    wanted = [WantedDesignation("A", "travel_ban"), WantedDesignation("C", "other")]
    change = change_designations(stored=stored, wanted=wanted, by_parser=True)
    assert change.changed == ((stored[0], WantedDesignation("A", "travel_ban", EARLY)),)
    assert (change.began, change.ended) == ((wanted[1],), (stored[1],))


_programs, _measures = st.sampled_from("ABC"), st.sampled_from(["x", "y"])
_days = st.none() | st.sampled_from([EARLY, LATE])
_pairs = st.dictionaries(st.tuples(_programs, _measures), _days)


@given(_pairs, _pairs, st.booleans())
def test_afterwards_the_open_ones_are_those_of_the_record(
    before: dict[tuple[str, str], date | None],
    after: dict[tuple[str, str], date | None],
    by_parser: bool,
) -> None:
    stored = [
        OpenDesignation(str(number), *key, day) for number, (key, day) in enumerate(before.items())
    ]
    wanted = [WantedDesignation(*key, day) for key, day in after.items()]
    change = change_designations(stored=stored, wanted=wanted, by_parser=by_parser)
    left = {one.id: (one.program, one.measure, one.from_date) for one in stored}
    for one in change.ended:
        del left[one.id]
    for old, new in change.changed:
        left[old.id] = (new.program, new.measure, new.from_date)
    result = {(program, measure): day for program, measure, day in left.values()}
    result |= {(one.program, one.measure): one.from_date for one in change.began}
    assert result.keys() == after.keys()
    assert all(result[key] == day for key, day in after.items() if day)
