"""What loading a case file did, or would do: the answer of `load_case`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from scenarios.services.case_rows.flat import FlatRow
from scenarios.services.case_rows.kinds import CASE, ROW_KINDS
from scenarios.services.case_rows.matching import Match, Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many rows of a kind the file added, amended, and left as they were."""

    added: int = 0
    amended: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlyStored:
    """A row that the database has and the file has not. `of` is the id of the row it stands in."""

    kind: str
    of: str
    row: dict[str, Any]

    def __str__(self) -> str:
        where = f"{self.kind} of {self.of}" if self.of else self.kind
        return f"{where}: {json.dumps(self.row, ensure_ascii=False)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What became of one case. Nothing is stored where `stored` is false."""

    case: str
    created: bool
    changes: dict[str, Counts]
    change_events: int = 0
    only_stored: tuple[OnlyStored, ...] = ()
    stored: bool = True

    @property
    def changes_something(self) -> bool:
        """Whether the file says anything that the database did not."""
        return any(counts.added or counts.amended for counts in self.changes.values())

    def as_json(self) -> dict[str, Any]:
        """The command's answer for one case."""
        return {
            "case": self.case,
            "created": self.created,
            "changes": {kind: asdict(counts) for kind, counts in self.changes.items()},
            "change_events": self.change_events,
            "only_in_database": [asdict(row) for row in self.only_stored],
            "stored": self.stored,
        }


def told_missing(match: Match) -> tuple[OnlyStored, ...]:
    """Return the rows that only the database has, but for what Thaw itself wrote beside them.

    A former definition with an author was written when an edit of its node was stored: the file
    with that edit has no need to know.
    """
    return tuple(
        OnlyStored(kind=row.kind.name, of=row.holder, row=row.as_file())
        for row in match.only_stored
        if not _was_written_here(row)
    )


def counts_of(match: Match) -> dict[str, Counts]:
    """Return what happens to the rows of each kind that the file has."""
    names = dict.fromkeys(kind.name for kind in (CASE, *ROW_KINDS))
    counts = {name: _counts(match, name) for name in names}
    return {name: count for name, count in counts.items() if count != Counts()}


def _counts(match: Match, name: str) -> Counts:
    pairs = [pair for pair in (match.case, *match.pairs) if pair.given.kind.name == name]
    told = Counter(_told(pairs))
    return Counts(added=told["added"], amended=told["amended"], unchanged=told["unchanged"])


def _told(pairs: Iterable[Pair]) -> Iterable[str]:
    for pair in pairs:
        yield "added" if pair.is_added else "amended" if pair.is_amended else "unchanged"


def _was_written_here(row: FlatRow) -> bool:
    return bool(getattr(row.record, "author", "")) and row.kind.name == "former"
