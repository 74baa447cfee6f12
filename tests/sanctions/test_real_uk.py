"""The real OFSI list of 2018, counted twice: by our reader, and from the cells alone."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

import pytest

from sanctions.domain.kinds import PartyKind
from sanctions.lists import uk_conlist
from sanctions.lists.base import Found

FILE = Path(__file__).resolve().parents[3] / (
    "shared/lists/uk/hmt_conlist_2018-10/sanctionsconlist.csv"
)
pytestmark = pytest.mark.skipif(not FILE.exists(), reason="the real files in ../shared are absent")


def test_the_real_list_of_2018_reads_whole_and_counts_the_same_twice() -> None:
    content = FILE.read_bytes()
    walked = [*uk_conlist.parse({uk_conlist.PART: content})]
    records = [found.read() for found in walked if isinstance(found, Found)]
    assert len(records) == len(walked) == 2_106
    _, header, *rows = csv.reader(io.StringIO(content.decode("cp1252"), newline=""))
    kinds = {row[-1]: row[header.index("Group Type")] for row in rows}
    assert Counter(kinds.values()) == {"Individual": 1_426, "Entity": 680}
    assert Counter(record.kind for record in records) == {
        PartyKind.INDIVIDUAL: 1_426,
        PartyKind.ORGANIZATION: 680,
    }
    regimes = {(row[-1], row[header.index("Regime")]) for row in rows}
    assert sum(len(record.designations) for record in records) == len(regimes)
