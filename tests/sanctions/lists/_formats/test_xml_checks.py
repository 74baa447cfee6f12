"""What is no XML copy of a list is refused before any of it is used, and the reason says why."""

from __future__ import annotations

import pytest

from sanctions.domain.errors import SnapshotRefused
from sanctions.lists._formats.xml_checks import check_xml, hides_markup

SPACE = "https://lists.example/export"
WHOLE = b'<?xml version="1.0" encoding="UTF-8"?>\n<list xmlns="%s">\n<entry/>\n</list>\n' % (
    SPACE.encode()
)

REFUSED: dict[str, tuple[bytes, str]] = {
    "no bytes": (b"", "part line 1: the file is empty"),
    "spaces": (b" \r\n ", "part line 1: the file is empty"),
    "an error page": (b"<!DOCTYPE html><html></html>", "this is a page of HTML, not the list"),
    "a page without doctype": (b"\n<HTML><body/></HTML>", "this is a page of HTML"),
    "JSON": (b'{"error": "gone"}', "this is JSON, not XML"),
    "a PDF": (b"%PDF-1.7\n", "this is a PDF, not XML"),
    "a zip": (b"PK\x03\x04...", "this is a zip, not XML"),
    "text": (b"ent_num,name\r\n", "not XML, it begins with b'ent_num,name"),
    "UTF-16": (WHOLE.decode().encode("utf-16"), "this is UTF-16, not UTF-8"),
    "UTF-16 without mark": (WHOLE.decode().encode("utf-16-le"), "this is UTF-16, not UTF-8"),
    "declared otherwise": (
        WHOLE.replace(b"UTF-8", b"windows-1251"),
        "line 1: declared as windows-1251, not UTF-8",
    ),
    "cp1251 bytes": (
        WHOLE.replace(b"<entry/>", "<entry>Торговый дом</entry>".encode("cp1251")),
        "line 3: not UTF-8 (byte",
    ),
    "a lone surrogate": (WHOLE.replace(b"<entry/>", b"<entry>\xed\xa0\x80</entry>"), "not UTF-8"),
    "NUL": (WHOLE.replace(b"<entry/>", b"<entry>\0</entry>"), "line 3: a NUL character"),
    "a DTD": (
        b'<!DOCTYPE list [<!ENTITY a "b">]>' + WHOLE.partition(b"\n")[2],
        "line 1: '<!DOCTYPE list",
    ),
    "an entity declaration inside": (
        WHOLE.replace(b"<entry/>", b'<!ENTITY a "b">'),
        "line 3: '<!ENTITY a",
    ),
    "a stylesheet": (
        WHOLE.replace(b"<entry/>", b'<?xml-stylesheet href="x"?>'),
        "line 3: '<?xml-stylesheet",
    ),
    "another root": (WHOLE.replace(b"list", b"page"), "<page>, where <list> is expected"),
    "another namespace": (
        WHOLE.replace(b"/export", b"/other"),
        "<list> in the unknown namespace 'https://lists.example/other'",
    ),
    "one namespace more": (
        WHOLE.replace(b"<list ", b'<list xmlns:x="urn:x" '),
        "the unknown namespace 'urn:x'",
    ),
    "no namespace": (b"<list></list>", "<list> in the unknown namespace ''"),
    "cut": (WHOLE[:-9], "line 3: cut, or followed by more, where </list> ends it"),
    "junk behind": (WHOLE + b"junk", "cut, or followed by more"),
    "junk behind many comments": (WHOLE + b"<!-- a -->" * 50 + b"junk", "cut, or followed"),
    "another root behind": (WHOLE + b"<page></page>", "cut, or followed by more"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_copy_is_refused_and_says_where(name: str) -> None:
    content, reason = REFUSED[name]
    with pytest.raises(SnapshotRefused) as refused:
        check_xml("part", content, root="list", namespaces={SPACE})
    assert reason in str(refused.value)


@pytest.mark.parametrize(
    "content",
    [
        WHOLE,
        b"\xef\xbb\xbf" + WHOLE,
        WHOLE.partition(b"\n")[2],
        b'<x:list xmlns:x="%s"><x:entry/></x:list>' % SPACE.encode(),
        WHOLE.replace(b"<list ", b'<list xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '),
        WHOLE.replace(b"<entry/>", b"<!-- <!DOCTYPE a> <?b?> --><entry>!?</entry>"),
        b'<list xmlns="%s"/>' % SPACE.encode(),
    ],
)
def test_a_whole_document_of_the_root_passes(content: bytes) -> None:
    check_xml("part", content, root="list", namespaces={SPACE})


def test_a_list_without_a_namespace_passes_where_none_is_expected() -> None:
    check_xml("part", b"<list></list>", root="list", namespaces=())


def test_a_character_over_the_edge_of_a_piece_is_whole() -> None:
    for shift in range(4):
        text = "x" * (16_384 - len("<list><entry>") - shift) + "я€𝄞" * 20_000
        content = f"<list><entry>{text}</entry></list>".encode()
        check_xml("part", content, root="list", namespaces=())


def test_comments_and_cdata_are_seen_and_exclamation_marks_are_not() -> None:
    assert hides_markup(b"<list><!-- a --></list>")
    assert hides_markup(b"<list><![CDATA[a]]></list>")
    assert not hides_markup(b"<list>!-- a --!</list>")
