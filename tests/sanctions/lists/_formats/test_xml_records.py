"""Records are cut out of a document as a parser would find them; the rest must be known."""

from __future__ import annotations

import mmap
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sanctions.domain.errors import SnapshotRefused, UnknownValue
from sanctions.domain.kinds import PartyKind
from sanctions.domain.records import PartyRecord
from sanctions.lists._formats.xml_records import (
    attribute_in,
    header_of,
    parse_record,
    records,
    text_in,
    walk_records,
)
from sanctions.lists._formats.xml_spans import spans_by_parser, spans_by_search
from sanctions.lists.base import Fault, Found

DOCUMENT = (
    b'<?xml version="1.0"?>\n<list day="2024-05-06">\n<count>3</count>\n'
    b'<entry id="1"><entryName>A</entryName></entry>\n'
    b'<entryList/><entry\nid="2"/>\n<entry id="3>4">C</entry >\n</list>\n'
)
RECORDS = [
    (4, b'<entry id="1"><entryName>A</entryName></entry>'),
    (5, b'<entry\nid="2"/>'),
    (7, b'<entry id="3>4">C</entry >'),
]


def test_records_are_cut_out_with_their_lines() -> None:
    assert [*records("part", DOCUMENT, "entry")] == RECORDS


def test_a_mapped_file_is_cut_like_one_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "list.xml"
    path.write_bytes(DOCUMENT)
    with (
        path.open("rb") as stream,
        mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as mapped,
    ):
        assert [*records("part", mapped, "entry")] == RECORDS


def test_records_of_two_tags_come_in_document_order() -> None:
    content = b"<l><a>1</a><b>2</b><a>3</a><ab>4</ab></l>"
    assert [record for _, record in records("part", content, "b", "a")] == [
        b"<a>1</a>",
        b"<b>2</b>",
        b"<a>3</a>",
    ]


def test_records_with_a_prefix_are_found() -> None:
    content = b'<x:l xmlns:x="urn:x"><x:a><x:b>1</x:b></x:a></x:l>'
    assert [record for _, record in records("part", content, "a")] == [b"<x:a><x:b>1</x:b></x:a>"]


def test_markup_inside_comments_and_cdata_is_no_record() -> None:
    content = b"<l><!-- <a>0</a> --><a>1<![CDATA[</a>]]></a><a/></l>"
    assert [record for _, record in records("part", content, "a")] == [
        b"<a>1<![CDATA[</a>]]></a>",
        b"<a/>",
    ]


_leaves = st.sampled_from([b"<a/>", b"<a x='>'/>", b"<ab>1</ab>", b"t", b" ", b"\n", b"<b y='1'/>"])
_records = st.lists(_leaves, max_size=4).map(
    lambda parts: b"<e>" + b"".join(parts).replace(b"<e", b"<f") + b"</e>"
)
_others = st.sampled_from([b"\n", b"  ", b"<ee/>", b"<e/>", b'<e z=">"/>', b"<g><e>1</e></g>"])


@given(st.lists(_records | _others, max_size=8))
def test_search_and_parser_find_the_same(parts: list[bytes]) -> None:
    content = b"<l>" + b"".join(parts) + b"</l>"
    assert [*spans_by_search("part", content, ("e",))] == [
        *spans_by_parser("part", content, ("e",))
    ]


