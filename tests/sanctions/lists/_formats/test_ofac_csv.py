"""OFAC's flat files: what a row gives, and how parts are told apart."""

from __future__ import annotations

import pytest

from sanctions.domain.errors import SnapshotRefused, UnknownValue
from sanctions.domain.kinds import NameType, PartyKind
from sanctions.domain.records import AddressRecord, NameRecord, PartyRecord
from sanctions.lists.base import Fault, Found
from tests.sanctions.ofac_files import LEGACY_CSV, address, alias, file_of, parties, party


def _walk(**parts: bytes) -> tuple[list[Found], list[Fault]]:
    walked = [*LEGACY_CSV.parse(parts)]
    return (
        [found for found in walked if isinstance(found, Found)],
        [fault for fault in walked if isinstance(fault, Fault)],
    )


def _only(*rows: str, **parts: bytes) -> PartyRecord:
    (found,), faults = _walk(sdn=file_of(rows), **parts)
    assert faults == []
    return found.read()


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("", PartyKind.ORGANIZATION),
        ("individual", PartyKind.INDIVIDUAL),
        ("vessel", PartyKind.VESSEL),
        ("aircraft", PartyKind.AIRCRAFT),
    ],
)
def test_an_empty_type_is_an_organization(printed: str, kind: PartyKind) -> None:
    assert _only(party(1, kind=printed)).kind is kind


def test_an_unknown_type_is_never_guessed_at() -> None:
    with pytest.raises(UnknownValue, match="type 'submarine' of 1 NAUTILUS"):
        _only(party(1, "NAUTILUS", kind="submarine"))


def test_programs_are_split_sorted_and_given_their_tag_of_today() -> None:
    record = _only(party(1, programs="UKRAINE-EO13662] [PEESA] [RUSSIA-EO14024"))
    assert record.programs == ("PEESA-EO14039", "RUSSIA-EO14024", "UKRAINE-EO13662")
    assert record.details["printed_programs"] == ["PEESA", "RUSSIA-EO14024", "UKRAINE-EO13662"]


def test_nothing_is_written_as_a_dash_and_read_as_nothing() -> None:
    record = _only(party(1))
    assert (record.details, record.remarks) == ({}, "")


def test_aliases_and_addresses_are_unknown_without_their_files() -> None:
    record = _only(party(1))
    assert (record.aliases, record.addresses) == (None, None)


def test_aliases_and_addresses_are_empty_where_their_files_have_none() -> None:
    others = {"alt": file_of([]), "add": file_of([address(1)])}
    record = _only(party(1), **others)
    assert (record.aliases, record.addresses) == ((), ())


def test_aliases_and_addresses_join_their_party() -> None:
    others = {
        "alt": file_of([alias(1, "NORD", kind="fka")]),
        "add": file_of([address(1, "1 Harbour Street", "Limassol", "Cyprus")]),
    }
    record = _only(party(1), **others)
    assert record.aliases == (NameRecord("NORD", NameType.FKA),)
    assert record.addresses == (AddressRecord("1 Harbour Street", "Limassol", "Cyprus"),)


def test_an_unknown_kind_of_alias_is_never_guessed_at() -> None:
    with pytest.raises(UnknownValue, match="kind of alias 'dba' of 1"):
        _only(party(1), alt=file_of([alias(1, "NORD", kind="dba")]))


def test_an_alias_of_nobody_is_a_fault_of_its_own_party() -> None:
    _, (fault,) = _walk(sdn=file_of([party(1)]), alt=file_of([alias(7, "NORD")]))
    assert str(fault) == "alt line 0 (id 7): rows of a party that sdn does not have"


def test_a_ragged_row_is_a_fault_that_names_its_line_and_party() -> None:
    found, (fault,) = _walk(sdn=file_of([party(1), "2,HOUSE", party(3)]))
    assert str(fault) == "sdn line 2 (id 2): 2 columns, where 12 are expected"
    assert [one.external_id for one in found] == ["1", "3"]


