"""The UN's own files in date order, with Iran's entries gone and back, where `../shared` is there.

No file of the gap is there: it is made here, from that of 2022 without Iran's entries. The counts
are those of `docs/lists/un_sc_consolidated.md`. They are counted once more here from the elements
alone, so that our parser is not its own witness.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sanctions.domain.kinds import SnapshotOutcome
from sanctions.lists import un_consolidated
from sanctions.lists.packages import read_package
from sanctions.models import Delta, Designation, Party
from sanctions.services.import_list import ImportResult, import_list

KEY = "un_sc_consolidated"
FOLDER = Path(__file__).resolve().parents[2] / ".." / "shared" / "lists" / "un"
FILES = {
    date(2018, 10, 29): "2018-10-30_consolidated.xml",
    date(2021, 3, 12): "2021-03_consolidated.xml",
    date(2022, 9, 15): "2022-09_un.xml",
    date(2025, 11, 15): "2025-11_consolidatedLegacyByPRN.xml",
}
FULL, GAP, BACK = date(2022, 9, 15), date(2024, 1, 1), date(2025, 11, 15)
# day: parties, listed, amended, delisted, relisted
EXPECTED = {
    date(2018, 10, 29): (1_093, 1_093, 0, 0, 0),
    date(2021, 3, 12): (1_004, 32, 593, 121, 0),
    FULL: (952, 13, 121, 65, 0),
    GAP: (868, 0, 0, 84, 0),
    BACK: (1_000, 71, 646, 23, 84),
}
# Too many leave at once, or a party has another id now; a person says yes.
HELD = {
    date(2021, 3, 12): "121 of 1093 designations would end, where at most 50 may",
    FULL: "65 of 1004 designations would end, where at most 50 may",
    GAP: "84 of 952 designations would end, where at most 50 may",
    BACK: "1 parties have another id: 6908682 is 6908967 now",
}
# Always 1, or the publisher's own order.
MEANINGLESS = {"VERSIONNUM", "SORT_KEY", "SORT_KEY_LAST_MOD"}

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not FOLDER.exists(), reason="needs the UN's real files in ../shared/lists, not here"
    ),
]


def _is_of_iran(entry: ET.Element) -> bool:
    return (entry.findtext("UN_LIST_TYPE") or "").strip() == "Iran"


def _tree(day: date) -> ET.ElementTree[ET.Element]:
    tree = ET.parse(FOLDER / FILES[FULL if day == GAP else day])  # noqa: S314
    if day == GAP:
        tree.getroot().set("dateGenerated", f"{day}T00:00:00.000Z")
        for section in tree.getroot():
            for entry in [entry for entry in section if _is_of_iran(entry)]:
                section.remove(entry)
    return tree


def _file(day: date, folder: Path) -> Path:
    if day != GAP:
        return FOLDER / FILES[day]
    path = folder / "gap.xml"
    _tree(day).write(path, encoding="utf-8", xml_declaration=True)
    return path


def _told(element: ET.Element) -> Any:
    """What an element says, whatever its layout: no placeholder, nothing twice, in one order."""
    if len(element) == 0:
        return " ".join((element.text or "").split()) or None
    parts = ((child.tag, _told(child)) for child in element if child.tag not in MEANINGLESS)
    return tuple(sorted({part for part in parts if part[1]}, key=repr)) or None


@cache
def _rows(day: date) -> dict[str, Any]:
    entries = (entry for section in _tree(day).getroot() for entry in section)
    return {(entry.findtext("DATAID") or "").strip(): _told(entry) for entry in entries}


def _iran(day: date) -> set[str]:
    return {key for key, told in _rows(day).items() if ("UN_LIST_TYPE", "Iran") in told}


def _counted_by_hand() -> Iterator[tuple[int, int, int, int, int]]:
    before: dict[str, Any] = {}
    ever: set[str] = set()
    for day in EXPECTED:
        now = _rows(day)
        new, both = now.keys() - before.keys(), now.keys() & before.keys()
        amended = sum(now[key] != before[key] for key in both)
        delisted = len(before.keys() - now.keys())
        yield len(now), len(new - ever), amended, delisted, len(new & ever)
        before, ever = now, ever | now.keys()


def test_the_expected_counts_are_those_of_the_elements() -> None:
    assert [*_counted_by_hand()] == [*EXPECTED.values()]


def test_the_entries_that_come_back_are_those_that_went() -> None:
    assert (len(_iran(FULL)), len(_iran(GAP)), len(_iran(BACK))) == (84, 0, 121)
    assert _iran(FULL) < _iran(BACK)


def _take(day: date, folder: Path) -> ImportResult:
    package = read_package(module=un_consolidated, path=_file(day, folder))
    result = import_list(key=KEY, package=package)
    if day in HELD:
        assert (result.outcome, result.reason) == (SnapshotOutcome.HELD, HELD[day])
        result = import_list(key=KEY, package=package, approve=package.sha256)
    assert (result.outcome, result.published) == (SnapshotOutcome.APPLIED, day)
    return result


def _history(external_id: str) -> list[tuple[str, date]]:
    deltas = Delta.objects.filter(party__external_id=external_id).select_related("snapshot")
    return [(one.kind, one.snapshot.published) for one in deltas if one.kind != "amended"]


def test_the_series_in_date_order_with_iran_gone_and_back(
    data_folder: Path, tmp_path: Path
) -> None:
    parties: dict[str, str] = {}
    for day, expected in EXPECTED.items():
        result = _take(day, tmp_path)
        kinds = ("parties", "listed", "amended", "delisted", "relisted")
        assert tuple(result.counts[kind] for kind in kinds) == expected, day
        assert (result.counts["set_aside"], result.counts["unread"]) == ([], {})
        current = Designation.objects.current().filter(program__key="1737")
        assert {*current.values_list("party__external_id", flat=True)} == _iran(day)
        known = dict(Party.objects.values_list("external_id", "id"))
        assert parties.items() <= known.items()
        parties = known
    _assert_one_identity()


def _assert_one_identity() -> None:
    """Each has its first designation, which ended, and the second, which is open."""
    for external_id in _iran(FULL):
        rows = Designation.objects.filter(party__external_id=external_id)
        spans = [(row.first_seen_on, row.to_date) for row in rows]
        assert spans == [(date(2018, 10, 29), GAP), (BACK, None)]
        assert not rows.in_force(on=GAP).exists()
        assert rows.in_force(on=BACK).count() == 1
        assert _history(external_id) == [
            ("listed", date(2018, 10, 29)),
            ("delisted", GAP),
            ("relisted", BACK),
        ]
