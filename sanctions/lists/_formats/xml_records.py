"""Read a list that is one XML document of many records, without a tree of the whole.

Method: records are cut out at their end tags, told apart by digest, and parsed one by one only
where they are new; what lies outside them must be well-formed and known by name. Cutting costs a
fifth of what expat takes to walk the same bytes, so that a copy without news is cheap. Limits: a
record tag is one at any depth, and the document element's prefix is that of all records.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Collection, Iterator
from functools import partial
from hashlib import sha256

from lxml import etree

from sanctions.domain.errors import SnapshotRefused, UnknownValue
from sanctions.domain.records import PartyRecord
from sanctions.lists._formats.xml_checks import (
    HARMLESS_NAMESPACES,
    check_xml,
    hides_markup,
)
from sanctions.lists._formats.xml_frame import (
    MAX_ATTRIBUTES,
    MAX_DEPTH,
    MAX_FRAME,
    MAX_TEXT,
    Frame,
)
from sanctions.lists._formats.xml_spans import (
    next_start,
    root_tag,
    spans_by_parser,
    spans_by_search,
)
from sanctions.lists.base import Fault, Found
from sanctions.lists.contents import Content, let_go

__all__ = [
    "Content",
    "attribute_in",
    "check_xml",
    "header_of",
    "parse_record",
    "record_spans",
    "records",
    "text_in",
    "walk_records",
]

_BLOCK = 1 << 20
_LET_GO = 1 << 22
_DECLARATION = re.compile(rb"""\sxmlns:[\w.-]+\s*=\s*(?:"[^"]*"|'[^']*')""")
_NAMESPACE = re.compile(rb"""\sxmlns(?::[\w.-]+)?\s*=\s*["']([^"']*)["']""")
_XSI = b' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
_PARSER = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    huge_tree=False,
    remove_comments=True,
    remove_blank_text=True,
)
_TOO_DEEP = etree.XPath("boolean(" + "/*" * (MAX_DEPTH + 1) + ")")
_TOO_WIDE = etree.XPath(f"boolean(//*[@*[{MAX_ATTRIBUTES + 1}]])")
_TOO_LONG = etree.XPath(f"boolean(//text()[string-length() > {MAX_TEXT}])")


def records(
    part: str,
    content: Content,
    *tags: str,
    frame: Collection[str] = (),
) -> Iterator[tuple[int, bytes]]:
    """Cut out the elements called `tags`: the line and the bytes of each, in document order.

    `frame` names the elements and attributes (`@day`) that may stand outside them; without it any
    may. Raises SnapshotRefused where the rest of the document is not well-formed, or holds
    something by another name.
    """
    rest = Frame(part, names=frame)
    for line, _start, record in _split(part, content, tags, rest):
        yield line, record
    for name, line in rest.unknown.items():
        raise SnapshotRefused(
            f"{part} line {line}: {_shown(name)} is unknown outside {_named(tags)}"
        )


def record_spans(
    part: str,
    content: Content,
    *tags: str,
    frame: Collection[str],
) -> Iterator[tuple[int, int, int] | Fault]:
    """Find the same elements: the line, begin and end of each, for a list that joins several.

    As in `walk_records`, an element that is unknown outside them is nobody's Fault.
    """
    rest = Frame(part, names=frame)
    for line, start, record in _split(part, content, tags, rest):
        yield line, start, start + len(record)
    for name, line in rest.unknown.items():
        yield Fault(part, line, None, f"{_shown(name)} is unknown outside {_named(tags)}")


def walk_records(
    part: str,
    content: Content,
    *tags: str,
    frame: Collection[str],
    id_of: Callable[[bytes], str | None],
    read: Callable[[etree._Element], PartyRecord],
) -> Iterator[Found | Fault]:
    """Walk a document whose every record is a party; each is parsed only when it is read.

    An element that is unknown outside the records is nobody's Fault, which holds the import.
    """
    rest = Frame(part, names=frame)
    declared = _declarations(content)
    for line, start, record in _split(part, content, tags, rest):
        external_id = id_of(record)
        if external_id is None:
            yield Fault(part, line, None, f"a record of {_named(tags)} without its id")
        else:
            digest = sha256(record).hexdigest()[:32]
            # Not the bytes: who waits to be read would hold them all.
            reading = partial(_read, content, start, start + len(record), declared, read)
            yield Found(external_id, digest, line, reading)
    for name, line in rest.unknown.items():
        yield Fault(part, line, None, f"{_shown(name)} is unknown outside {_named(tags)}")


def _read(
    content: Content,
    start: int,
    end: int,
    declared: bytes,
    read: Callable[[etree._Element], PartyRecord],
) -> PartyRecord:
    return read(parse_record(content[start:end], declared=declared))