def test_a_name_may_hold_quotes_commas_and_line_ends() -> None:
    assert _only(party(1, 'A "B", C\r\nD')).name == 'A "B", C\r\nD'


def test_a_byte_order_mark_is_not_part_of_the_first_id() -> None:
    (found,), _ = _walk(sdn=b"\xef\xbb\xbf" + file_of([party(36)]))
    assert found.external_id == "36"


def test_a_digest_follows_the_cells_and_not_their_form() -> None:
    def digest(row: str, line_end: str = "\r\n", **parts: bytes) -> str:
        (found,), _ = _walk(sdn=file_of([row], line_end=line_end), **parts)
        return found.digest

    plain = digest(party(1, "HOUSE"))
    assert digest(party(1, "HOUSE").replace('"HOUSE"', "HOUSE"), "\n") == plain
    assert digest(party(1, "HOUSES")) != plain
    assert digest(party(1, "HOUSE"), alt=file_of([alias(1, "NORD")])) != plain


def test_a_file_without_one_readable_row_is_refused() -> None:
    with pytest.raises(SnapshotRefused, match="no row of 12 columns"):
        _walk(sdn=b"a,b,c\r\n")


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (file_of(parties(2)), "sdn"),
        (file_of([alias(1, "NORD")]), "alt"),
        (file_of([address(1, country="Russia")]), "add"),
        (b"\xef\xbb\xbf" + file_of(parties(1)), "sdn"),
        (b"", None),
        (b"# read me\n", None),
        (b"<html>", None),
        (b"1,2\r\n", None),
    ],
)
def test_a_part_is_known_by_its_first_row(content: bytes, part: str | None) -> None:
    assert LEGACY_CSV.part_of(content) == part


@pytest.mark.parametrize(
    ("parts", "answer"),
    [
        ({"sdn": b"1\r\n\x1a"}, True),
        ({"sdn": b"1\r\n"}, False),
        ({"sdn": b"1\n"}, None),
        ({"sdn": b"1\n\x1a"}, True),
        ({"sdn": b"1\r\n\x1a", "alt": b"1\r\n"}, False),
        ({"sdn": b"1\r\n\x1a", "alt": b"1\n"}, None),
    ],
)
def test_the_end_mark_is_looked_for_in_every_part(
    parts: dict[str, bytes], answer: bool | None
) -> None:
    assert LEGACY_CSV.ends_with_mark(parts) is answer


LONG = "DOB 10 Jan 1987; Gender Male; " + "Website x.example; " * 51 + "P"  # 1,000 characters


def _long(*comments: str) -> PartyRecord:
    return _only(party(1, remarks=LONG), sdn_comments=file_of(comments))


def test_long_remarks_go_on_in_the_middle_of_a_word_in_their_own_file() -> None:
    record = _long('1,"hone Number 8613314257947; Linked To: LAZARUS GROUP."')
    assert record.details["phone"] == ["8613314257947"]
    assert [link.other_name for link in record.relations or ()] == ["LAZARUS GROUP"]
    assert "cut" not in record.details


def test_quotes_that_nobody_doubled_in_long_remarks_are_read() -> None:
    record = _long("""1,"hone Number 86; a.k.a. "blackjack1987"; a.k.a. 'khaleesi'.\"""")
    assert {name.name for name in record.weak_names} == {"blackjack1987", "khaleesi"}


def test_without_their_own_file_long_remarks_are_cut() -> None:
    assert _only(party(1, remarks=LONG)).details["cut"] == ["P"]


def test_the_file_of_long_remarks_is_known_by_its_first_row() -> None:
    assert LEGACY_CSV.part_of(b'28264,"hone Number 86."\r\n\x1a') == "sdn_comments"


def test_a_row_of_long_remarks_that_is_none_is_a_fault() -> None:
    _, (fault,) = _walk(sdn=file_of([party(1)]), sdn_comments=file_of(["moon"]))
    assert str(fault) == "sdn_comments line 1: 1 columns, where 2 are expected"
