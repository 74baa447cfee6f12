"""What is remembered of a node when its definition is rewritten: that it was met, and was lost.

Method: a status tells of a node's past (BREACHED: met, then lost). After a rewrite the past is
read under the new text, and a thing that was met under the old one would look as if it never had
been. So the memory passes on, and the status under the new text is told in its light. Source: the
project's domain notes, section 7 ("Trap") and requirement R50; docs/method/changes.md. Limits:
the memory changes what is told in change events, never what a case file's claims are checked by.
"""

from dataclasses import dataclass
from datetime import date

from scenarios.domain.statuses import Status
from scenarios.domain.steps import Steps
from scenarios.domain.truth import Truth


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """Whether a node was met, and whether it was lost after that, up to a day."""

    was_met: bool = False
    was_lost: bool = False
    until: date = date.min

    def joined(self, other: "Memory") -> "Memory":
        """Return what is remembered by one or by the other."""
        return Memory(
            was_met=self.was_met or other.was_met,
            was_lost=self.was_lost or other.was_lost,
            until=max(self.until, other.until),
        )


#: A node of which nothing is remembered.
NO_MEMORY = Memory()

_TOLD_IF_MET = {
    Status.NOT_MET: Status.BREACHED,
    Status.PARTIAL: Status.BREACHED,
    Status.FAILED: Status.BREACHED,
    Status.UNKNOWN: Status.UNVERIFIED,
}
_TOLD_IF_LOST = {
    Status.MET: Status.RESTORED,
    Status.MET_WITH_DELAY: Status.RESTORED,
    Status.WAIVED: Status.RESTORED,
}


def remembered(status: Status, memory: Memory) -> Status:
    """Return the status in the light of what is remembered of earlier definitions."""
    if memory.was_met and status in _TOLD_IF_MET:
        return _TOLD_IF_MET[status]
    return _TOLD_IF_LOST.get(status, status) if memory.was_lost else status


def memory_of_values(values: Steps[Truth], *, start: date, until: date) -> Memory:
    """Return what the values of a node on the days from `start` to `until` leave behind."""
    met = values.first_day(of=Truth.T, since=start.toordinal())
    if met is None or met > until.toordinal():
        return NO_MEMORY
    lost = values.first_day(of=Truth.F, since=met)
    return Memory(
        was_met=True, was_lost=lost is not None and lost <= until.toordinal(), until=until
    )
