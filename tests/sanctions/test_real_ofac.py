"""OFAC's own files in all formats, where `../shared` is there.

Each is counted once more here with `csv` or `ElementTree` alone, so that our parser is not its own
witness. The numbers are those of `docs/lists/us_ofac_sdn.md` and `us_ofac_cons.md`.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

from sanctions.domain.errors import UnknownValue
from sanctions.domain.kinds import SnapshotOutcome
from sanctions.domain.records import PartyRecord
from sanctions.lists.base import Fault, Format, Found
from sanctions.lists.packages import Package, read_package
from sanctions.models import Designation, ListEntry
from sanctions.services.import_list import import_list
from tests.sanctions.lists.ofac_reading import core, form_of, module_of, parts_of, read_all

OFAC = Path(__file__).resolve().parents[2] / ".." / "shared" / "lists" / "ofac"
SDN, CONS = "us_ofac_sdn", "us_ofac_cons"
FLAT = OFAC / "nonsdn_flat_2018-05-27"
FLAT_NAMES = ("cons_prim.csv", "cons_alt.csv", "cons_add.csv")
XML_2018, XML_2024 = FLAT / "consolidated.xml", OFAC / "nonsdn_xml_2024-05-06/consolidated.xml"
ENHANCED = OFAC / "nonsdn_enhanced_2025-01" / "CONS_ENHANCED.ZIP"
IRGC = OFAC / "enhanced_filtered" / "IRGC_enhanced_2024-08-28.xml"
ADVANCED = OFAC / "advanced_sample_2024-02" / "test.xml"

pytestmark = pytest.mark.skipif(
    not OFAC.exists(), reason="needs OFAC's real files in ../shared/lists, which are not here"
)

Parties = dict[str, PartyRecord]


@cache
def _read(key: str, path: Path, *names: str) -> tuple[Format, dict[str, bytes], Parties]:
    form, parts = parts_of(key, path, *names)
    parties, faults = read_all(form, parts)
    assert faults == []
    return form, parts, parties


def _elements(content: bytes) -> Counter[str]:
    root = ElementTree.fromstring(content)  # noqa: S314 - the publisher's file, for counting only
    return Counter(element.tag.rpartition("}")[2] for element in root.iter())


def _names(content: bytes) -> int:
    """Further names in the legacy XML, none twice; one party of 2018 has one twice."""
    found = set()
    for entry in ElementTree.fromstring(content):  # noqa: S314
        for aka in entry.iter():
            if aka.tag.endswith("}aka"):
                cells = {child.tag.rpartition("}")[2]: child.text for child in aka}
                cells.pop("uid")
                found.add((entry[0].text, *sorted(cells.items())))
    return len(found)


def _unread(parties: Parties) -> set[str]:
    return {told for party in parties.values() for told in party.unread}


def _sum(parties: Parties, name: str) -> int:
    return sum(len(getattr(party, name) or ()) for party in parties.values())


@pytest.mark.parametrize(
    ("path", "published", "count"),
    [(XML_2018, date(2018, 4, 6), 639), (XML_2024, date(2024, 5, 6), 443)],
)
def test_the_legacy_xml_has_as_many_of_everything_as_it_prints(
    path: Path, published: date, count: int
) -> None:
    form, parts, parties = _read(CONS, path)
    stated, printed = form.stated(parts), _elements(parts["xml"])
    assert (stated.published, stated.parties) == (published, count)
    assert len(parties) == printed["sdnEntry"] == count
    assert _sum(parties, "aliases") + _sum(parties, "weak_names") == _names(parts["xml"])
    assert _sum(parties, "programs") == printed["program"]
    assert _sum(parties, "addresses") == printed["address"]
    assert _unread(parties) == set()


def test_the_flat_files_of_2018_have_as_many_rows_as_they_print() -> None:
    form, parts, parties = _read(CONS, FLAT, *FLAT_NAMES)
    rows = {
        part: [row for row in csv.reader(content.decode().splitlines()) if len(row) > 1]
        for part, content in parts.items()
    }
    assert form.ends_with_mark(parts) is True
    assert {row[0] for row in rows["cons_prim"]} == parties.keys()
    assert len(parties) == 639
    assert _sum(parties, "aliases") == len(rows["cons_alt"])
    addresses = [row for row in rows["cons_add"] if {cell.strip() for cell in row[2:]} != {"-0-"}]
    assert _sum(parties, "addresses") == len(addresses)
    assert _unread(parties) == set()


def test_the_parties_of_2018_are_the_same_in_both_formats() -> None:
    """Flat files print quotes as apostrophes, which is all that differs."""
    flat, xml = _read(CONS, FLAT, *FLAT_NAMES)[2], _read(CONS, XML_2018)[2]
    assert flat.keys() == xml.keys()
    differing = {
        uid: {name for name in core(flat[uid]) if core(flat[uid])[name] != core(xml[uid])[name]}
        for uid in flat
        if core(flat[uid]) != core(xml[uid])
    }
    assert differing == {"11625": {"addresses"}, "22391": {"aliases"}}


def test_the_enhanced_xml_of_2025_has_as_many_of_everything_as_it_prints() -> None:
    form, parts, parties = _read(CONS, ENHANCED)
    stated, printed = form.stated(parts), _elements(parts["enhanced"])
    assert (stated.published, stated.narrowed) == (date(2025, 1, 10), "")
    assert len(parties) == printed["entity"] == 443
    assert _sum(parties, "relations") == printed["relationship"] == 283
    # One name of each party is its name; one filter by list stands in the head.
    names = _sum(parties, "aliases") + _sum(parties, "weak_names") + len(parties)
    assert names == printed["formattedFullName"] == 1_624
    assert _sum(parties, "programs") == printed["sanctionsProgram"] == 525
    assert _unread(parties) == set()


def test_measures_of_2025_are_those_that_the_types_name() -> None:
    parties = _read(CONS, ENHANCED)[2]
    found = Counter(
        (one.program, one.measure.value)
        for party in parties.values()
        for one in party.designations
        if one.measure
    )
    assert found == {
        ("UKRAINE-EO13662", "sectoral_finance"): 220,
        ("UKRAINE-EO13662", "export_control"): 86,
        ("NS-PLC", "transaction_ban"): 78,
        ("CMIC-EO13959", "investment_ban"): 68,
        ("RUSSIA-EO14024", "asset_freeze"): 57,
        ("RUSSIA-EO14024", "sectoral_finance"): 25,
        ("RUSSIA-EO14024", "transaction_ban"): 3,
        ("SDGT", "asset_freeze"): 2,
        ("VENEZUELA-EO13850", "asset_freeze"): 2,
        ("561-Related", "sectoral_finance"): 1,
        ("BURMA-EO14014", "services_ban"): 1,
        ("CAATSA - RUSSIA", "export_control"): 1,
        ("CAATSA - RUSSIA", "sectoral_finance"): 1,
        ("CAATSA - RUSSIA", "other"): 1,
        ("FSE-IR", "transaction_ban"): 1,
        ("ILLICIT-DRUGS-EO14059", "investment_ban"): 1,
        ("ILLICIT-DRUGS-EO14059", "sectoral_finance"): 1,
        ("ILLICIT-DRUGS-EO14059", "transaction_ban"): 1,
        ("IRAN-CON-ARMS-EO", "asset_freeze"): 1,
        ("SYRIA", "asset_freeze"): 1,
    }


def test_measures_are_the_same_in_the_xml_of_2024_where_the_programs_are() -> None:
    old, new = _read(CONS, XML_2024)[2], _read(CONS, ENHANCED)[2]
    same = [uid for uid in old.keys() & new.keys() if old[uid].programs == new[uid].programs]
    assert len(same) == 428
    assert {
        uid for uid in same if core(old[uid])["measures"] != core(new[uid])["measures"]
    } == set()


def test_dates_of_the_filtered_dataset_need_no_bounds_beside_their_text() -> None:
    parties = _read(SDN, IRGC)[2]
    assert len(parties) == 293
    assert all(one.read is None for party in parties.values() for one in party.dates)
    assert _unread(parties) == set()
    invalid = [
        one.value
        for party in parties.values()
        for one in party.identifiers
        if one.note.endswith("not valid")
    ]
    assert sorted(invalid) == ["D9004309", "R24530943"]


def test_the_filtered_dataset_agrees_with_the_flat_file_of_the_year_before() -> None:
    """A few parties were amended in between; names of all others are the same."""
    old = _read(SDN, OFAC / "sdn_csv_series" / "sdn_2023-05-30.csv")[2]
    new = _read(SDN, IRGC)[2]
    both = old.keys() & new.keys()
    assert len(both) == 228
    for field, differing in (("name", 1), ("kind", 0), ("dates", 1), ("identifiers", 1)):
        changed = [uid for uid in both if core(old[uid])[field] != core(new[uid])[field]]
        assert len(changed) == differing, (field, changed)


def test_the_excerpt_of_advanced_says_what_it_lacks_and_nothing_else() -> None:
    """37 parties without their entries, and the entries of 67 others: nothing joins."""
    form = form_of(SDN, "advanced_xml")
    parts = {"advanced": ADVANCED.read_bytes()}
    assert form.stated(parts).published == date(2024, 2, 23)
    walked = [*form.parse(parts)]
    found = [one for one in walked if isinstance(one, Found)]
    faults = Counter(
        one.reason.partition(" of a party")[0] for one in walked if isinstance(one, Fault)
    )
    assert len(found) == 37
    assert faults == {
        "an entry of sanctions": 67,
        "a relation": 3,
        "12 documents of parties that the file does not have": 1,
    }
    for one in found:
        with pytest.raises(UnknownValue, match=r"not on the SDN List, but on \[\]"):
            one.read()


def test_the_parties_of_the_excerpt_are_those_of_the_flat_file() -> None:
    """With an entry for each, made here, they read as in the copy of the year before."""
    raw = ADVANCED.read_bytes()
    made = b"".join(
        b'<SanctionsEntry ID="1" ProfileID="%s" ListID="1550"><EntryEvent ID="1" '
        b'EntryEventTypeID="1" LegalBasisID="1"><Date CalendarTypeID="1"><Year>2022</Year>'
        b"<Month>4</Month><Day>6</Day></Date></EntryEvent></SanctionsEntry>" % profile
        for profile in re.findall(rb'<Profile ID="(\d+)"', raw)
    )
    content = raw.replace(b"</SanctionsEntries>", made + b"</SanctionsEntries>")
    parties, _ = read_all(form_of(SDN, "advanced_xml"), {"advanced": content})
    old = _read(SDN, OFAC / "sdn_csv_series" / "sdn_2023-05-30.csv")[2]
    both = old.keys() & parties.keys()
    assert (len(parties), len(both)) == (37, 36)
    for field in ("name", "kind", "weak", "dates"):
        assert {uid for uid in both if core(old[uid])[field] != core(parties[uid])[field]} == set()
    told = {re.sub(r"\d+", "n", text) for text in _unread(parties)}
    assert told == {
        f"{label}: location n is not in the file"
        for label in ("Citizenship Country", "Location", "Nationality Country")
    }


def test_a_third_copy_of_the_sdn_list_reads_without_a_report() -> None:
    parties = _read(SDN, OFAC / "bench_2021-07" / "sdn.csv")[2]
    assert len(parties) == 8_976
    assert _unread(parties) == set()


def _take(key: str, package: Package, day: date) -> SnapshotOutcome:
    result = import_list(key=key, package=package, published=day)
    if result.outcome is SnapshotOutcome.HELD:
        result = import_list(key=key, package=package, approve=package.sha256)
    assert result.counts["set_aside"] == []
    return result.outcome


@pytest.mark.django_db
def test_the_non_sdn_list_of_2018_2024_and_2025_in_order(data_folder: Path) -> None:
    module = module_of(CONS)
    for path, day, count in (
        (XML_2018, date(2018, 4, 6), 639),
        (XML_2024, date(2024, 5, 6), 443),
        (ENHANCED, date(2025, 1, 10), 443),
    ):
        package = read_package(module=module, path=path)
        assert _take(CONS, package, day) is SnapshotOutcome.APPLIED
        assert ListEntry.objects.filter(present=True).count() == count
    current = Designation.objects.current()
    assert current.count() == 552
    bank = current.filter(party__external_id="17018").values_list("program__key", "measure")
    assert {*bank} == {
        ("RUSSIA-EO14024", "sectoral_finance"),
        ("UKRAINE-EO13662", "sectoral_finance"),
    }


@pytest.mark.django_db
def test_a_filtered_download_is_held_and_cannot_be_approved(data_folder: Path) -> None:
    package = read_package(module=module_of(SDN), path=IRGC)
    held = import_list(key=SDN, package=package, published=date(2024, 8, 28))
    again = import_list(key=SDN, package=package, approve=package.sha256)
    assert (held.outcome, again.outcome) == (SnapshotOutcome.HELD, SnapshotOutcome.HELD)
    assert "narrowed by programs: IRGC" in held.reason
    assert not ListEntry.objects.exists()


def test_the_real_sdn_list_is_not_taken_for_the_other_one() -> None:
    content = (OFAC / "sdn_csv_series" / "sdn_2023-05-30.csv").read_bytes()
    walked = [*form_of(CONS, "legacy_csv").parse({"cons_prim": content})]
    (fault,) = (one for one in walked if isinstance(one, Fault))
    assert fault.reason.startswith("only 78 of 12579 parties bear a tag of this list")
