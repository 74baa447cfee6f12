"""What is wrong with a case file, in lines that a person can act on.

Method: a fault names the file, the place inside it and what was expected there; all faults of a
file travel together in one exception. Source: the case file format, preamble. Limits: a file that
cannot be read as YAML or JSON gives the first fault only.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is wrong: where, and what was expected."""

    file: str
    place: str
    message: str

    def __str__(self) -> str:
        parts = [self.file, self.place, self.message] if self.place else [self.file, self.message]
        return ": ".join(" ".join(part.split()) for part in parts)


class CaseFileInvalid(Exception):
    """A case file cannot be used; `faults` says all that is wrong with it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class PlacedError(Exception):
    """Raised inside the readers, which know the place but not the name of the file."""

    def __init__(self, *, place: str, message: str) -> None:
        super().__init__(f"{place}: {message}")
        self.place = place
        self.message = message


def member_of(place: str, *, key: str | int) -> str:
    """Return the place of a member: `conditions[3].assessments[0].date`."""
    if isinstance(key, int):
        return f"{place}[{key}]"
    return f"{place}.{key}" if place else key
