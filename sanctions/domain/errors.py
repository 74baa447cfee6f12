"""What may be wrong with a file that is said to be a list."""

from __future__ import annotations


class ListError(Exception):
    """Something about a list that a person has to hear; the text is for that person."""


class UnknownList(ListError):
    """No module in `sanctions/lists/` has this key."""


class ComesByHand(ListError):
    """The list names no address to fetch it from; its copies are imported by hand."""


class UnknownValue(ListError):
    """A row holds something that its parser does not know. It is never guessed at."""


class SnapshotRefused(ListError):
    """The file is not a copy of this list, or a damaged one. Nothing in it can be used."""


class SnapshotHeld(ListError):
    """The file may be a copy of this list, and a person must say so before it counts."""

    def __init__(self, reason: str, *, approvable: bool = True) -> None:
        super().__init__(reason)
        self.approvable = approvable


class DecisionError(Exception):
    """A decision about a held copy that cannot be taken; the text is for the person."""


class NotAllowedToDecide(DecisionError):
    """This person may not decide about copies of lists."""


class WrongDecision(DecisionError):
    """The decision is not complete; `field` is what is wrong."""

    def __init__(self, reason: str, *, field: str) -> None:
        super().__init__(reason)
        self.field = field


class DecisionOvertaken(DecisionError):
    """The copy is not what the person saw: another file or doubt, decided, or overtaken."""


class KeptFileLost(ListError):
    """The file of a copy is not in the data folder, or is not that file any more."""


class ProgramError(Exception):
    """Something about a program, instrument or renewal that a person has to hear."""

    def __init__(self, reason: str, *, field: str = "") -> None:
        super().__init__(f"{field}: {reason}" if field else reason)
        self.reason = reason
        self.field = field


class WrongTerms(ProgramError):
    """What is said of it cannot be stored; `field` is the key that is wrong."""


class NotAllowedToAmend(ProgramError):
    """This person may not change it."""


class TermsChanged(ProgramError):
    """Somebody else changed it since this person read it."""


class ProgramFileInvalid(ProgramError):
    """A file of shipped programs cannot be read; the text names the file and the place."""
