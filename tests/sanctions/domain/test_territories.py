"""Territories by the names that lists print."""

from __future__ import annotations

import pytest

from sanctions.domain.territories import code_of


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Russia", "ru"),
        ("RUSSIAN  Federation", "ru"),
        ("Korea, North", "kp"),
        ("Iran (Islamic Republic of)", "ir"),
        ("AFG", "af"),
        ("Crimea", "ua-cri"),
        ("Kosovo", "xk"),
    ],
)
def test_a_name_has_its_code(printed: str, code: str) -> None:
    assert code_of(printed) == code


@pytest.mark.parametrize("printed", ["", "Possibly Ethiopian", "Russian, Ukrainian", "Medellin"])
def test_what_names_none_for_sure_has_none(printed: str) -> None:
    assert code_of(printed) is None
