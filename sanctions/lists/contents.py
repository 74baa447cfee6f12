"""The bytes of a file: in memory, or mapped into it where an XML file is large.

Mapped memory is sliced like bytes, and a parser of XML does nothing else. Pages that were looked at
are let go, so that a file of any size takes a few megabytes; whoever looks again gets them from the
system's cache. Limits: a file that is cut while it is mapped ends the process.
"""

from __future__ import annotations

import hashlib
import mmap
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

Content = bytes | mmap.mmap

MAPPED_FROM = 1_000_000
_PIECE = 1 << 22
_FIRST_WINDOW = 1 << 14


def content_of(path: Path) -> bytes:
    """Read a file, or map it: what a part of a package holds. Raises OSError."""
    with path.open("rb") as stream:
        return content_in(stream, size=path.stat().st_size)


def content_in(stream: IO[bytes], *, size: int) -> bytes:
    """Read an open file, or map it where it is large and looks like XML."""
    stream.seek(0)
    if size < MAPPED_FROM or not stream.read(1_000).lstrip().startswith(b"<"):
        stream.seek(0)
        return stream.read()
    # Typed as what nearly all parts are, and all parsers of tables need.
    return cast(bytes, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))


def pieces(content: Content) -> Iterator[bytes]:
    """Yield the content piece by piece, and let each go when the next is wanted."""
    for start in range(0, len(content), _PIECE):
        yield content[start : start + _PIECE]
        let_go(content, start, start + _PIECE)


def sha256_of(content: Content) -> str:
    """Hash the content."""
    digest = hashlib.sha256()
    if isinstance(content, bytes):
        digest.update(content)
    else:
        for piece in pieces(content):
            digest.update(piece)
    return digest.hexdigest()


def find(content: Content, sought: bytes, at: int) -> int:
    """Find the first place from `at` on; -1 where there is none. As fast on mapped memory."""
    if isinstance(content, bytes):
        return content.find(sought, at)
    window, size = _FIRST_WINDOW, len(content)
    while at < size:
        found = content[at : at + window].find(sought)
        if found >= 0:
            return at + found
        let_go(content, at, at + window)
        at += window - len(sought) + 1
        window = min(window * 4, _PIECE)
    return -1


class Finder:
    """Finds much that lies close together: mapped memory is read a few megabytes at a time."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self._begin = 0
        self._block = content if isinstance(content, bytes) else content[:_PIECE]

    def find(self, sought: bytes, at: int) -> int:
        """Find the first place from `at` on; -1 where there is none."""
        if not self._begin <= at < self._begin + len(self._block):
            self._begin, self._block = at, self.content[at : at + _PIECE]
        found = self._block.find(sought, at - self._begin)
        if found >= 0:
            return self._begin + found
        behind = self._begin + len(self._block) - len(sought) + 1
        return find(self.content, sought, max(at, behind))


def let_go(content: Content, start: int, end: int) -> None:
    """Say that the whole pages between the two are not needed for now."""
    if not isinstance(content, bytes):
        first = -(-start // mmap.PAGESIZE) * mmap.PAGESIZE
        length = min(end, len(content)) - first
        if length >= mmap.PAGESIZE:
            content.madvise(mmap.MADV_DONTNEED, first, length)