def parse_record(record: bytes, *, declared: bytes = b"") -> etree._Element:
    """Parse one record; tags have no namespace. Raises UnknownValue where it is malformed.

    `declared` is what the document element declares by `xmlns:`. Raises SnapshotRefused where
    the record is deeper, wider or longer than any real one.
    """
    if b"xmlns" in record:
        _check_namespaces(record)
    document = b"<_" + (declared or _XSI) + b">" + record + b"</_>"
    try:
        wrapped = etree.fromstring(document, _PARSER)
    except etree.XMLSyntaxError as error:
        if error.code == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
            raise SnapshotRefused(f"{record[:80]!r}: {error.msg}") from error
        raise UnknownValue(f"not well-formed XML: {error.msg}") from error
    if len(wrapped) != 1:
        raise UnknownValue("not one element")
    element = wrapped[0]
    _check_limits(record, wrapped)
    if b":" in element.tag.encode() or b"{" in element.tag.encode():
        for one in element.iter():
            one.tag = one.tag.rpartition("}")[2]
    return element


def header_of(content: Content, *tags: str) -> bytes:
    """Give what stands before the first record; it may be damaged, and is not checked here."""
    prefix, _ = root_tag(content)
    openings = [b"<" + prefix + tag.encode() for tag in tags]
    found = [at for one in openings if (at := next_start(content, one, 0)) >= 0]
    return content[: min(found, default=_BLOCK)]


def text_in(header: bytes, name: str) -> str:
    """Give the text of the first element of that name; nothing where there is none."""
    pattern = rb"<(?:[\w.-]+:)?" + re.escape(name.encode()) + rb"(?:\s[^>]*)?>([^<]*)</"
    return _text(re.search(pattern, header))


def attribute_in(header: bytes, element: str, name: str) -> str:
    """Give an attribute of the first element of that name; nothing where there is none."""
    opening = rb"<(?:[\w.-]+:)?" + re.escape(element.encode()) + rb"\s[^<]*?\b"
    pattern = opening + re.escape(name.encode()) + rb"""\s*=\s*["']([^"'<]*)["']"""
    return _text(re.search(pattern, header))


def _text(match: re.Match[bytes] | None) -> str:
    return html.unescape(match[1].decode("utf-8", "replace")).strip() if match else ""


def _shown(name: str) -> str:
    return f"the attribute {name[1:]}" if name.startswith("@") else f"<{name}>"


def _named(tags: tuple[str, ...]) -> str:
    return " and ".join(f"<{tag}>" for tag in tags)


def _check_namespaces(record: bytes) -> None:
    for uri in _NAMESPACE.findall(record):
        if uri and uri.decode("utf-8", "replace") not in HARMLESS_NAMESPACES:
            raise UnknownValue(f"declares the namespace {uri.decode('utf-8', 'replace')!r}")


def _check_limits(record: bytes, element: etree._Element) -> None:
    """Look closer only where the bytes say that there is reason to."""
    if (
        (record.count(b"<") > MAX_DEPTH and _TOO_DEEP(element))
        or (record.count(b"=") > MAX_ATTRIBUTES and _TOO_WIDE(element))
        or (len(record) > MAX_TEXT and _TOO_LONG(element))
    ):
        raise SnapshotRefused(
            f"<{element[0].tag}> {record[:80]!r}: deeper than {MAX_DEPTH}, more than "
            f"{MAX_ATTRIBUTES} attributes, or more than 1 MB of text"
        )


def _split(
    part: str, content: Content, tags: tuple[str, ...], frame: Frame
) -> Iterator[tuple[int, int, bytes]]:
    """Find the line, the position and the bytes of each record; the frame gets everything else."""
    spans = spans_by_parser if hides_markup(content) else spans_by_search
    at, line, kept = 0, 1, 0
    for start, end in spans(part, content, tags):
        _check_size(part, line, start - at)
        gap = content[at:start]
        if gap.strip():
            _check_gap(part, line, gap, is_first=not at)
            frame.feed(gap, line)
        line += gap.count(b"\n")
        record = content[start:end]
        yield line, start, record
        line += record.count(b"\n")
        at = end
        if at - kept > _LET_GO:
            let_go(content, kept, at)
            kept = at
    _check_size(part, line, len(content) - at)
    gap = content[at:]
    _check_gap(part, line, gap, is_first=not at)
    frame.feed(gap, line)
    frame.close()


def _check_size(part: str, line: int, size: int) -> None:
    if size > MAX_FRAME:
        raise SnapshotRefused(f"{part} line {line}: {size} bytes without a record")


def _check_gap(part: str, line: int, gap: bytes, *, is_first: bool) -> None:
    """Refuse text before, between and behind records; the frame does not see what it touches."""
    text = gap.strip().removeprefix(b"\xef\xbb\xbf")
    if text and not ((is_first or text.startswith(b"<")) and text.endswith(b">")):
        shown = text[:20] if not text.startswith(b"<") else text[-20:]
        raise SnapshotRefused(f"{part} line {line}: {shown!r} between records")


def _declarations(content: Content) -> bytes:
    """The `xmlns:` attributes of the document element, which its records rely on."""
    return b"".join(_DECLARATION.findall(root_tag(content)[1]))
