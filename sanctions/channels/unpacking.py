"""Bodies that come packed although they were asked for plain: unpacked in steps, within a ratio."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from sanctions.channels.failures import ExchangeFailed, Failure

MAX_RATIO = 200
_STEP = 65_536
# Below this, even a file of nothing but spaces is nobody's bomb.
_SMALL = 1_000_000


def unpacked(pieces: Iterable[bytes], *, encoding: str) -> Iterator[bytes]:
    """Yield the body as it was before `encoding`; raises `ExchangeFailed`."""
    if encoding in ("", "identity"):
        yield from pieces
    elif encoding in ("gzip", "x-gzip"):
        yield from _gunzipped(pieces)
    else:
        raise ExchangeFailed(Failure.PROTOCOL, "the file comes packed in a way we did not ask for")


def _gunzipped(pieces: Iterable[bytes]) -> Iterator[bytes]:
    stream = zlib.decompressobj(16 + zlib.MAX_WBITS)
    packed = size = 0
    try:
        for piece in pieces:
            packed += len(piece)
            for out in _steps(stream, piece):
                size += len(out)
                if size > max(_SMALL, MAX_RATIO * packed):
                    raise ExchangeFailed(Failure.SIZE, f"packed more than {MAX_RATIO} to 1")
                yield out
    except zlib.error as error:
        raise ExchangeFailed(Failure.PROTOCOL, "the packed file is damaged") from error
    if not stream.eof or stream.unused_data:
        raise ExchangeFailed(
            Failure.PROTOCOL, "the packed file broke off, or goes on after its end"
        )


def _steps(stream: zlib._Decompress, piece: bytes) -> Iterator[bytes]:
    """Unpack a piece, never more than a step at a time."""
    while not stream.eof:
        out = stream.decompress(piece, _STEP)
        if not out:
            return
        yield out
        piece = stream.unconsumed_tail
