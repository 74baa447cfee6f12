"""Of an element nothing is dropped: what nobody takes is told."""

from __future__ import annotations

import pytest

from sanctions.domain.errors import UnknownValue
from sanctions.lists._formats.xml_reader import XmlReader
from sanctions.lists._formats.xml_records import parse_record


def _reader(content: bytes) -> XmlReader:
    return XmlReader(parse_record(content))


def test_what_is_taken_is_not_told() -> None:
    reader = _reader(
        b'<e id="1"><n>A</n><l><i>B</i><i>C</i><i> </i></l><o><p q="2">D</p></o><z/></e>'
    )
    assert reader.attribute("id") == "1"
    assert reader.required("n") == "A"
    assert [item.own_text() for item in reader.items("l", "i")] == ["B", "C", ""]
    outer = reader.child("o")
    assert outer is not None
    assert [(inner.own_text(), inner.attribute("q")) for inner in outer.children("p")] == [
        ("D", "2")
    ]
    reader.ignore("z")
    assert reader.unread() == ()


def test_what_is_left_over_is_told_by_its_path() -> None:
    reader = _reader(b'<e id="1">loose<n>A</n><l m="2"><i>B</i></l><o p="3"><q>C</q></o></e>')
    reader.items("l", "x")
    assert reader.unread() == (
        "e/@id: 1",
        "e: loose",
        "e/n: A",
        "e/o: p=3 C",
        "e/l/@m: 2",
        "e/l/i: B",
    )


def test_a_text_with_more_to_it_leaves_the_rest() -> None:
    reader = _reader(b'<e><n lang="en">A<b>C</b></n></e>')
    assert reader.text("n") == "A"
    assert reader.unread() == ("e/n/@lang: en", "e/n/b: C")


def test_an_ignored_attribute_is_named_with_its_sign() -> None:
    reader = _reader(
        b'<e id="1" xsi:nil="true" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
    )
    reader.ignore("@id", "@nil", "@other")
    assert reader.unread() == ()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<e><n>A</n><n>B</n></e>", "2 times <n> in <e>"),
        (b"<e><n> </n></e>", "<e> without <n>"),
        (b"<e/>", "<e> without <n>"),
    ],
)
def test_a_text_that_must_be_there_once_is(content: bytes, reason: str) -> None:
    with pytest.raises(UnknownValue, match=reason):
        _reader(content).required("n")


def test_a_child_that_may_be_there_once_is_not_there_twice() -> None:
    reader = _reader(b"<e><n/><n/></e>")
    assert reader.child("x") is None
    with pytest.raises(UnknownValue, match="2 times <n> in <e>"):
        reader.child("n")
