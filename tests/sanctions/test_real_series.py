"""OFAC's own files in date order, where `../shared` is there.

The counts are those of `docs/lists/us_ofac_sdn.md`. They are counted once more here, by id and by
cell with the csv module alone, so that our parser is not its own witness.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sanctions.domain.kinds import SnapshotOutcome
from sanctions.lists import ofac_sdn
from sanctions.lists.packages import read_package
from sanctions.models import Designation, ListEntry, Party
from sanctions.services.import_list import import_list
from tests.sanctions.unchanged import assert_nothing_changed

KEY = "us_ofac_sdn"
SERIES = Path(__file__).resolve().parents[2] / ".." / "shared" / "lists" / "ofac" / "sdn_csv_series"
EMPTY = SERIES / "sdn_2024-05-04_EMPTY_FAILED_DOWNLOAD.csv"

# day: parties, listed, amended, delisted, relisted
EXPECTED = {
    date(2021, 8, 18): (9_083, 9_083, 0, 0, 0),
    date(2022, 2, 17): (9_056, 361, 108, 388, 0),
    date(2022, 2, 28): (9_222, 166, 8, 0, 0),
    date(2022, 12, 28): (11_430, 2_335, 647, 127, 0),
    date(2023, 5, 30): (12_579, 1_217, 47, 68, 0),
}
# Too many leave at once; a person says yes.
HELD = {date(2022, 2, 17): "399 of 11125 designations would end, where at most 222 may"}

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not SERIES.exists(), reason="needs OFAC's real files in ../shared/lists, which are not here"
    ),
]


def _file(day: date) -> Path:
    return SERIES / f"sdn_{day}.csv"


def _rows(day: date) -> dict[str, list[str]]:
    with _file(day).open(encoding="utf-8", newline="") as stream:
        return {
            row[0]: [cell.strip() for cell in row] for row in csv.reader(stream) if len(row) == 12
        }


def _counted_by_hand() -> Iterator[tuple[int, int, int, int, int]]:
    before: dict[str, list[str]] = {}
    ever: set[str] = set()
    for day in EXPECTED:
        now = _rows(day)
        new, both = now.keys() - before.keys(), now.keys() & before.keys()
        amended = sum(now[uid] != before[uid] for uid in both)
        delisted = len(before.keys() - now.keys())
        yield len(now), len(new - ever), amended, delisted, len(new & ever)
        before, ever = now, ever | now.keys()


def test_the_expected_counts_are_those_of_the_files() -> None:
    assert [*_counted_by_hand()] == [*EXPECTED.values()]


def test_the_series_in_date_order_and_the_empty_file_at_its_end(data_folder: Path) -> None:
    for day, expected in EXPECTED.items():
        package = read_package(module=ofac_sdn, path=_file(day))
        result = import_list(key=KEY, package=package, published=day)
        if day in HELD:
            assert (result.outcome, result.reason) == (SnapshotOutcome.HELD, HELD[day])
            result = import_list(key=KEY, package=package, approve=package.sha256)
        assert result.outcome is SnapshotOutcome.APPLIED
        kinds = ("parties", "listed", "amended", "delisted", "relisted")
        assert tuple(result.counts[kind] for kind in kinds) == expected, day
        assert (result.counts["set_aside"], result.counts["reissued"]) == ([], {})
        present = ListEntry.objects.filter(present=True).values_list("external_id", flat=True)
        assert {*present} == _rows(day).keys()
    current = Designation.objects.current().count()
    with assert_nothing_changed():
        empty = read_package(module=ofac_sdn, path=EMPTY)
        result = import_list(key=KEY, package=empty, published=date(2024, 5, 4))
        again = import_list(
            key=KEY, package=read_package(module=ofac_sdn, path=_file(date(2023, 5, 30)))
        )
    assert result.reason == "no parties: 0 of 12579 in the copy before"
    assert again.outcome is SnapshotOutcome.UNCHANGED
    assert Designation.objects.current().count() == current


def test_a_row_under_the_id_of_another_is_held_and_harms_nobody(data_folder: Path) -> None:
    """A set of 31 January 2022 from third hands: in sdn.csv, 34489 bears the id of 2677."""
    day = date(2022, 1, 31)
    package = read_package(module=ofac_sdn, path=SERIES.parent / "set_2022-01-31")
    held = import_list(key=KEY, package=package, published=day)
    assert held.reason == "1 ids occur twice: 2677 (lines 57 and 9044)"
    taken = import_list(key=KEY, package=package, published=day, approve=package.sha256)
    assert (taken.counts["parties"], taken.counts["set_aside"]) == (
        9_043,
        [
            "row line 9044 (id 2677): id is taken by line 57",
            "add line 0 (id 34489): rows of a party that sdn does not have",
        ],
    )
    assert Party.objects.get(external_id="2677").name == "AL-ZOMOR, Abboud Abdul Latif Hassan"
