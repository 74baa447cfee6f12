"""OFSI's consolidated list: groups of rows, regimes with days of their own, old Windows bytes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sanctions.domain.errors import SnapshotRefused, UnknownValue
from sanctions.domain.kinds import Measure
from sanctions.domain.records import DesignationRecord
from sanctions.lists import uk_conlist
from sanctions.lists.base import Fault, Found

EXAMPLE = (
    Path(__file__).parent / "examples" / "gb_hmt_conlist" / "conlist_csv" / "ConList.csv"
).read_bytes()


def _walk(content: bytes) -> list[Found | Fault]:
    return [*uk_conlist.parse({uk_conlist.PART: content})]


def test_a_party_under_two_regimes_has_a_designation_under_each_from_its_own_day() -> None:
    found = _walk(EXAMPLE)[0]
    assert isinstance(found, Found)
    assert found.read().designations == (
        DesignationRecord("Somalia", Measure.ASSET_FREEZE, date(2010, 4, 28)),
        DesignationRecord(
            "The ISIL (Da'esh) and Al-Qaida organisations", Measure.ASSET_FREEZE, date(2001, 11, 8)
        ),
    )


def test_the_bytes_of_windows_are_read_as_what_they_are() -> None:
    found = _walk(EXAMPLE)[1]
    assert isinstance(found, Found)
    assert found.read().details["other_information"] == ["Listed – with an en dash"]


def test_another_header_refuses_the_file() -> None:
    with pytest.raises(SnapshotRefused, match="line 2: other columns than Name 6"):
        _walk(EXAMPLE.replace(b"Alias Type", b"Name Type"))


def test_a_row_without_a_group_is_a_fault() -> None:
    walked = _walk(EXAMPLE + b",,,,,,,,,,,,,,,,,,,,,,,,,,,,nobody\r\n")
    assert [str(one) for one in walked if isinstance(one, Fault)] == [
        "ConList line 8: 29 columns, where 29 are expected, or no group id"
    ]


def test_a_type_of_alias_that_nobody_knows_is_never_guessed_at() -> None:
    found = _walk(EXAMPLE.replace(b"Individual,AKA", b"Individual,NKA"))[0]
    assert isinstance(found, Found)
    with pytest.raises(UnknownValue, match="alias type 'NKA' of group 6995"):
        found.read()


def test_the_file_states_its_day() -> None:
    assert uk_conlist.stated({uk_conlist.PART: EXAMPLE}).published == date(2018, 4, 13)
