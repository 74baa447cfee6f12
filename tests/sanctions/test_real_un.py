"""The UN's real lists of four years, counted twice: by our reader, and from the elements alone."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import pytest

from sanctions.domain.records import PartyRecord
from sanctions.lists import un_consolidated
from sanctions.lists.base import Found

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "lists" / "un"
COUNTS = {
    "2018-10-30_consolidated.xml": (703, 390, 84),
    "2021-03_consolidated.xml": (711, 293, 84),
    "2022-09_un.xml": (699, 253, 84),
    "2025-11_consolidatedLegacyByPRN.xml": (727, 273, 121),
}
pytestmark = pytest.mark.skipif(
    not FOLDER.exists(), reason="the real files in ../shared are absent"
)


def _records(name: str) -> list[PartyRecord]:
    walked = un_consolidated.parse({un_consolidated.PART: (FOLDER / name).read_bytes()})
    return [found.read() for found in walked if isinstance(found, Found)]


@pytest.mark.parametrize("name", COUNTS)
def test_a_real_list_reads_whole_and_counts_the_same_twice(name: str) -> None:
    individuals, entities, iran = COUNTS[name]
    records = _records(name)
    root = ET.parse(FOLDER / name).getroot()  # noqa: S314
    assert [len(section) for section in root] == [individuals, entities]
    assert Counter(record.kind.value for record in records) == {
        "individual": individuals,
        "organization": entities,
    }
    assert sum(record.programs == ("1737",) for record in records) == iran
    ids = {element.findtext("DATAID") for section in root for element in section}
    assert {record.external_id for record in records} == ids


@pytest.mark.parametrize("name", COUNTS)
def test_no_field_of_a_real_list_is_left_unread(name: str) -> None:
    assert [record.unread for record in _records(name) if record.unread] == []
