"""Check digits, against numbers whose owners are known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctions.domain.identifiers import valid


@pytest.mark.parametrize(
    ("type", "value"),
    [
        ("imo", "9074729"),  # the worked example of IMO's own scheme
        ("imo_company", "1351347"),  # Sovcomflot
        ("inn", "7707083893"),  # Sberbank
        ("inn", "773600437377"),  # a person's, of twelve digits
        ("ogrn", "1027700132195"),  # Sberbank
        ("ogrn", "304500116000157"),  # a sole trader's, of fifteen digits
        ("okpo", "00032537"),  # Sberbank
        ("lei", "253400V1H6ART1UQ0N98"),  # VTB Bank
        ("uscc", "9111000071093019X7"),  # China Telecom
    ],
)
def test_a_true_number_is_valid(type: str, value: str) -> None:
    assert valid(type=type, value=value) is True


@pytest.mark.parametrize(
    ("type", "value"),
    [
        ("imo", "9074728"),
        ("imo", "907472"),
        ("imo_company", "1351348"),
        ("imo_company", "13513477"),
        ("inn", "7707083894"),
        ("inn", "773600437370"),
        ("inn", "77070838931"),
        ("inn", "1601108010"),
        ("ogrn", "1027700132196"),
        ("ogrn", "10277001321"),
        ("okpo", "00032538"),
        ("okpo", "0003253"),
        ("lei", "253400V1H6ART1UQ0N99"),
        ("lei", "253400V1H6ART1UQ0N9-"),
        ("uscc", "9111000071093019X8"),
        ("uscc", "9111000071093019I7"),
        ("imo", "９０７４７２９"),
    ],
)
def test_a_false_number_is_flagged(type: str, value: str) -> None:
    assert valid(type=type, value=value) is False


def test_a_type_without_check_digits_is_neither() -> None:
    assert valid(type="passport", value="123") is None


def test_spaces_and_lower_case_do_not_matter() -> None:
    assert valid(type="lei", value="2534 00v1 h6art1uq0n98") is True


@given(
    st.sampled_from(["imo", "imo_company", "inn", "ogrn", "okpo", "lei", "uscc"]),
    st.text(max_size=25),
)
def test_any_text_is_judged_without_a_fault(type: str, value: str) -> None:
    assert valid(type=type, value=value) in (True, False)


@given(st.integers(0, 6), st.integers(1, 9))
def test_one_wrong_digit_of_a_ship_number_shows_nearly_always(place: int, more: int) -> None:
    digits = [9, 0, 7, 4, 7, 2, 9]
    weight = 1 if place == 6 else 7 - place
    digits[place] = (digits[place] + more) % 10
    before = [9, 0, 7, 4, 7, 2, 9][place]
    shows = (digits[place] - before) * weight % 10 != 0
    assert valid(type="imo", value="".join(map(str, digits))) is not shows
