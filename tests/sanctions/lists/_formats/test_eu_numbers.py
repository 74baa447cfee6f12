"""Identifiers out of the annexes' free text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctions.lists._formats.eu_numbers import identifiers_of


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("7707083893 (Tax ID/INN)", [("inn", "7707083893", "Tax ID/INN", True)]),
        (
            "9731097379 (INN), 1227700483350 (OGRN)",
            [("inn", "9731097379", "INN", True), ("ogrn", "1227700483350", "OGRN", True)],
        ),
        (
            "7730239877, KPP 773001001",
            [("tax_id", "7730239877", "", None), ("kpp", "773001001", "", None)],
        ),
        ("91440300061413490Q (USCC)", [("uscc", "91440300061413490Q", "USCC", True)]),
        ("771380617804 (Russia)", [("tax_id", "771380617804", "Russia", None)]),
        ("- 7805060220", [("tax_id", "7805060220", "", None)]),
        ("7707083894 (INN)", [("inn", "7707083894", "INN", False)]),
    ],
)
def test_labels_name_the_register(
    printed: str, found: list[tuple[str, str, str, bool | None]]
) -> None:
    read = [(one.type, one.value, one.note, one.valid) for one in identifiers_of("tax_id", printed)]
    assert read == found


@pytest.mark.parametrize(
    "printed",
    [
        "Cr. No. 3203355",
        "Does not exist",
        "LBR HBB 61S17 Z352F",
        "44323 (Afghan national identification card (tazkira))",
    ],
)
def test_a_text_with_other_words_stays_whole(printed: str) -> None:
    assert [(one.type, one.value) for one in identifiers_of("id", printed)] == [("id", printed)]


@given(st.text(alphabet="0123456789 ,;()INOGRKP", max_size=40))
def test_no_digit_is_ever_lost(printed: str) -> None:
    read = identifiers_of("tax_id", printed)
    kept = "".join(one.value + one.note for one in read)
    assert sorted(filter(str.isdigit, kept)) == sorted(filter(str.isdigit, printed))
