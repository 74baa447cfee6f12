"""The EU's regimes and acts."""

from __future__ import annotations

import pytest

from sanctions.domain.kinds import Measure
from sanctions.lists.eu_programs import ACTS, BY_ACT, BY_CODE, catalogue_key, number_of


@pytest.mark.parametrize(
    ("celex", "number"),
    [
        ("32014R0269", "269/2014"),
        ("32014R0833", "833/2014"),
        ("32006R0765", "765/2006"),
        ("32024R1485", "2024/1485"),
        ("32015R0735", "2015/735"),
        ("32011D0173", "2011/173/CFSP"),
        ("32026D1939", "2026/1939"),
        ("no act", "no act"),
    ],
)
def test_a_celex_number_is_written_as_lawyers_write_it(celex: str, number: str) -> None:
    assert number_of(celex) == number


@pytest.mark.parametrize(
    ("code", "acts"),
    [("UKR", ["208/2014", "269/2014"]), ("RUS", ["2024/1485"]), ("RUSDA", ["2024/2642"])],
)
def test_a_code_names_the_acts_whose_parties_the_list_has(code: str, acts: list[str]) -> None:
    named = BY_CODE[code].title
    assert [act for act in BY_ACT if f" {act} (" in named] == acts


def test_the_sectoral_act_is_no_freeze_and_stands_under_its_number_only() -> None:
    assert BY_ACT["833/2014"].measure is Measure.OTHER
    assert "833/2014" not in BY_CODE["RUS"].title


def test_programs_join_on_the_keys_of_the_catalogue() -> None:
    assert BY_CODE["BLR"].aliases == ("EU-BLR",)
    assert BY_CODE["TAQA"].aliases == ("EU-TAQA-EUAQ",)
    assert BY_ACT["2010/573/CFSP"].aliases == ("32010D0573", "EU-TRANSNISTRIA")
    assert catalogue_key("32014R0833") == "EU-RUS"


def test_codes_and_acts_are_different_keys_of_one_authority() -> None:
    assert not BY_CODE.keys() & BY_ACT.keys()
    assert len(BY_ACT) == len(ACTS)
    assert all(len(program.title) <= 300 for program in (*BY_CODE.values(), *BY_ACT.values()))
