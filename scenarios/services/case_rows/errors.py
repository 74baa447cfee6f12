"""Why cases are not loaded."""

from __future__ import annotations

from collections.abc import Iterable

from scenarios.domain.errors import DocumentFault


class CasesInvalid(Exception):
    """Documents cannot be stored; `faults` says why, each with the number of its document."""

    def __init__(self, faults: Iterable[tuple[int, DocumentFault]]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{fault.place}: {fault.message}" for _, fault in self.faults))


class CaseProtected(Exception):
    """A case may not be changed by who asks; nothing was stored."""

    def __init__(self, *, case: str, reason: str) -> None:
        super().__init__(f'"{case}" {reason}')
        self.case = case


class CaseOfAnotherTeam(CaseProtected):
    """The case is another team's, or everybody's where a private one is loaded."""


class LibraryCaseProtected(CaseProtected):
    """The case is of the shipped library, which administrators alone may edit."""
