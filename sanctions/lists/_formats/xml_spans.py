"""Where the records of an XML document lie, by search or by parser; both find the same.

By search: where nothing hides markup, `<` begins a tag wherever it stands, and a record ends at the
first end tag of its name. By parser: expat's positions, where comments or CDATA hide markup.
Limits: a record that holds another of its name, which no list has, leaves an end tag too many
outside the records, so that the search refuses such a file and never cuts it wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers import expat

from sanctions.domain.errors import SnapshotRefused
from sanctions.lists._formats.xml_checks import line_at, refuse_markup
from sanctions.lists.contents import Content, Finder, pieces

_HEAD = 65_536
_AFTER_NAME = frozenset((b" ", b"\t", b"\r", b"\n", b"/", b">"))
_ROOT = re.compile(rb"<(?:([\w.-]+):)?[\w.-]+(?=[\s/>])")
_TO_TAG_END = re.compile(rb"""[^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*>""")


def root_tag(content: Content) -> tuple[bytes, bytes]:
    """Give the document element's prefix with its colon, and its start tag."""
    found = _ROOT.search(content[:_HEAD])
    if not found:
        return b"", b""
    prefix = found[1] + b":" if found[1] else b""
    return prefix, content[found.start() : _tag_end(content, found.start())]


def next_start(content: Content | Finder, opening: bytes, at: int) -> int:
    """Find the next start tag that is `opening` and no longer name; -1 where there is none."""
    finder = content if isinstance(content, Finder) else Finder(content)
    size = len(opening)
    at = finder.find(opening, at)
    while at >= 0 and finder.content[at + size : at + size + 1] not in _AFTER_NAME:
        at = finder.find(opening, at + size)
    return at


def spans_by_search(
    part: str, content: Content, tags: tuple[str, ...]
) -> Iterator[tuple[int, int]]:
    """Find records by their tags. Raises SnapshotRefused where one is never closed."""
    prefix, _ = root_tag(content)
    finder = Finder(content)
    openings = [b"<" + prefix + tag.encode() for tag in tags]
    if len(openings) == 1:
        yield from _spans_of_one(part, finder, openings[0])
        return
    ahead = {opening: next_start(content, opening, 0) for opening in openings}
    while ahead := {opening: at for opening, at in ahead.items() if at >= 0}:
        opening = min(ahead, key=ahead.__getitem__)
        end = _record_end(part, finder, opening, ahead[opening])
        yield ahead[opening], end
        for other, at in ahead.items():
            if at < end:
                ahead[other] = next_start(finder, other, end)


def _spans_of_one(part: str, finder: Finder, opening: bytes) -> Iterator[tuple[int, int]]:
    at = next_start(finder, opening, 0)
    while at >= 0:
        end = _record_end(part, finder, opening, at)
        yield at, end
        at = next_start(finder, opening, end)


def _record_end(part: str, finder: Finder, opening: bytes, start: int) -> int:
    """Where the record that begins at `start` is over."""
    size, content = len(opening), finder.content
    if content[start + size : start + size + 1] != b">" and (over := _empty_end(content, start)):
        return over
    closing = b"</" + opening[1:]
    found = finder.find(closing, start + size)
    size = len(closing)
    while found >= 0:
        over = found + size
        if content[over : over + 1] == b">":
            return over + 1
        over = finder.find(b">", over)
        if over > 0 and not content[found + size : over].strip():
            return over + 1
        found = finder.find(closing, found + size)
    line, name = line_at(content, start), opening[1:].decode()
    raise SnapshotRefused(f"{part} line {line}: <{name}> is never closed: the file is cut")


def _tag_end(content: Content, start: int) -> int:
    """Where the tag that begins at `start` is over; `>` may stand in its attributes."""
    found = _TO_TAG_END.match(content, start)
    return found.end() if found else start


def _empty_end(content: Content, start: int) -> int:
    """Where the tag that begins at `start` is over, if it is one like `<tag/>`; else 0."""
    end = _tag_end(content, start)
    return end if content[end - 2 : end] == b"/>" else 0


def spans_by_parser(
    part: str, content: Content, tags: tuple[str, ...]
) -> Iterator[tuple[int, int]]:
    """Find records by expat. Raises SnapshotRefused where the document is not well-formed."""
    found: list[tuple[int, int]] = []
    depth = begin = 0

    def start(tag: str, _attributes: dict[str, str]) -> None:
        nonlocal depth, begin
        if depth or tag.rpartition(":")[2] in tags:
            begin = begin if depth else parser.CurrentByteIndex
            depth += 1

    def end(_tag: str) -> None:
        nonlocal depth
        if depth == 1:
            over = _empty_end(content, begin) or _tag_end(content, parser.CurrentByteIndex)
            found.append((begin, over))
        depth -= depth > 0

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = lambda name, *_: refuse_markup(
        part, parser.CurrentLineNumber, f"<!DOCTYPE {name}"
    )
    parser.ProcessingInstructionHandler = lambda target, _: refuse_markup(
        part, parser.CurrentLineNumber, f"<?{target}"
    )
    try:
        for piece in pieces(content):
            parser.Parse(piece, False)
            yield from found
            found.clear()
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise SnapshotRefused(f"{part} line {error.lineno}: {reason}") from error
    yield from found
