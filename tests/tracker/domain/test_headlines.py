"""One sentence for one occasion."""

from __future__ import annotations

import pytest

from tracker.domain.headlines import Move, headline, highest_level, shortened

CONDITION = Move(title="Formal peace agreement", is_condition=True, old="NOT_MET", new="MET")
GATE = Move(title="Gate peace", is_condition=False, old="NOT_MET", new="MET")


@pytest.mark.parametrize(
    ("moves", "states", "told"),
    [
        ([CONDITION], [], "Formal peace agreement: NOT_MET → MET"),
        (
            [CONDITION],
            ["GATE_OPEN"] * 3,
            "Formal peace agreement: NOT_MET → MET; 3 scenarios now GATE_OPEN",
        ),
        (
            [GATE, CONDITION],
            ["GATE_OPEN", "REVERSED"],
            "Formal peace agreement: NOT_MET → MET and 1 more change; "
            "1 scenario now GATE_OPEN; 1 scenario now REVERSED",
        ),
        ([GATE, GATE, GATE], [], "Gate peace: NOT_MET → MET and 2 more changes"),
    ],
)
def test_what_happened_in_the_world_leads(moves: list[Move], states: list[str], told: str) -> None:
    assert headline(moves=moves, new_states=states) == told


@pytest.mark.parametrize(
    ("levels", "highest"),
    [(["0", "1"], "1"), (["1", "C"], "C"), (["C", "2"], "2"), (["2", "3", "C", "0"], "3")],
)
def test_the_highest_level_is_that_of_the_occasion(levels: list[str], highest: str) -> None:
    assert highest_level(levels) == highest


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Peace", "Peace"),
        ("A  text\n of two lines", "A text of two…"),
        ("Unbrokenlongword", "Unbrokenlongw…"),
        ("", ""),
    ],
)
def test_a_long_text_is_cut_between_words(text: str, short: str) -> None:
    assert shortened(text, 14) == short
