"""The table of OFAC's program tags."""

from __future__ import annotations

import pytest

from sanctions.lists.ofac_programs import PROGRAMS, current_tag


@pytest.mark.parametrize("former", ["PEESA", "PEESA-EO", "PEESA-EO14039"])
def test_a_former_tag_leads_to_the_tag_of_today(former: str) -> None:
    assert current_tag(former) == "PEESA-EO14039"


def test_an_unknown_tag_stays_as_it_is_printed() -> None:
    assert current_tag("NEPTUNE-EO20000") == "NEPTUNE-EO20000"


def test_no_former_tag_is_a_tag_of_today_or_stands_twice() -> None:
    former = [alias for program in PROGRAMS.values() for alias in program.aliases]
    assert len(set(former)) == len(former)
    assert not PROGRAMS.keys() & set(former)


def test_every_program_has_a_title() -> None:
    assert all(program.title for program in PROGRAMS.values())
