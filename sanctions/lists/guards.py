"""Doubts about a file, each with its reason. A doubtful file never removes anybody.

Every rule has a real event behind it: `docs/lists/us_ofac_sdn.md` names OFAC's; the held imports
of OpenSanctions (a delta of eight rows taken for the whole list, renamed elements, a moved
address) are why the shares and minimums exist.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from sanctions.domain.errors import SnapshotHeld, SnapshotRefused, UnknownValue

SHRINK_SHARE = 0.02
SHRINK_FLOOR = 50
FAULTY_SHARE = 0.001
FAULTY_FLOOR = 5
# A few rows are few only beside the others.
FAULTY_MOST = 0.5
_NOT_A_TABLE = ((b"<", "a page of HTML or XML"), (b"%PDF", "a PDF"), (b"{", "JSON"))


def text_of(
    part: str, content: bytes, *, encoding: str = "utf-8-sig", with_nul: bool = False
) -> str:
    """Decode strictly, and refuse what is plainly something else or was cut.

    With `with_nul` the caller looks for NUL characters itself, row by row.
    """
    start = content[:200].lstrip()
    for sign, what in _NOT_A_TABLE:
        if start.startswith(sign):
            raise SnapshotRefused(f"{part}: this is {what}, not a table")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        name = encoding.removesuffix("-sig").upper()
        raise SnapshotRefused(f"{part} line {line}: not {name} (byte {error.start})") from error
    if not with_nul and (nul := content.find(b"\0")) >= 0:
        line = content.count(b"\n", 0, nul) + 1
        raise SnapshotRefused(f"{part} line {line}: a NUL character (byte {nul})")
    text = text.removesuffix("\x1a")
    if text and not text.endswith(("\n", "\r")):
        raise SnapshotRefused(f"{part} line {text.count(chr(10)) + 1}: cut in the middle of a row")
    return text


def rows_of(part: str, text: str) -> Iterator[tuple[int, list[str]]]:
    """Read rows with their line numbers; a quote that is never closed refuses the file."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise SnapshotRefused(f"{part} line {reader.line_num}: {error}") from error


def finish(row: dict[str, str], *, ignore: Sequence[str] = ()) -> None:
    """Make sure that every cell was used; what is left over raises UnknownValue."""
    left = {key: cell for key, cell in row.items() if cell and key not in ignore}
    if left:
        raise UnknownValue(f"nobody reads {left}")


def check_count(*, parties: int, previous: int, minimum: int) -> None:
    """Hold a list that is empty, or smaller than its publisher's ever was."""
    if parties == 0:
        raise SnapshotHeld(f"no parties: 0 of {previous} in the copy before", approvable=False)
    if parties < minimum:
        raise SnapshotHeld(f"{parties} parties, where at least {minimum} are expected")


def check_shrinking(*, going: int, designations: int) -> None:
    """Hold when more than 2 % or 50 of the designations, whichever is more, would end."""
    allowed = max(SHRINK_FLOOR, int(designations * SHRINK_SHARE))
    if going > allowed:
        raise SnapshotHeld(
            f"{going} of {designations} designations would end, where at most {allowed} may"
        )


def check_faults(*, faults: Sequence[object], parties: int) -> None:
    """Hold when more than a few rows cannot be used, or one of them cannot be told whose it is."""
    nobodys = [fault for fault in faults if getattr(fault, "external_id", None) is None]
    allowed = min(max(FAULTY_FLOOR, int(parties * FAULTY_SHARE)), int(parties * FAULTY_MOST))
    if nobodys or len(faults) > allowed:
        named = "; ".join(str(fault) for fault in (nobodys or faults)[:5])
        raise SnapshotHeld(f"{len(faults)} rows cannot be used: {named}")


def check_unread(*, unread: Mapping[str, Collection[str]], known: Collection[str]) -> None:
    """Hold when records have a field that nobody reads, and that no copy before had.

    Approved, it is kept with the records, and no later copy is held for it.
    """
    new = {path: ids for path, ids in sorted(unread.items()) if path not in known}
    if new:
        named = (f"{path} in {len(ids)} records ({_some(ids)})" for path, ids in new.items())
        raise SnapshotHeld(f"{len(new)} unknown fields: {_some([*named])}")


def check_whole(*, narrowed: str) -> None:
    """Hold a copy that was narrowed: from who is absent nothing follows."""
    if narrowed:
        raise SnapshotHeld(f"not the whole list: narrowed by {narrowed}", approvable=False)


def check_base(*, scope: str, base: date | None) -> None:
    """Hold additions to what was never read whole: who was there before them is not known."""
    if base is None:
        raise SnapshotHeld(f"adds to {scope}, of which there is no whole copy", approvable=False)


def check_stated(*, rows: int, faults: int, stated: int | None) -> None:
    """Hold when the copy says that it has another number of parties than were read."""
    if stated is not None and not rows - faults <= stated <= rows:
        raise SnapshotHeld(f"{rows} parties, where the copy itself says {stated}")


def check_unique(duplicates: Collection[str]) -> None:
    """Hold when one id names two records; both are shown.

    Approved, a known party stays as it is, and a new one is the first of the two.
    """
    if duplicates:
        raise SnapshotHeld(f"{len(duplicates)} ids occur twice: {_some(duplicates)}")


def check_reused_ids(*, reused: Collection[str]) -> None:
    """Hold when an id seems to name another party now."""
    if reused:
        raise SnapshotHeld(f"{len(reused)} ids name another party: {_some(reused)}")


def check_reissued_ids(*, reissued: Collection[str]) -> None:
    """Hold when a party seems to have another id now."""
    if reissued:
        raise SnapshotHeld(f"{len(reissued)} parties have another id: {_some(reissued)}")


def check_dates(*, published: date, previous: date | None, today: date) -> None:
    """Hold a copy from the future, or one that is older than what we know."""
    if published > today:
        raise SnapshotHeld(f"published {published}, which is after today ({today})")
    if previous and published < previous:
        raise SnapshotHeld(
            f"published {published}, older than the copy of {previous}", approvable=False
        )


def check_first_sight(*, seen_before: date | None) -> None:
    """Hold an old copy that comes back: an address that is frozen serves one for ever."""
    if seen_before:
        raise SnapshotHeld(f"this is the copy of {seen_before} again, and later ones were applied")


def check_end_mark(*, present: bool | None, expected: bool) -> None:
    """Hold a file without the publisher's end mark, where its form or the last copy had one."""
    if present is False or (expected and not present):
        raise SnapshotHeld("the publisher's end mark is missing: the file may be cut")


def _some(found: Collection[str]) -> str:
    shown = sorted(found)[:5]
    return "; ".join([*shown, "…"] if len(found) > len(shown) else shown)