BROKEN: dict[str, tuple[bytes, str]] = {
    "never closed": (b"<l>\n<e>1</e>\n<e>2</l>", "line 3: <e> is never closed: the file is cut"),
    "one in another": (b"<l><e>1<e>2</e><f/></e></l>", "line 1: mismatched tag"),
    "text behind": (b"<l><e>1</e>junk</l>", "line 1: b'junk</l>' between records"),
    "text in front": (b"<l>junk<e>1</e></l>", "line 1: b'<l>junk' between records"),
    "text beside elements": (b"<l><m/>junk<m/><e/></l>", "<l> holds text beside elements"),
    "an unknown attribute": (b"<l><e/></l>".replace(b"<l>", b"<l m='1'>"), "the attribute m is"),
    "text between": (b"<l><e>1</e> junk <e>2</e></l>", "line 1: b'junk' between records"),
    "two roots": (b"<l><e>1</e></l><l><e>2</e></l>", "junk after document element"),
    "another end tag": (b"<l><e>1</e></m>\n</l>", "mismatched tag"),
    "an unknown element": (b"<l>\n<e>1</e>\n<E>2</E></l>", "line 3: <E> is unknown outside <e>"),
    "a DTD in front of a comment": (
        b"<!-- --><!DOCTYPE l><l><e>1</e></l>",
        "line 1: '<!DOCTYPE l'",
    ),
    "an instruction behind a comment": (b"<l><!-- --><?go to?><e>1</e></l>", "line 1: '<?go'"),
    "too deep outside": (b"<l>" * 70 + b"</l>" * 70, "<l> is too deep or wide"),
    "much text outside": (b"<l>" + b"x" * 1_000_001 + b"</l>", "more than 1 MB of text"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_damaged_document_is_refused(name: str) -> None:
    content, reason = BROKEN[name]
    with pytest.raises(SnapshotRefused) as refused:
        list(records("part", content, "e", frame=("l",)))
    assert reason in str(refused.value)


def test_a_record_is_parsed_without_namespaces() -> None:
    element = parse_record(b"<x:a><x:b>1</x:b></x:a>", declared=b' xmlns:x="urn:x"')
    assert (element.tag, element.findtext("b")) == ("a", "1")


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (b"<a><b></a>", "not well-formed XML"),
        (b"<a>&bomb;</a>", "Entity 'bomb' not defined"),
        (b"<a>\xcf\xf0</a>", "not well-formed XML"),
        (b'<a xmlns="urn:x"/>', "declares the namespace 'urn:x'"),
    ],
)
def test_a_malformed_record_is_unknown(record: bytes, reason: str) -> None:
    with pytest.raises(UnknownValue, match=reason):
        parse_record(record)


@pytest.mark.parametrize(
    "record",
    [
        b"<a>" * 70 + b"</a>" * 70,
        b"<a>" * 300 + b"</a>" * 300,
        b"<a " + b" ".join(b'x%d="1"' % number for number in range(201)) + b"/>",
        b"<a>" + b"x" * 1_000_001 + b"</a>",
    ],
)
def test_a_record_that_no_publisher_writes_refuses_the_file(record: bytes) -> None:
    with pytest.raises(SnapshotRefused):
        parse_record(record)


def test_the_header_says_what_stands_before_the_first_record() -> None:
    header = header_of(DOCUMENT, "entry")
    assert text_in(header, "count") == "3"
    assert attribute_in(header, "list", "day") == "2024-05-06"
    assert (text_in(header, "entry"), attribute_in(header, "list", "hour")) == ("", "")


def _id(record: bytes) -> str | None:
    found = re.search(rb'id="(\d+)"', record)
    return found[1].decode() if found else None


def _read(element: etree._Element) -> PartyRecord:
    return PartyRecord(element.get("id", ""), PartyKind.VESSEL, element.text or "", ())


def test_walking_reads_a_party_only_when_it_is_asked_for() -> None:
    content = b'<l>\n<e id="1">A</e>\n<e id="2">B<c></e>\n<e>C</e>\n<E/></l>'
    walked = [*walk_records("part", content, "e", frame=("l",), id_of=_id, read=_read)]
    first, second, *faults = walked
    assert isinstance(first, Found)
    assert isinstance(second, Found)
    assert (first.external_id, first.line, first.read().name) == ("1", 2, "A")
    with pytest.raises(UnknownValue):
        second.read()
    assert faults == [
        Fault("part", 4, None, "a record of <e> without its id"),
        Fault("part", 5, None, "<E> is unknown outside <e>"),
    ]
