"""The three truth values and how they combine.

Method: Kleene's strong logic of three values, F < U < T, where U is "not known". Source:
S. C. Kleene, Introduction to Metamathematics (1952), section 64; the case file format, section 2.
Limits: a value says nothing of history; "was met and then lost" is a status, not a truth value.
"""

from collections.abc import Iterable
from enum import StrEnum

from scenarios.domain.statuses import Status


class Truth(StrEnum):
    """T (true), U (unknown) or F (false)."""

    F = "F"
    U = "U"
    T = "T"

    @property
    def rank(self) -> int:
        """The place of the value in the order F < U < T."""
        return _RANKS[self]


_RANKS = {Truth.F: 0, Truth.U: 1, Truth.T: 2}
_OPPOSITES = {Truth.F: Truth.T, Truth.U: Truth.U, Truth.T: Truth.F}
_OF_STATUS = {
    Status.MET: Truth.T,
    Status.WAIVED: Truth.T,
    Status.UNKNOWN: Truth.U,
    Status.PARTIAL: Truth.F,
    Status.NOT_MET: Truth.F,
    Status.BREACHED: Truth.F,
    Status.FAILED: Truth.F,
}


def least(values: Iterable[Truth]) -> Truth:
    """Return the least of the values: T when there are none."""
    return min(values, key=_RANKS.__getitem__, default=Truth.T)


def greatest(values: Iterable[Truth]) -> Truth:
    """Return the greatest of the values: F when there are none."""
    return max(values, key=_RANKS.__getitem__, default=Truth.F)


def negation(value: Truth) -> Truth:
    """Return T for F, F for T and U for U."""
    return _OPPOSITES[value]


def of_status(status: Status) -> Truth:
    """Return the truth value of an assessed status; raises KeyError for computed statuses."""
    return _OF_STATUS[status]
