"""The one sentence that tells an occasion, and how much the occasion matters.

Method: the first condition that changed leads, or the first gate where no condition did, for that
is what happened in the world; the rest is counted. A scenario is told by its state before and after
the occasion, whatever happened in between. Source: the project's product notes, section 3.
Limits: English only; nothing here knows who reads it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scenarios.domain.changes import EventKind

_LONGEST_TITLE = 120
_ORDER = ("0", "1", "C", "2", "3")
_REMARKS = {
    EventKind.CONTESTED: "contested",
    EventKind.VIEWS_DIVERGE: "views diverge",
    EventKind.VIEWS_AGREE: "views agree again",
    EventKind.ACT: "an act was recorded",
    EventKind.ACT_TAKEN_BACK: "an act was taken back",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A condition or gate, by its title, and its status before and after; or a remark on it.

    Of an act it is the package, with its state, where it has one.
    """

    title: str
    is_condition: bool
    old: str | None
    new: str | None
    kind: EventKind = EventKind.CHANGE

    @property
    def words(self) -> str:
        """What it tells, as a headline says it."""
        moved = f"{self.old or 'no state'} → {self.new or 'no state'}"
        said = _REMARKS.get(self.kind)
        if said is None:
            return moved
        return f"{said}, {moved}" if self.old != self.new else said


def highest_level(levels: Iterable[str]) -> str:
    """Return the level that matters most; a deadline matters more than a notice."""
    return max(levels, key=rank_of)


def rank_of(level: str) -> int:
    """Return the place of a level from the least to the most."""
    return _ORDER.index(level)


def headline(*, moves: Sequence[Move], new_states: Iterable[str]) -> str:
    """Tell what changed. `moves` come in their order; `new_states` are those of scenarios."""
    first = next((move for move in moves if move.is_condition), moves[0])
    text = f"{shortened(first.title, _LONGEST_TITLE)}: {first.words}"
    others = len(moves) - 1
    if others:
        text += f" and {others} more {'change' if others == 1 else 'changes'}"
    counts = Counter(new_states)
    told = [
        f"{count} {'scenario' if count == 1 else 'scenarios'} now {state}"
        for state, count in counts.items()
    ]
    return "; ".join([text, *told])


def shortened(text: str, longest: int) -> str:
    """Return the text in one line, cut between words where it is too long."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    words, blank, _ = line[:longest].rpartition(" ")
    return (words if blank else line[: longest - 1]) + "…"
