"""The EU's real files, where `../shared` is: counted by our reader and from the cells alone."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from sanctions.domain.kinds import DatePrecision, Measure, PartyKind, SnapshotOutcome
from sanctions.domain.records import PartyRecord
from sanctions.lists import eu_fsf, eu_journal_sanctions
from sanctions.lists.base import Fault, Format, Found, ListModule
from sanctions.lists.eu_programs import ACTS, number_of
from sanctions.lists.packages import read_package
from sanctions.models import Designation, ListEntry
from sanctions.services.import_list import ImportResult, import_list

FOLDER = Path(__file__).resolve().parents[2] / ".." / "shared" / "lists" / "eu"
TABLES = FOLDER / "ojeu_csv_2026-08-21" / "consolidated"
OLD_XML = FOLDER / "2016_old_global_format" / "data.xml"
OLD_CSV = FOLDER / "fsf_csv_short_2023" / "EUSanctionsShort.csv"
TABLE = eu_journal_sanctions.FORMATS[0]
PUBLISHED = date(2026, 8, 21)

pytestmark = pytest.mark.skipif(
    not TABLES.exists(), reason="needs the EU's real files in ../shared/lists, which are not here"
)

Rows = list[dict[str, str]]


def _read(form: Format, path: Path) -> list[PartyRecord]:
    """Every party of a file; no row may be set aside, and nothing left unread."""
    content = path.read_bytes()
    assert form.part_of(content) == form.parts[0]
    walked = [*form.parse({form.parts[0]: content})]
    assert not [str(one) for one in walked if isinstance(one, Fault)]
    records = [one.read() for one in walked if isinstance(one, Found)]
    assert not [(record.external_id, record.unread) for record in records if record.unread]
    assert len({record.external_id for record in records}) == len(records)
    return records


def _rows(act: str) -> Rows:
    with (TABLES / f"{act}.csv").open(encoding="utf-8", newline="") as stream:
        return [*csv.DictReader(stream)]


def _acts() -> Iterator[str]:
    for path in sorted(TABLES.glob("*.csv")):
        yield path.stem


def test_every_table_reads_whole_and_nothing_is_left_unread() -> None:
    entries, rows = Counter[str](), Counter[str]()
    for act in _acts():
        records = _read(TABLE, TABLES / f"{act}.csv")
        assert {record.programs for record in records} <= {(number_of(act),)}
        entries[act], rows[act] = len(records), len(_rows(act))
    assert (len(rows), rows.total(), entries.total()) == (40, 7_371, 7_367)
    assert {act: rows[act] - entries[act] for act in rows if rows[act] != entries[act]} == {
        "32002R0881": 2,  # two people printed twice under one name, birth date and place
        "32014R0833": 1,  # one ship printed twice: IMO 9333670
        "32017R1509": 1,  # one ship printed twice
    }
    assert sum(not count for count in rows.values()) == 8
    assert rows.keys() <= ACTS.keys()


@pytest.mark.parametrize(
    ("act", "persons", "entities"),
    [("32014R0269", 1_984, 818), ("32023R0888", 29, 5), ("32014R0208", 3, 0)],
)
def test_freezes_are_counted_by_kind(act: str, persons: int, entities: int) -> None:
    records = _read(TABLE, TABLES / f"{act}.csv")
    kinds = Counter(record.kind for record in records)
    assert (kinds[PartyKind.INDIVIDUAL], kinds[PartyKind.ORGANIZATION]) == (persons, entities)
    assert kinds[PartyKind.INDIVIDUAL] == sum(row["schema"] == "Person" for row in _rows(act))
    assert {one.measure for record in records for one in record.designations} == {
        Measure.ASSET_FREEZE
    }


def test_the_entries_of_269_2014_are_counted_by_year() -> None:
    records = _read(TABLE, TABLES / "32014R0269.csv")
    days = [record.designations[0].from_date for record in records]
    years = Counter(day.year if day else None for day in days)
    assert {year: years[year] for year in (2022, 2023, 2024, 2025, 2026)} == {
        2022: 1_284,
        2023: 387,
        2024: 404,
        2025: 286,
        2026: 209,
    }
    assert years[None] == 1
    printed = Counter(row["startDate"][-4:] for row in _rows("32014R0269"))
    assert {str(year or ""): count for year, count in years.items()} == printed


def test_833_2014_is_counted_by_annex_and_by_kind() -> None:
    records = _read(TABLE, TABLES / "32014R0833.csv")
    by_annex = Counter(record.details["annex"][0].partition(".")[0] for record in records)
    assert by_annex == {
        "IV": 921, "XLII": 632, "XIV": 70, "XV": 32, "XIX": 14, "XLVII": 14, "XLV": 12, "LII": 11,
        "XIII": 9, "XLIV": 8, "III": 5, "XII": 4, "XLIX": 4, "V": 3, "VI": 3, "LIII": 3,
    }  # fmt: skip
    printed = Counter(row["annex"].partition(".")[0] for row in _rows("32014R0833"))
    assert printed - by_annex == {"XLII": 1}
    kinds = Counter(record.kind for record in records)
    assert (kinds[PartyKind.VESSEL], kinds[PartyKind.ORGANIZATION]) == (632, 1_085 + 28)
    assert sum(record.details["schema"] == ["Asset"] for record in records) == 28


def test_833_2014_is_counted_by_measure() -> None:
    records = _read(TABLE, TABLES / "32014R0833.csv")
    assert Counter(one.measure for record in records for one in record.designations) == {
        Measure.EXPORT_CONTROL: 921,
        Measure.PORT_BAN: 632,
        Measure.SERVICES_BAN: 632 + 32,
        Measure.MESSAGING_BAN: 70,
        Measure.TRANSACTION_BAN: 70 + 14 + 14 + 12 + 8 + 4 + 3,
        Measure.SECTORAL_FINANCE: 5 + 3 + 3 + 4 + 9,
        Measure.INVESTMENT_BAN: 11,
    }


def test_the_ship_that_is_printed_twice_is_one_from_the_earlier_day() -> None:
    records = {one.external_id: one for one in _read(TABLE, TABLES / "32014R0833.csv")}
    twice = records["32014R0833/XLII/IMO9333670"]
    assert (twice.name, twice.details["record_id"]) == ("MIKHAIL ULYANOV", ["586", "616"])
    assert {one.from_date for one in twice.designations} == {date(2025, 12, 19)}


def test_nothing_of_the_consolidated_tables_is_in_the_future() -> None:
    days = [
        one.from_date
        for act in _acts()
        for record in _read(TABLE, TABLES / f"{act}.csv")
        for one in record.designations
        if one.from_date
    ]
    assert max(days) <= PUBLISHED


def test_identifiers_are_valid_but_for_a_few_and_none_is_lost() -> None:
    judged = Counter(
        (one.type, one.valid)
        for act in _acts()
        for record in _read(TABLE, TABLES / f"{act}.csv")
        for one in record.identifiers
        if one.valid is not None
    )
    assert judged == {
        ("inn", True): 729,
        ("inn", False): 20,
        ("imo", True): 705,
        ("imo", False): 1,  # "Does not exist"
        ("imo_company", True): 58,
        ("ogrn", True): 62,
        ("ogrn", False): 1,
        ("okpo", True): 18,
        ("uscc", True): 17,
        ("uscc", False): 1,
        ("lei", True): 2,
    }


def test_dates_are_read_but_for_a_few_that_stay_text() -> None:
    reads = [
        one.read
        for act in _acts()
        for record in _read(TABLE, TABLES / f"{act}.csv")
        for one in record.dates
        if one.read
    ]
    precisions = Counter(read.precision for read in reads)
    assert precisions[DatePrecision.UNREADABLE] == 43
    assert precisions[DatePrecision.DAY] == 3_468


def test_the_xml_of_2016_reads_whole_and_counts_the_same_twice() -> None:
    records = _read(eu_fsf.FORMATS[3], OLD_XML)
    root = ElementTree.parse(OLD_XML).getroot()  # noqa: S314 - a file that we know
    kinds = Counter(entity.get("Type") for entity in root)
    assert kinds == {"P": 319, "E": 276}
    assert Counter(record.kind for record in records) == {
        PartyKind.INDIVIDUAL: 319,
        PartyKind.ORGANIZATION: 276,
    }
    programmes = Counter(entity.get("programme") for entity in root)
    assert Counter(record.programs[0] for record in records) == programmes
    names = {
        (entity.get("Id"), " ".join((name.findtext("WHOLENAME") or "").split()))
        for entity in root
        for name in entity.iter("NAME")
    }
    assert sum(1 + len(record.aliases or ()) for record in records) == len(names) == 2_697
    assert all(one.from_date for record in records for one in record.designations)


def test_the_csv_of_2018_reads_whole_and_counts_the_same_twice() -> None:
    records = _read(eu_fsf.FORMATS[2], OLD_CSV)
    with OLD_CSV.open(encoding="cp1252", newline="") as stream:
        lines = [row[0].rstrip("\t") for row in csv.reader(stream)][1:]
    ids = {line.rpartition(";")[2]: line.split(";")[2] for line in lines}
    assert (len(lines), len(ids)) == (999, 93)
    assert {record.external_id for record in records} == ids.keys()
    assert Counter(record.kind for record in records) == {
        PartyKind.INDIVIDUAL: 61,
        PartyKind.ORGANIZATION: 32,
    }
    assert Counter(ids.values()) == {"P": 61, "E": 32}


def _import(module: ListModule, path: Path, *, approve: str | None = None) -> ImportResult:
    package = read_package(module=module, path=path)
    day = PUBLISHED if module is eu_journal_sanctions else None
    return import_list(key=module.SOURCE.key, package=package, published=day, approve=approve)


@pytest.mark.django_db
def test_every_table_is_imported_and_none_touches_another(data_folder: Path) -> None:
    outcomes = Counter(
        _import(eu_journal_sanctions, TABLES / f"{act}.csv").outcome for act in _acts()
    )
    assert outcomes == {SnapshotOutcome.APPLIED: 32, SnapshotOutcome.HELD: 8}
    assert ListEntry.objects.filter(present=True).count() == 7_367
    standing = Designation.objects.current()
    # One for each entry; a second one for each ship of Annex XLII and each bank of Annex XIV.
    assert standing.count() == 7_367 + 632 + 70
    assert standing.in_force(on=PUBLISHED).count() == standing.count()
    assert not Designation.objects.filter(program__mapped=False).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "parties", "designations"), [(OLD_XML, 595, 595), (OLD_CSV, 93, 93)]
)
def test_copies_that_were_cut_are_held_for_being_small(
    path: Path, parties: int, designations: int, data_folder: Path
) -> None:
    """The XML ends with Id 3221: the regimes of later years are not in it."""
    held = _import(eu_fsf, path)
    assert held.reason == f"{parties} parties, where at least 1000 are expected"
    taken = _import(eu_fsf, path, approve=held.sha256)
    assert (taken.outcome, taken.reason) == (SnapshotOutcome.APPLIED, "")
    assert taken.counts["unread"] == taken.counts["unmapped_programs"] == {}
    assert Designation.objects.current().count() == designations
