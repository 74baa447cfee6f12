"""Names as the search compares them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctions.domain.names import normalised


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("PUBLIC JOINT STOCK COMPANY 'SBERBANK'", "public joint stock company sberbank"),
        ("Сбербанк России", "sberbank rossii"),
        ("DERIPASKA, Oleg Vladimirovich", "deripaska oleg vladimirovich"),
        ("Valer'evich", "valerevich"),
        ("Société Générale", "societe generale"),
        ("ＡＢＣ　１２３", "abc 123"),
        ("  --  ", ""),
        ("", ""),
    ],
)
def test_a_name_is_reduced_to_its_words(name: str, expected: str) -> None:
    assert normalised(name) == expected


def test_composed_and_decomposed_letters_are_one() -> None:
    assert normalised("caf\u00e9") == normalised("cafe\u0301") == "cafe"


@given(st.text())
def test_it_is_stable_and_plain(name: str) -> None:
    once = normalised(name)
    assert normalised(once) == once
    assert once.isascii()
    assert once == once.strip().lower()
