"""Whether bytes are the XML document that a list is published as, decided before any of it is used.

Method: byte searches over the whole, and expat on its first element alone, so that 100 MB take well
under a second. Rules follow `docs/threat-model.md`: UTF-8, no DTD, no processing instruction.
Limits: whether the inside is well-formed shows when it is split and read.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from xml.parsers import expat

from sanctions.domain.errors import SnapshotRefused
from sanctions.lists.contents import Content, find, let_go, pieces

HARMLESS_NAMESPACES = frozenset(
    {
        "http://www.w3.org/2001/XMLSchema-instance",
        "http://www.w3.org/2001/XMLSchema",
        "http://www.w3.org/XML/1998/namespace",
    }
)
_BOM = b"\xef\xbb\xbf"
_HEAD = 65_536
_CHUNK = 65_536
_SOMETHING_ELSE = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip"),
    (b"\x1f\x8b", "gzip"),
    (b"{", "JSON"),
    (b"[", "JSON"),
)
_HTML = re.compile(rb"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_DECLARED = re.compile(rb"""\s*<\?xml[^>]*?\bencoding\s*=\s*["']([^"']*)["']""")
_OPENS_HIDING = (b"!--", b"![CDATA[")
_NOTHING_MORE = rb"(?:\s|<!--(?:(?!-->).)*-->)*\Z"


def check_xml(part: str, content: Content, *, root: str, namespaces: Collection[str]) -> None:
    """Refuse what is not a whole UTF-8 document of this root, in one of these namespaces.

    A root without a namespace needs `""` among them, or none at all. Comments and CDATA are
    allowed; what they enclose is looked at by `records`. Raises SnapshotRefused.
    """
    head = content[:_HEAD]
    _check_kind(part, head)
    _check_utf8(part, content)
    if (nul := find(content, b"\0", 0)) >= 0:
        raise SnapshotRefused(f"{part} line {line_at(content, nul)}: a NUL character (byte {nul})")
    _check_root(part, head, root=root, namespaces=namespaces)
    _check_declarations(part, content)
    _check_end(part, content, root=root)


def hides_markup(content: Content) -> bool:
    """Say whether there are comments or CDATA, in which `<` begins no tag."""
    return any(content[at + 1 : at + 9].startswith(_OPENS_HIDING) for at in _opened(content, b"!"))


def line_at(content: Content, position: int) -> int:
    """Count the lines up to a position."""
    lines, passed = 1, 0
    for piece in pieces(content):
        lines += piece.count(b"\n", 0, max(0, position - passed))
        passed += len(piece)
    return lines


def _check_kind(part: str, head: bytes) -> None:
    if head.startswith(_WIDE):
        raise SnapshotRefused(f"{part} line 1: this is UTF-16, not UTF-8")
    start = head.removeprefix(_BOM).lstrip()
    if not start:
        raise SnapshotRefused(f"{part} line 1: the file is empty")
    for sign, what in _SOMETHING_ELSE:
        if start.startswith(sign):
            raise SnapshotRefused(f"{part} line 1: this is {what}, not XML")
    if _HTML.match(start):
        raise SnapshotRefused(f"{part} line 1: this is a page of HTML, not the list")
    if not start.startswith(b"<"):
        raise SnapshotRefused(f"{part} line 1: not XML, it begins with {start[:20]!r}")
    declared = _DECLARED.match(start)
    if declared and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii", b"ascii"):
        name = declared[1].decode("latin-1")
        raise SnapshotRefused(f"{part} line 1: declared as {name}, not UTF-8")


def _check_utf8(part: str, content: Content) -> None:
    """Decode what is not ASCII, piece by piece; a character that a piece would cut waits."""
    at, size = 0, len(content)
    while at < size:
        piece = content[at : at + _CHUNK]
        if not piece.isascii():
            try:
                piece.decode()
            except UnicodeDecodeError as error:
                if error.end == len(piece) and at + len(piece) < size and error.start:
                    at += error.start
                    continue
                place = at + error.start
                line = line_at(content, place)
                raise SnapshotRefused(f"{part} line {line}: not UTF-8 (byte {place})") from error
        let_go(content, at, at + len(piece))
        at += len(piece)


def _opened(content: Content, sign: bytes) -> Iterator[int]:
    """Find where `<` and `sign` stand together: by the rarer of the two, which is fast."""
    at = find(content, sign, 0)
    while at >= 0:
        if at and content[at - 1 : at] == b"<":
            yield at - 1
        at = find(content, sign, at + 1)


def _check_declarations(part: str, content: Content) -> None:
    """Refuse DTDs, entities and instructions; once comments begin, the parser must tell them."""
    for at in _opened(content, b"!"):
        shown = content[at : at + 12]
        if shown[1:].startswith(_OPENS_HIDING):
            return
        refuse_markup(part, line_at(content, at), shown.decode("utf-8", "replace"))
    for at in _opened(content, b"?"):
        if content[at : at + 6] != b"<?xml " or content[:at].removeprefix(_BOM).strip():
            shown = content[at : at + 20]
            refuse_markup(part, line_at(content, at), shown.decode("utf-8", "replace"))


def refuse_markup(part: str, line: int, shown: str) -> None:
    """Refuse a DTD, an entity declaration or a processing instruction. Raises SnapshotRefused."""
    raise SnapshotRefused(
        f"{part} line {line}: {shown!r}: no DTD, entity or processing instruction may be in a list"
    )


def _check_root(part: str, head: bytes, *, root: str, namespaces: Collection[str]) -> None:
    name, declared = _first_element(part, head)
    space, _, local = name.rpartition(" ")
    if local != root:
        raise SnapshotRefused(f"{part} line 1: <{local}>, where <{root}> is expected")
    if space not in namespaces and (space or namespaces):
        raise SnapshotRefused(f"{part} line 1: <{root}> in the unknown namespace {space!r}")
    unknown = declared - {*namespaces} - HARMLESS_NAMESPACES - {""}
    if unknown:
        raise SnapshotRefused(f"{part} line 1: the unknown namespace {min(unknown)!r}")


class _Found(Exception):
    """The first element was seen."""


def _first_element(part: str, head: bytes) -> tuple[str, set[str]]:
    """The document element as `namespace name`, and the namespaces that it declares."""
    name, declared = "", set[str]()

    def start(tag: str, _attributes: dict[str, str]) -> None:
        nonlocal name
        name = tag
        raise _Found

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.StartNamespaceDeclHandler = lambda _prefix, uri: declared.add(uri or "")
    parser.StartDoctypeDeclHandler = lambda doctype, *_: refuse_markup(
        part, parser.CurrentLineNumber, f"<!DOCTYPE {doctype}"
    )
    try:
        parser.Parse(head, False)
    except _Found:
        return name, declared
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise SnapshotRefused(f"{part} line {error.lineno}: {reason}") from error
    raise SnapshotRefused(f"{part} line 1: no element in the first {_HEAD} bytes")


def _check_end(part: str, content: Content, *, root: str) -> None:
    name = rb"(?:[\w.-]+:)?" + re.escape(root.encode())
    end = rb"(?:</" + name + rb"\s*>|<" + name + rb"\b[^<]*/>)" + _NOTHING_MORE
    if not re.search(end, content[-_HEAD:], re.DOTALL):
        line = line_at(content, len(content))
        raise SnapshotRefused(
            f"{part} line {line}: cut, or followed by more, where </{root}> ends it"
        )
