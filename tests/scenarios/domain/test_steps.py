"""Step functions over whole days."""

from __future__ import annotations

from scenarios.domain.steps import (
    BEGINNING,
    Steps,
    combine,
    constant,
    from_changes,
    frozen_after,
    sweep,
    switch,
)

RISING: Steps[int] = from_changes([(BEGINNING, 0), (10, 1), (20, 2)])


def test_a_value_holds_from_its_day_until_the_next() -> None:
    assert [RISING.at(day) for day in (0, 9, 10, 19, 20, 10**6)] == [0, 0, 1, 1, 2, 2]


def test_of_several_values_for_a_day_the_last_holds() -> None:
    assert from_changes([(BEGINNING, 0), (10, 1), (10, 0), (20, 2)]) == Steps((0, 20), (0, 2))


def test_a_value_that_stays_is_no_change() -> None:
    assert from_changes([(BEGINNING, 0), (10, 0), (20, 1)]) == Steps((0, 20), (0, 1))


def test_the_first_day_of_a_value_may_be_looked_for_since_a_day() -> None:
    assert RISING.first_day(of=1) == 10
    assert RISING.first_day(of=1, since=15) == 15
    assert RISING.first_day(of=0, since=15) is None


def test_a_frozen_function_keeps_the_value_of_its_day() -> None:
    assert frozen_after(RISING, day=15) == Steps((0, 10), (0, 1))
    assert frozen_after(RISING, day=10) == Steps((0, 10), (0, 1))


def test_a_switch_takes_the_later_function_from_its_day_on() -> None:
    assert switch(before=RISING, day=15, after=constant(9)) == Steps((0, 10, 15), (0, 1, 9))
    assert switch(before=constant(9), day=20, after=RISING) == Steps((0, 20), (9, 2))


def test_functions_combine_by_day() -> None:
    falling = from_changes([(BEGINNING, 2), (10, 1), (25, 0)])
    assert combine(int.__add__, RISING, falling) == Steps((0, 20, 25), (2, 3, 2))


def test_a_sweep_tells_each_day_what_changes() -> None:
    assert list(sweep([RISING, constant(5)])) == [
        (0, [(0, 0), (1, 5)]),
        (10, [(0, 1)]),
        (20, [(0, 2)]),
    ]
