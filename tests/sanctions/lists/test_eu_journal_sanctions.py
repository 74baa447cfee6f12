"""The annexes of the EU's acts: which entry is which, and what a table says of its act."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctions.domain.errors import SnapshotRefused, UnknownValue
from sanctions.domain.kinds import NameType, PartyKind
from sanctions.lists._formats.eu_cells import split
from sanctions.lists.base import Fault, Found, Stated
from sanctions.lists.eu_journal_sanctions import FORMATS, PART
from tests.sanctions.lists.eu_files import ENTRY, amending_of, read, table_of, walked

TABLE = FORMATS[0]
SHIP = ENTRY | {
    "annex": "XLII",
    "measure": "Transportation restrictions",
    "schema": "Vessel",
    "name": "DEMO STAR",
    "imoNumber": "9074729",
}


def _ids(*entries: dict[str, str]) -> list[str | None]:
    return [one.external_id for one in walked(TABLE, table_of(*entries))]


def test_a_consolidated_table_is_whole_for_its_act_alone() -> None:
    assert TABLE.stated({PART: table_of(ENTRY)}) == Stated(scope="32014R0833/")


def test_an_amending_table_only_adds_to_its_act() -> None:
    stated = TABLE.stated({PART: amending_of(ENTRY)})
    assert stated == Stated(scope="32014R0833/", adds=True)
    assert stated.kept_scope == "32014R0833/+"


def test_a_table_that_mixes_acts_is_refused() -> None:
    other = ENTRY | {"celex": "32014R0269"}
    for content in (table_of(ENTRY, other), amending_of(ENTRY, other)):
        with pytest.raises(
            SnapshotRefused, match="table line 3: 32014R0269 in a table of 32014R0833"
        ):
            walked(TABLE, content)


def test_an_entry_reads_the_same_from_the_amendment_and_from_the_consolidation() -> None:
    entry = ENTRY | {"startDate": "24.7.2026"}
    (amended,), (consolidated,) = (
        walked(TABLE, amending_of(entry)),
        walked(TABLE, table_of(entry)),
    )
    assert isinstance(amended, Found)
    assert isinstance(consolidated, Found)
    assert amended.digest == consolidated.digest
    assert amended.read() == consolidated.read()


def test_numbers_start_anew_in_each_annex_and_may_carry_a_letter() -> None:
    assert _ids(ENTRY, ENTRY | {"annex": "III"}, ENTRY | {"recordId": "174a"}) == [
        "32014R0833/IV/1",
        "32014R0833/III/1",
        "32014R0833/IV/174a",
    ]


def test_an_entry_without_a_number_is_known_by_its_name_as_compared() -> None:
    bank = ENTRY | {"annex": "XIV", "recordId": "", "name": "Банк «Демо»"}
    assert _ids(bank) == ["32014R0833/XIV/bank demo"]


def test_long_names_that_begin_alike_stay_apart_and_fit() -> None:
    long = [ENTRY | {"recordId": "", "name": "Demo " * 40 + end} for end in ("one", "two")]
    first, second = _ids(*long)
    assert first != second
    assert len(first or "") <= 100


def test_a_ship_is_known_by_its_imo_number_and_two_rows_of_it_are_one() -> None:
    renamed = SHIP | {"recordId": "616", "startDate": "24.4.2026", "name": "DEMO SUN"}
    (record,) = read(TABLE, table_of(SHIP, renamed))
    assert record.external_id == "32014R0833/XLII/IMO9074729"
    assert [(name.name, name.type) for name in record.aliases or ()] == [("DEMO SUN", NameType.AKA)]
    assert {one.from_date for one in record.designations} == {date(2022, 2, 25)}
    assert record.details["record_id"] == ["1", "616"]


def test_a_ship_without_a_number_of_seven_digits_is_known_by_that_of_the_annex() -> None:
    assert _ids(SHIP | {"imoNumber": "Does not exist"}) == ["32014R0833/XLII/1"]


def test_the_imo_number_of_a_company_is_another_one() -> None:
    (record,) = read(TABLE, table_of(ENTRY | {"imoNumber": "1351347"}))
    assert [(one.type, one.valid) for one in record.identifiers] == [("imo_company", True)]


def test_two_entries_under_one_number_come_under_one_id() -> None:
    """So that the import is held and shows both, the first as the first."""
    found = walked(TABLE, table_of(ENTRY, ENTRY | {"name": "Another Plant"}))
    assert [(one.external_id, one.line) for one in found] == [
        ("32014R0833/IV/1", 2),
        ("32014R0833/IV/1", 3),
    ]
    assert _ids(ENTRY, ENTRY | {"schema": "Person"}) == ["32014R0833/IV/1"] * 2


def test_an_entry_may_begin_in_the_future() -> None:
    (record,) = read(TABLE, table_of(ENTRY | {"startDate": "25.1.2027"}))
    assert [one.from_date for one in record.designations] == [date(2027, 1, 25)]


def test_an_entry_without_a_day_has_none() -> None:
    (record,) = read(TABLE, table_of(ENTRY | {"startDate": ""}))
    assert [one.from_date for one in record.designations] == [None]
    assert record.unread == ()


def test_a_ban_holds_from_the_printed_day_but_not_before_it_was_made() -> None:
    bank = ENTRY | {"annex": "XIV", "measure": "Financial restrictions"}
    old, new = read(
        TABLE,
        table_of(
            bank | {"startDate": "12 March 2022"},
            bank | {"recordId": "2", "startDate": "9 August 2025"},
        ),
    )
    assert [one.from_date for one in old.designations] == [date(2022, 3, 12), date(2025, 7, 20)]
    assert {one.from_date for one in new.designations} == {date(2025, 8, 9)}


def test_what_our_tables_do_not_know_is_told() -> None:
    odd = {"annex": "LXX", "programKey": "EU-MOON", "startDate": "soon"}
    (record,) = read(TABLE, table_of(ENTRY | odd))
    assert record.unread == (
        "startDate: soon",
        "annex LXX: not among those that we know",
        "programKey EU-MOON: not that of 833/2014",
    )


def test_a_thing_that_is_no_party_says_so() -> None:
    (record,) = read(TABLE, table_of(ENTRY | {"annex": "XLVII.A", "schema": "Asset"}))
    assert (record.kind, record.details["schema"]) == (PartyKind.ORGANIZATION, ["Asset"])


def test_an_unknown_schema_sets_the_entry_aside() -> None:
    (found,) = walked(TABLE, table_of(ENTRY | {"schema": "Robot"}))
    assert isinstance(found, Found)
    with pytest.raises(UnknownValue, match="schema 'Robot'"):
        found.read()


def test_a_row_without_a_name_or_a_measure_is_a_fault_with_its_line() -> None:
    nameless, without = walked(
        TABLE, table_of(ENTRY | {"name": ""}, ENTRY | {"recordId": "2", "measure": ""})
    )
    assert str(nameless) == "table line 2: no name"
    assert str(without) == "table line 3 (id 32014R0833/IV/2): no measure"


def test_a_cut_row_is_a_fault() -> None:
    (fault,) = walked(TABLE, table_of() + b"32014R0833,1\n")
    assert isinstance(fault, Fault)
    assert fault.reason == "2 columns, where 45 are expected"


def test_another_header_refuses_the_table() -> None:
    with pytest.raises(SnapshotRefused, match=r"lacking \['startDate'\], unknown \['beginDate'\]"):
        walked(TABLE, table_of(ENTRY).replace(b"startDate", b"beginDate"))


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("a; b", ["a", "b"]),
        ('"a; b"; c', ["a; b", "c"]),
        ('"the ""a"" b"; c', ['the "a" b', "c"]),
        ('a "b', ['a "b']),
        ("", []),
    ],
)
def test_values_are_parted_unless_quoted(cell: str, values: list[str]) -> None:
    assert split(cell) == values


@given(st.lists(st.text(alphabet='ab;" \n', min_size=1, max_size=8).filter(str.strip), max_size=4))
def test_quoted_values_come_back_whole(values: list[str]) -> None:
    cell = "; ".join('"' + value.replace('"', '""') + '"' for value in values)
    assert split(cell) == [value.strip() for value in values]
